"""/helpers: who can help with what, for the desk: when, their note, and whether they are away."""

from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import DESK, Role
from alerts.profile.noting import note_words
from alerts.profile.ports import PROFILES
from alerts.profile.profile import Profile
from alerts.profile.skill import Skill
from alerts.profile.taps import ShowHelpers, ShowHelpersOf, WriteNoteOn
from alerts.trust.people_with_roles import PersonWithRoles, person_with_roles
from alerts.trust.ports import PEOPLE_BY_TOWN, PeopleView
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.profile.telling_hours import said_of
from handlers.trust.person_page import state_of

PAGE = 5
"""People in one message: each may have a note."""


async def helpers(turn: Turn, rest: str) -> None:
    """Answer /helpers, alone or with a town."""
    mine = [town for town in turn.network.towns if turn.person.has(DESK, town.id)]
    asked = turn.network.named(rest)
    towns = [asked] if asked is not None and asked in mine else mine
    if len(towns) == 1:
        await _town(turn, towns[0])
        return
    rows = [(ShowHelpers(town.id).choice(text("choice.name", name=town.name)),) for town in towns]
    await turn.reply(Notice.of("profile.helpers_where").with_choices(*rows))


async def show(turn: Turn, tap: ShowHelpers) -> None:
    """Show what people of this town can help with, for its desk."""
    town = await _at_desk(turn, tap.town)
    if town is not None:
        await _town(turn, town)


async def _town(turn: Turn, town: Town) -> None:
    counts = await PROFILES(turn.uow).counts(town.id)
    responders = (await PEOPLE_BY_TOWN(turn.uow).counts([town.id]))[town.id].roles.get(Role.RESPONDER, 0)
    choices = [
        ShowHelpersOf(town.id, 0, skill).choice(text("choice.trust.view", view=_called(skill), count=count))
        for skill, count in ((None, responders), *((skill, counts.get(skill, 0)) for skill in Skill))
        if count
    ]
    rows = in_pairs(choices)
    said = "profile.helpers" if rows else "profile.helpers_none"
    await turn.reply(Notice.of(said, town=town.name).with_choices(*rows))


def _called(skill: Skill | None) -> Text:
    return text(f"profile.skill.{skill}") if skill is not None else text("role.responder")


async def show_of(turn: Turn, tap: ShowHelpersOf) -> None:
    """Show a page of who of this town can do this, for its desk."""
    town = await _at_desk(turn, tap.town)
    if town is None:
        return
    if tap.skill is None:
        ids = await PEOPLE_BY_TOWN(turn.uow).page(town.id, PeopleView.RESPONDER, tap.start, PAGE + 1)
    else:
        ids = await PROFILES(turn.uow).skilled(town.id, tap.skill, tap.start, PAGE + 1)
    shown = [
        one for one in [await person_with_roles(turn.uow, person_id) for person_id in ids[:PAGE]] if one is not None
    ]
    if not shown:
        await turn.acknowledge(text("choose.stale"))
        return
    profiles = await PROFILES(turn.uow).of_all([one.person.id for one in shown])
    lines = [_line(one, profiles[one.person.id]) for one in shown]
    rows: list[tuple[Choice, ...]] = [(_note(one),) for one in shown]
    if len(ids) > PAGE:
        more = ShowHelpersOf(town.id, tap.start + PAGE, tap.skill)
        rows.append((more.choice(text("choice.trust.more_people")),))
    head = text("profile.helpers_head", town=town.name, skill=_called(tap.skill))
    await turn.reply(Notice(parts=(head, *lines), internal=True).with_choices(*rows))


def _line(shown: PersonWithRoles, profile: Profile) -> Text:
    who = {"name": named(shown.person), "hours": said_of(profile.hours), "state": state_of(shown)}
    if not profile.note:
        return text("profile.helper", **who)
    return text("profile.helper_noted", **who, note=note_words(profile.note))


def _note(shown: PersonWithRoles) -> Choice:
    return WriteNoteOn(shown.person.id).choice(text("choice.profile.note_on", name=named(shown.person)))


async def _at_desk(turn: Turn, town_id: int) -> Town | None:
    """Return the town where they work its desk; others hear that they may not."""
    town = turn.network.town(town_id)
    if town is None or not turn.person.has(DESK, town.id):
        await turn.acknowledge(text("refused.role"))
        return None
    return town
