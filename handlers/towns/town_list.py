"""/towns: everybody's own towns; to a coordinator first those that they look after."""

from alerts.network.coordinated_towns import coordinated_towns
from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.person import Role
from alerts.towns.headcount import TownHeadcount
from alerts.towns.ports import TOWNS
from alerts.towns.taps import AddNetworkTown, ShowOwnTowns, ShowTown, ShowTowns
from handlers.core.turn import Turn
from handlers.people import towns as own_towns
from handlers.towns import town_page

PAGE = 8
"""Towns in one message; more would not fit one of Signal's in two languages."""


async def towns(turn: Turn, rest: str) -> None:
    """Answer /towns: a coordinator's with who is where, alone or with a town's name; everybody else's own."""
    mine = coordinated_towns(turn.network, turn.person)
    if not mine:
        await own_towns.towns(turn, rest)
        return
    asked = turn.network.named(rest)
    if asked is not None and asked in mine:
        await town_page.show(turn, ShowTown(asked.id))
    else:
        await show(turn, ShowTowns())


async def show(turn: Turn, tap: ShowTowns) -> None:
    """Show a page of the towns that they coordinate."""
    mine = coordinated_towns(turn.network, turn.person)
    page = mine[tap.start : tap.start + PAGE]
    lines = [_line(town, await TOWNS(turn.uow).headcount(town.id)) for town in page]
    rows: list[tuple[Choice, ...]] = [(ShowTown(town.id).choice(text("choice.name", name=town.name)),) for town in page]
    if mine[tap.start + PAGE :]:
        rows.append((ShowTowns(tap.start + PAGE).choice(text("choice.towns.more")),))
    rows.append((AddNetworkTown().choice(text("choice.towns.add")),))
    rows.append((ShowOwnTowns().choice(text("choice.towns.own")),))
    await turn.reply(Notice(parts=(text("towns.list"), *lines)).with_choices(*rows))


def _line(town: Town, headcount: TownHeadcount) -> Text:
    gaps = tuple(text(f"towns.lacks.{gap}") for gap in headcount.gaps)
    responders = headcount.roles.get(Role.RESPONDER, 0)
    key = "towns.list_lacking" if gaps else "towns.list_line"
    return text(key, town=town.name, people=headcount.people, witnesses=responders, gaps=gaps)


async def own(turn: Turn, _: ShowOwnTowns) -> None:
    """Show for which towns they hear alerts themselves."""
    await own_towns.towns(turn, "")
