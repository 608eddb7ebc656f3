"""Where a message says that something is: town, places in the writer's words, a point."""

from collections.abc import Sequence
from dataclasses import dataclass

from alerts.network.region import Region
from alerts.network.town_reading import TownBasis, TownReading
from alerts.places.map_links import point_in, short_link_in
from alerts.places.place import Point
from alerts.understanding.phrases import SaidText
from alerts.understanding.place_parts.in_context import words_in_context
from alerts.understanding.place_parts.places_told import places_told
from alerts.understanding.town_mentions import Mention, NameRole, marked, mentions


@dataclass(frozen=True, kw_only=True)
class WhereReading:
    """What a message says of where, whatever it wants."""

    town: TownReading
    places: tuple[str, ...] = ()
    """In the writer's words and the order of telling, without the town, for trained people who are sent."""
    point: Point | None = None
    short_link: str = ""
    """A link to a map that says no position unless it is looked up: the desk sees it; empty where there is none."""


def read_where(
    said: SaidText,
    region: Region,
    *,
    home_town: str = "",
    point: Point | None = None,
    asked: bool = False,
    nowhere: frozenset[int] = frozenset(),
) -> WhereReading:
    """Read town, places and point.

    `asked`: it answers "Where?"; `point`: a location sent with it; `nowhere`: the words of
    names and accounts, which are no places whatever leads to them ("cuffs on Renee").
    """
    words = words_in_context(said.text, said.words, said.hits, nowhere)
    found = mentions(words, said.hits, region)
    words = marked(words, found)
    places = places_told(said.text, words, asked=asked)
    point = point or point_in(said.text)
    return WhereReading(
        town=_town(found, region, home_town, point),
        places=places,
        point=point,
        short_link="" if point else short_link_in(said.text),
    )


def _town(found: Sequence[Mention], region: Region, home_town: str, point: Point | None) -> TownReading:
    named = _named(found)
    said = any(one.role is NameRole.TOWN for one in found)
    if len(named) > 1 or (not said and any(one.role is NameRole.BORDER for one in found)):
        return TownReading(basis=TownBasis.UNKNOWN)
    if named:
        name, ours = next(iter(named.items()))
        adjective = not any(one.role is NameRole.TOWN for one in found)
        if adjective and home_town and name != home_town and point is None:
            # The bank of Westfield, or Westfield Bank next door?
            return TownReading(basis=TownBasis.UNKNOWN)
        if point is not None and not region.may_lie_in(point, name):
            # Words and location contradict each other.
            return TownReading(basis=TownBasis.UNKNOWN)
        return TownReading(basis=TownBasis.NAMED if ours else TownBasis.OUTSIDE, name=name)
    if point is None and any(one.role is NameRole.UNSURE and one.found.name != home_town for one in found):
        return TownReading(basis=TownBasis.UNKNOWN)
    if point is not None:
        return _town_of_point(region, point)
    if home_town:
        return TownReading(basis=TownBasis.HOME, name=home_town)
    if len(region.towns) == 1:
        return TownReading(basis=TownBasis.HOME, name=region.towns[0].name)
    return TownReading(basis=TownBasis.UNKNOWN)


def _named(found: Sequence[Mention]) -> dict[str, bool]:
    """Return the towns that it may be, each with whether it is ours."""
    for role in (NameRole.TOWN, NameRole.ADJECTIVE):
        named = {one.found.name: one.found.ours for one in found if one.role is role}
        if named:
            return named
    return {}


def _town_of_point(region: Region, point: Point) -> TownReading:
    near = region.nearest(point)
    if near is None:
        return TownReading(basis=TownBasis.OUTSIDE)
    ours = region.of_ours(near.name) is not None
    return TownReading(basis=TownBasis.POINT if ours else TownBasis.OUTSIDE, name=near.name)
