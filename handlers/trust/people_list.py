"""/people: who is in, by town: how many in which role, then their list by pages."""

import re

from alerts.audit.ports import AUDIT_LOG
from alerts.audit.readable_towns import readable_towns
from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Role
from alerts.people.pseudonym import pseudonym
from alerts.trust.announcing import roles_in_words
from alerts.trust.desk_people import DeskPerson, desk_person
from alerts.trust.ports import BANS, ROSTER, RosterView, TownCounts
from alerts.trust.taps import ShowBans, ShowPersonPage, ShowTownPeople
from handlers.core.turn import Turn
from handlers.trust import person_page

PAGE = 6
"""People in one message; more would not fit one of Signal's in two languages."""
TOWNS = 12
"""Towns in one message."""
_DIGITS = re.compile(r"[0-9]{4,19}", re.ASCII)


async def people(turn: Turn, rest: str) -> None:
    """Answer /people, alone, or with a town or the digits of a person."""
    mine = [town for town in turn.network.towns if turn.person.has(COORDINATOR, town.id)]
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
    found = {*await ROSTER(turn.uow).ending_with(digits, 2), *left}
    if len(found) == 1:
        await person_page.show(turn, ShowPersonPage(found.pop()))
    else:
        await turn.reply(Notice.of("trust.nobody_so" if not found else "trust.several_so", digits=digits))


async def _towns(turn: Turn, towns: list[Town]) -> None:
    counts = await ROSTER(turn.uow).counts([town.id for town in towns])
    for start in range(0, len(towns), TOWNS):
        page = towns[start : start + TOWNS]
        lines = [text("trust.people_town", town=town.name, counts=_in_words(counts[town.id])) for town in page]
        rows = [(ShowTownPeople(town.id).choice(text("choice.name", name=town.name)),) for town in page]
        await turn.reply(Notice(parts=(text("trust.people"), *lines)).with_choices(*rows, *await _bans(turn)))


def _in_words(counts: TownCounts) -> tuple[Text, ...]:
    views = [view for view in RosterView if view is RosterView.ALL or number_in(counts, view)]
    return tuple(text("trust.people_count", view=_called(view), count=number_in(counts, view)) for view in views)


def number_in(counts: TownCounts, view: RosterView) -> int:
    """Return how many people this view shows."""
    match view:
        case RosterView.ALL:
            return counts.people
        case RosterView.SUSPENDED:
            return counts.suspended
        case RosterView.UNREACHABLE:
            return counts.unreachable
        case role:
            return counts.roles.get(Role(role.value), 0)


def _called(view: RosterView) -> Text:
    if view in (RosterView.ALL, RosterView.SUSPENDED, RosterView.UNREACHABLE):
        return text(f"trust.view.{view}")
    return text(f"role.{view}")


async def show_town(turn: Turn, tap: ShowTownPeople) -> None:
    """Show a page of a town's people, for a coordinator of it."""
    town = turn.network.town(tap.town)
    if town is None or not turn.person.has(COORDINATOR, town.id):
        await turn.acknowledge(text("refused.role"))
        return
    ids = await ROSTER(turn.uow).page(town.id, tap.view, tap.start, PAGE)
    counts = (await ROSTER(turn.uow).counts([town.id]))[town.id]
    if not ids:
        # Those who stood there have left, or hold another role by now.
        await turn.acknowledge(text("choose.stale"))
        return
    shown = [one for one in [await desk_person(turn.uow, person_id) for person_id in ids] if one is not None]
    head = text(
        "trust.people_head",
        town=town.name,
        view=_called(tap.view),
        first=tap.start + 1,
        last=tap.start + len(ids),
        count=number_in(counts, tap.view),
    )
    rows: list[tuple[Choice, ...]] = [(_open(one),) for one in shown]
    if tap.start + len(ids) < number_in(counts, tap.view):
        more = ShowTownPeople(town.id, tap.view, tap.start + len(ids))
        rows.append((more.choice(text("choice.trust.more_people")),))
    notice = Notice(parts=(head, *(_line(turn, one) for one in shown)))
    await turn.reply(notice.with_choices(*rows, *_filters(town, counts, tap.view), *await _bans(turn)))


async def _bans(turn: Turn) -> list[tuple[Choice, ...]]:
    count = await BANS(turn.uow).count()
    return [(ShowBans().choice(text("choice.trust.bans", count=count)),)] if count else []


def _open(shown: DeskPerson) -> Choice:
    label = text("choice.trust.open", name=named(shown.person), code=pseudonym(shown.person.id))
    return ShowPersonPage(shown.person.id).choice(label)


def _filters(town: Town, counts: TownCounts, view: RosterView) -> list[tuple[Choice, ...]]:
    others = [one for one in RosterView if one is not view and number_in(counts, one)]
    choices = [
        ShowTownPeople(town.id, one).choice(text("choice.trust.view", view=_called(one), count=number_in(counts, one)))
        for one in others
    ]
    return [tuple(choices[place : place + 2]) for place in range(0, len(choices), 2)]


def _line(turn: Turn, shown: DeskPerson) -> Text:
    return text(
        "trust.person",
        name=named(shown.person),
        code=pseudonym(shown.person.id),
        roles=roles_in_words(turn.network, shown.roles),
        language=person_page.language_of(turn, shown),
        at=shown.person.since,
        state=person_page.state_of(shown),
    )
