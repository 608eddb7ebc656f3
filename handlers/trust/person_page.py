"""One person's page: what they are, what they may, what was done by and to them, and what can be done."""

from collections.abc import Iterable

from alerts.audit.ports import AUDIT_LOG, AuditFilter
from alerts.audit.readable_towns import readable_towns
from alerts.audit.taps import ShowAuditOfPerson
from alerts.notices import BLANK, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import ABOVE_MEMBER, Role
from alerts.people.pseudonym import pseudonym
from alerts.profile.noting import may_note, note_words
from alerts.profile.ports import PROFILES
from alerts.profile.profile import Profile
from alerts.profile.skill import Skill
from alerts.profile.taps import WriteNoteOn
from alerts.trust.announcing import roles_in_words
from alerts.trust.people_with_roles import PersonWithRoles, is_answerable_for, person_with_roles
from alerts.trust.taps import ShowPersonPage, ShowVouchedFor
from alerts.trust.vouched_for import vouched_for
from handlers.audit.reading import line
from handlers.core.turn import Turn
from handlers.trust.person_actions import person_actions

LATEST = 5
"""Entries of the audit log that stand on the page; a tap shows the others."""


async def show(turn: Turn, tap: ShowPersonPage) -> None:
    """Show one person's page, for a coordinator of a town where they have a role; of who left, for any."""
    shown = await person_with_roles(turn.uow, tap.person)
    if shown is None or shown.person.banned:
        await turn.acknowledge(text("trust.gone"))
    elif shown.roles and not is_answerable_for(turn.person, shown.roles):
        await turn.acknowledge(text("refused.role"))
    else:
        await turn.reply(await _page(turn, shown))


async def _page(turn: Turn, shown: PersonWithRoles) -> Notice:
    person = shown.person
    held = {one.role for one in shown.roles}
    who = text(
        "trust.page",
        name=named(person),
        code=pseudonym(person.id),
        roles=roles_in_words(turn.network, shown.roles) or text("trust.no_roles"),
        apps=shown.apps,
        at=person.since,
        language=language_of(turn, shown),
        state=state_of(shown),
    )

    def rests(role: Role) -> bool:
        """Say whether what they might do by this role is nothing that they may."""
        return person.suspended or (person.has_uncompared_number and role in ABOVE_MEMBER)

    may = [text("trust.may", what=text(f"trust.may.{role}")) for role in Role if role in held and not rests(role)]
    which = AuditFilter(person_id=person.id, within=readable_towns(turn.person))
    done = await AUDIT_LOG(turn.uow).newest(which, LATEST + 1)
    lines = (BLANK, text("trust.done"), *(line(turn, one) for one in done[:LATEST])) if done else ()
    rows = await person_actions(turn, shown)
    if len(done) > LATEST:
        rows.append((ShowAuditOfPerson(person.id, done[LATEST - 1].id).choice(text("choice.audit.earlier")),))
    profile = await PROFILES(turn.uow).of(person.id)
    if may_note(turn.person, person) and turn.person.id != person.id:
        rows.append((WriteNoteOn(person.id).choice(text("choice.trust.note")),))
    return Notice(parts=(who, *may, *_told(profile), *lines), internal=True).with_choices(*rows)


def _told(profile: Profile) -> list[Text]:
    """Say what they told us of themselves, as far as they did."""
    told = [text("trust.can", skills=skill_words(profile.in_order))] if profile.skills else []
    if profile.hours is not None:
        told.append(text("profile.hours_said", hours=text(f"profile.hours.{profile.hours}")))
    return [*told, *((note_words(profile.note),) if profile.note else ())]


def skill_words(skills: Iterable[Skill]) -> tuple[Text, ...]:
    """Return what somebody can do, one text a skill."""
    return tuple(text(f"profile.skill.{skill}") for skill in skills)


async def show_vouched_for(turn: Turn, tap: ShowVouchedFor) -> None:
    """Show whom somebody vouched for, who may have been put out since."""
    person = await turn.uow.people.get(tap.person)
    parts, rows = await vouched_for(turn.uow, person, tap.start) if person is not None else ((), ())
    if not parts:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.reply(Notice(parts=parts, internal=True).with_choices(*rows))


def language_of(turn: Turn, shown: PersonWithRoles) -> Text:
    """Return in which language they read us."""
    code = shown.person.language
    return text(f"language.{code}") if code in turn.network.languages else text("trust.any_language")


def state_of(shown: PersonWithRoles) -> Text:
    """Return whether their roles rest, else until when they are away, else whether we can write to them."""
    if shown.person.suspended:
        return text("trust.state.suspended")
    if shown.person.has_uncompared_number:
        return text("trust.state.unverified")
    if shown.person.away_until is not None:
        return text("trust.state.away", at=shown.person.away_until)
    return text("trust.state.reached" if shown.reachable else "trust.state.unreachable")
