"""/people: who is in, by town: how many in which role, then their list by pages."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from alerts.audit.ports import AUDIT_LOG
from alerts.audit.readable_towns import readable_towns
from alerts.network.coordinated_towns import coordinated_towns
from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import Role
from alerts.people.pseudonym import pseudonym
from alerts.profile.ports import PROFILES
from alerts.profile.skill import Skill
from alerts.profile.taps import ShowTownSkilled
from alerts.tap import Tap
from alerts.trust.announcing import roles_in_words
from alerts.trust.people_with_roles import PersonWithRoles, person_with_roles
from alerts.trust.ports import BANS, PEOPLE_BY_TOWN, PeopleView, TownCounts
from alerts.trust.taps import ShowBans, ShowPersonPage, ShowTownPeople, ShowTownReaders
from handlers.core.choice_rows import in_pairs
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn
from handlers.trust import person_page

PAGE = 6
"""People in one message; more would not fit one of Signal's in two languages."""
SKILLS = 3
"""What somebody can do, as far as the list shows it; their page shows all."""
TOWNS = 12
"""Towns in one message."""
_DIGITS = re.compile(r"[0-9]{4,19}", re.ASCII)


async def people(turn: Turn, rest: str) -> None:
    """Answer /people, alone, or with a town or the digits of a person."""
    mine = coordinated_towns(turn.network, turn.person)
    asked = turn.network.named(rest)
    towns = [asked] if asked is not None and asked in mine else mine
    if _DIGITS.fullmatch(rest.strip()):
        await _by_digits(turn, rest.strip())
    elif len(towns) == 1:
        await show_town(turn, ShowTownPeople(towns[0].id))
    else:
        await _towns(turn, towns)


async def _by_digits(turn: Turn, digits: str) -> None:
    # Who left stands in the audit log still.
    left = await AUDIT_LOG(turn.uow).persons(digits, readable_towns(turn.person))
    found = {*await PEOPLE_BY_TOWN(turn.uow).ending_with(digits, 2), *left}
    if len(found) == 1:
        await person_page.show(turn, ShowPersonPage(found.pop()))
    else:
        await turn.reply(Notice.of("trust.nobody_so" if not found else "trust.several_so", digits=digits))


async def _towns(turn: Turn, towns: list[Town]) -> None:
    counts = await PEOPLE_BY_TOWN(turn.uow).counts([town.id for town in towns])
    for start in range(0, len(towns), TOWNS):
        page = towns[start : start + TOWNS]
        lines = [text("trust.people_town", town=town.name, counts=_in_words(counts[town.id])) for town in page]
        rows = [(ShowTownPeople(town.id).choice(text("choice.name", name=town.name)),) for town in page]
        shown = Notice(parts=(text("trust.people"), *lines), internal=True)
        await turn.reply(shown.with_choices(*rows, *await _bans(turn)))


def _in_words(counts: TownCounts) -> tuple[Text, ...]:
    views = [view for view in PeopleView if view is PeopleView.ALL or number_in(counts, view)]
    return tuple(text("trust.people_count", view=_called(view), count=number_in(counts, view)) for view in views)


def number_in(counts: TownCounts, view: PeopleView) -> int:
    """Return how many people this view shows."""
    match view:
        case PeopleView.ALL:
            return counts.people
        case PeopleView.SUSPENDED:
            return counts.suspended
        case PeopleView.UNREACHABLE:
            return counts.unreachable
        case role:
            return counts.roles.get(Role(role.value), 0)


def _called(view: PeopleView) -> Text:
    if view in (PeopleView.ALL, PeopleView.SUSPENDED, PeopleView.UNREACHABLE):
        return text(f"trust.view.{view}")
    return text(f"role.{view}")


@dataclass(frozen=True, kw_only=True)
class _Listed:
    """A page of a town's people, as it was asked for."""

    ids: list[int]
    called: Text
    """Whom it shows."""
    start: int
    count: int
    """How many there are in all."""
    more: Callable[[int], Tap]
    """The tap that goes on after so many."""


async def show_town(turn: Turn, tap: ShowTownPeople) -> None:
    """Show a page of a town's people, for a coordinator of it."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    counts = (await PEOPLE_BY_TOWN(turn.uow).counts([town.id]))[town.id]
    listed = _Listed(
        ids=await PEOPLE_BY_TOWN(turn.uow).page(town.id, tap.view, tap.start, PAGE),
        called=_called(tap.view),
        start=tap.start,
        count=number_in(counts, tap.view),
        more=partial(ShowTownPeople, town.id, tap.view),
    )
    await _show(turn, town, counts, listed)


async def show_readers(turn: Turn, tap: ShowTownReaders) -> None:
    """Show a page of those of a town who read one language, for a coordinator of it."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    counts = (await PEOPLE_BY_TOWN(turn.uow).counts([town.id]))[town.id]
    known = tap.language in turn.network.languages
    listed = _Listed(
        ids=await PEOPLE_BY_TOWN(turn.uow).readers(town.id, tap.language, tap.start, PAGE) if known else [],
        called=text(f"language.{tap.language}"),
        start=tap.start,
        count=counts.languages.get(tap.language, 0),
        more=partial(ShowTownReaders, town.id, tap.language),
    )
    await _show(turn, town, counts, listed)


async def show_skilled(turn: Turn, tap: ShowTownSkilled) -> None:
    """Show a page of those of a town who can do this, for a coordinator of it."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    listed = _Listed(
        ids=await PROFILES(turn.uow).skilled(town.id, tap.skill, tap.start, PAGE),
        called=text(f"profile.skill.{tap.skill}"),
        start=tap.start,
        count=(await PROFILES(turn.uow).counts(town.id)).get(tap.skill, 0),
        more=partial(ShowTownSkilled, town.id, tap.skill),
    )
    await _show(turn, town, (await PEOPLE_BY_TOWN(turn.uow).counts([town.id]))[town.id], listed)


async def _show(turn: Turn, town: Town, counts: TownCounts, listed: _Listed) -> None:
    if not listed.ids:
        # Those who stood there have left, or hold another role by now.
        await turn.acknowledge(text("choose.stale"))
        return
    shown = [
        one for one in [await person_with_roles(turn.uow, person_id) for person_id in listed.ids] if one is not None
    ]
    end = listed.start + len(listed.ids)
    head = text(
        "trust.people_head",
        town=town.name,
        view=listed.called,
        first=listed.start + 1,
        last=end,
        count=listed.count,
    )
    rows: list[tuple[Choice, ...]] = [(_open(one),) for one in shown]
    if end < listed.count:
        rows.append((listed.more(end).choice(text("choice.trust.more_people")),))
    can = await PROFILES(turn.uow).skills([one.person.id for one in shown])
    notice = Notice(parts=(head, *(_line(turn, one, can[one.person.id]) for one in shown)), internal=True)
    filters = _filters(turn, town, counts, await PROFILES(turn.uow).counts(town.id))
    offered = [choice for choice in filters if choice.label.values["view"] != listed.called]
    await turn.reply(notice.with_choices(*rows, *in_pairs(offered), *await _bans(turn)))


async def _bans(turn: Turn) -> list[tuple[Choice, ...]]:
    count = await BANS(turn.uow).count()
    return [(ShowBans().choice(text("choice.trust.bans", count=count)),)] if count else []


def _open(shown: PersonWithRoles) -> Choice:
    label = text("choice.trust.open", name=named(shown.person), code=pseudonym(shown.person.id))
    return ShowPersonPage(shown.person.id).choice(label)


def _filters(turn: Turn, town: Town, counts: TownCounts, skilled: Mapping[Skill, int]) -> list[Choice]:
    """Offer whom else to show; a language only where there are several."""
    spoken = [code for code in turn.network.languages if counts.languages.get(code)]
    offered: list[tuple[Tap, Text, int]] = [
        *((ShowTownPeople(town.id, one), _called(one), number_in(counts, one)) for one in PeopleView),
        *(
            (ShowTownReaders(town.id, code), text(f"language.{code}"), counts.languages[code])
            for code in (spoken if len(spoken) > 1 else [])
        ),
        *(
            (ShowTownSkilled(town.id, one), text(f"profile.skill.{one}"), skilled[one])
            for one in Skill
            if one in skilled
        ),
    ]
    return [tap.choice(text("choice.trust.view", view=called, count=count)) for tap, called, count in offered if count]


def _line(turn: Turn, shown: PersonWithRoles, can: frozenset[Skill]) -> Text:
    some = [skill for skill in Skill if skill in can][:SKILLS]
    return text(
        "trust.person_can" if some else "trust.person",
        skills=person_page.skill_words(some),
        name=named(shown.person),
        code=pseudonym(shown.person.id),
        roles=roles_in_words(turn.network, shown.roles),
        language=person_page.language_of(turn, shown),
        at=shown.person.since,
        state=person_page.state_of(shown),
    )
