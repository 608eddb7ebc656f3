"""A town as an operator names it: by name and state, by ZIP code, or by name and coordinates."""

import math
import re
from dataclasses import dataclass

from alerts.places.coordinates import CoordinateDoubt, doubt
from alerts.places.named_place import NamedPlace
from alerts.places.place import Point
from bot.gazetteer.own_places import OwnListFault, read_own_places
from bot.settings.settings import Settings, SettingsError

LONGEST_NAME = 60
"""Characters of a network's or town's name; it stands in front of messages and on buttons."""
HOW = 'write it as "Northampton MA", as its ZIP code, or as "Northampton:42.325:-72.641"'
DOUBTS = {
    CoordinateDoubt.SWAPPED: (
        "has latitude and longitude swapped, it seems",
        'the latitude comes first, as in "Northampton:42.325:-72.641"',
    ),
    CoordinateDoubt.NOWHERE: (
        "has coordinates that do not exist",
        "the latitude is -90 to 90, the longitude -180 to 180",
    ),
    CoordinateDoubt.EAST: (
        "lies far from the time zone",
        "west of Greenwich the longitude is negative, as in -72.641",
    ),
    CoordinateDoubt.FAR: (
        "lies where no town of this time zone can",
        "look the coordinates up on a map: latitude first, then longitude",
    ),
}
"""What is wrong and the remedy, by why coordinates can't be meant."""
_BY_POINT = re.compile(r"([^:]*):([^:]*):([^:]*)")


@dataclass(frozen=True, kw_only=True)
class TownReader:
    """What an operator's names of towns are read with."""

    zone: str = ""
    """The network's time zone; empty where it is not known."""
    own: tuple[NamedPlace, ...] = ()
    """The operator's own list of towns."""
    option: str = "--town"
    """What errors name."""

    def read(self, text: str, near: tuple[Point, ...] = ()) -> tuple[str, Point]:
        """Return name and centre of the town. `near`: centres of towns around which it probably lies.

        Raises SettingsError where no town of that name is known, where there are several, and for a point where none of
        the time zone lies.
        """
        given = _BY_POINT.fullmatch(text)
        name, point = self._given(given) if given else self._looked_up(text, near)
        if not 0 < len(name) <= LONGEST_NAME:
            raise SettingsError(self.option, "is empty or longer than 60 characters", HOW)
        wrong = doubt(point, self.zone)
        if wrong is not None:
            raise SettingsError(self.option, *DOUBTS[wrong])
        return name, point

    def read_all(self, texts: list[str]) -> tuple[tuple[str, Point], ...]:
        """Return all of these. Raises SettingsError where there is none, one stands twice, or one can't be read."""
        found: list[tuple[str, Point]] = []
        for text in texts:
            found.append(self.read(text, tuple(point for _, point in found)))
        if not found:
            raise SettingsError(self.option, "is missing", f"name at least one town: {HOW}")
        if len({name.casefold() for name, _ in found}) < len(found):
            raise SettingsError(self.option, "names one town twice", "give each town once")
        return tuple(found)

    def _given(self, parts: re.Match[str]) -> tuple[str, Point]:
        try:
            return " ".join(parts[1].split()), (_degrees(parts[2]), _degrees(parts[3]))
        except ValueError:
            raise SettingsError(self.option, "is not NAME:LATITUDE:LONGITUDE", HOW) from None

    def _looked_up(self, text: str, near: tuple[Point, ...]) -> tuple[str, Point]:
        # Loaded only where a town is named so: half a second and 60 MB, which no start of the bot pays.
        try:
            from bot.gazetteer.gazetteer import Gazetteer, Surroundings
        except ImportError:
            raise SettingsError(
                self.option, "cannot be looked up here, where `zipcodes` is not installed", HOW
            ) from None
        found = Gazetteer(self.own).find(text, Surroundings(zone=self.zone, points=near))
        if found.place is not None:
            return found.place.name, found.place.point
        if found.alike:
            raise SettingsError(self.option, "is not clear", f"is it {_either(found.alike)}? {HOW}")
        raise SettingsError(self.option, "names no town that we know", HOW)


def town_reader(settings: Settings, zone: str, option: str = "--town") -> TownReader:
    """Make the reader with the operator's own list. Raises SettingsError where that can't be read."""
    if settings.towns_csv is None:
        return TownReader(zone=zone, option=option)
    try:
        return TownReader(zone=zone, own=read_own_places(settings.towns_csv), option=option)
    except OwnListFault as wrong:
        raise SettingsError("TOWNS_CSV", wrong.what, wrong.remedy) from None


def _degrees(text: str) -> float:
    """Return a number of degrees. Raises ValueError for anything else, and for what is no number ("nan")."""
    degrees = float(text)
    if math.isnan(degrees):
        raise ValueError
    return degrees


def _either(places: tuple[NamedPlace, ...]) -> str:
    return (
        ", ".join(f'"{place.label}"' for place in places[:-1])
        + (" or " if places[1:] else "")
        + f'"{places[-1].label}"'
    )
