"""Where a town is: asked, looked up, offered, taken. So one is added, split off, or moved."""

from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.places.coordinates import doubt
from alerts.places.named_place import NamedPlace
from alerts.places.place import Place
from alerts.towns import adding_towns, changing
from alerts.towns.place_words import DOUBTS, given_place
from alerts.towns.taps import AddNetworkTown, MoveTown, ShowTown, SplitTown, TakePlace
from alerts.towns.town_access import town_of
from alerts.work.refused import Refused
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents.limits import pleads
from handlers.towns import town_page
from handlers.towns.keeping_towns import never_mind
from handlers.towns.steps import AskedForPlace, AskedToTakePlace, PlaceFor

LONGEST = 80
"""Characters of a town as people name it; more is something else that they write: a report, say."""
WORDS = 4
"""Words of what is looked for where nobody bears the name; more is a report rather than a town misspelt."""


async def add(turn: Turn, _: AddNetworkTown) -> None:
    """Ask which town shall be added."""
    await _ask(turn, PlaceFor.ADD, None)


async def split(turn: Turn, tap: SplitTown) -> None:
    """Ask which part shall be a town of its own."""
    await _ask(turn, PlaceFor.SPLIT, tap.town)


async def move(turn: Turn, tap: MoveTown) -> None:
    """Ask where the town's center shall be."""
    await _ask(turn, PlaceFor.MOVE, tap.town)


async def _ask(turn: Turn, wanted: PlaceFor, town_id: int | None) -> None:
    town = await town_of(turn.uow, town_id, turn.person) if town_id is not None else None
    if isinstance(town, Refused):
        await turn.acknowledge(town)
        return
    await turn.enter(AskedForPlace(wanted=wanted, town=town_id))
    asked = text(f"towns.where.{wanted}", town=town.name if town else "")
    await turn.reply(Notice(parts=(asked, text("towns.where_how"))).with_choices(never_mind()))


async def asked(turn: Turn, step: AskedForPlace) -> bool:
    """Look up what they wrote, or take the location that they sent."""
    if pleads(turn):
        return False
    town = await town_of(turn.uow, step.town, turn.person) if step.town is not None else None
    if isinstance(town, Refused):
        await turn.leave()
        await turn.reply(Notice(parts=(town.why,)))
        return True
    point = turn.inbound.point if turn.inbound.kind is InboundKind.LOCATION else None
    if point is not None:
        return await _located(turn, step, point)
    words = " ".join(turn.inbound.text.split())
    if turn.inbound.kind is not InboundKind.TEXT or not 0 < len(words) <= LONGEST:
        return False
    given = given_place(words, str(turn.network.zone))
    if isinstance(given, Text):
        await turn.reply(Notice(parts=(given, text("towns.where_how"))).with_choices(never_mind()))
    elif given is not None and (given.name or step.wanted is PlaceFor.MOVE):
        await _offer(turn, step, (given,))
    else:
        found = turn.look_up(words)
        if found.place is None and len(words.split()) > WORDS:
            return False
        await _offer(turn, step, (found.place,) if found.place else found.alike, sure=found.place is not None)
    return True


async def asked_again(turn: Turn, step: AskedToTakePlace) -> bool:
    """Look up what they wrote instead of taking what was found."""
    return await asked(turn, AskedForPlace(wanted=step.wanted, town=step.town))


async def _located(turn: Turn, step: AskedForPlace, point: tuple[float, float]) -> bool:
    if step.wanted is not PlaceFor.MOVE:
        # Of a town that is added we need the name; and a location may be a report's.
        return False
    wrong = doubt(point, str(turn.network.zone))
    if wrong is not None:
        await turn.reply(Notice(parts=(DOUBTS[wrong],)).with_choices(never_mind()))
    else:
        await _offer(turn, step, (NamedPlace(name="", point=point),))
    return True


async def _offer(turn: Turn, step: AskedForPlace, places: tuple[NamedPlace, ...], *, sure: bool = True) -> None:
    if not places:
        await turn.reply(Notice(parts=(text("towns.unknown"), text("towns.where_how"))).with_choices(never_mind()))
        return
    await turn.enter(AskedToTakePlace(wanted=step.wanted, town=step.town, places=places))
    town = turn.network.town(step.town)
    parts = [text("towns.which") if not sure else text(f"towns.here.{step.wanted}", **_names(places[0], town))]
    if sure:
        parts.append(text("towns.map", link=Place(point=places[0].point).link))
    rows: list[tuple[Choice, ...]] = [(TakePlace(at).choice(_label(one, sure)),) for at, one in enumerate(places)]
    await turn.reply(Notice(parts=tuple(parts)).with_choices(*rows, never_mind()))


def _names(place: NamedPlace, town: Town | None) -> dict[str, str]:
    name = town.name if town else ""
    return {"place": place.label or name, "town": name}


def _label(place: NamedPlace, sure: bool) -> Text:
    return text("choice.towns.yes") if sure else text("choice.name", name=place.label)


async def take(turn: Turn, tap: TakePlace) -> None:
    """Add, split off or move the town to the place that they chose."""
    step = await turn.step(AskedToTakePlace)
    if step is None or not 0 <= tap.place < len(step.places):
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    place = step.places[tap.place]
    if step.wanted is PlaceFor.MOVE:
        await turn.acknowledge(await changing.move_town(turn.uow, turn.now, step.town or 0, place.point, turn.person))
        return
    added = await _added(turn, step, place)
    if isinstance(added, Refused):
        await turn.acknowledge(added)
        return
    await turn.refresh()
    turn.network = await turn.uow.network()
    await turn.reply(Notice(parts=(text("towns.added_now", town=added.name), text("towns.added_next"))))
    await town_page.show(turn, ShowTown(added.id))


async def _added(turn: Turn, step: AskedToTakePlace, place: NamedPlace) -> Town | Refused:
    name = place.name
    known = turn.network.bearing(name)
    if known is not None and known.name.casefold() == name.casefold() and place.region:
        # Another town of the same name: people tell them apart by the state.
        name = place.label
    if step.wanted is PlaceFor.SPLIT:
        return await adding_towns.split_town(turn.uow, turn.now, step.town or 0, name, place.point, turn.person)
    return await adding_towns.add_town(turn.uow, turn.now, name, place.point, turn.person)
