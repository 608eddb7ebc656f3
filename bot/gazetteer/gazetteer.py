"""Finds the town that somebody names, by name and state or by ZIP code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import zipcodes
from rapidfuzz import fuzz, process

from alerts.places.named_place import NamedPlace, PlaceAnswer
from alerts.places.place import Point, distance
from bot.gazetteer.postal_towns import PostalTowns, postal_towns, spelled
from bot.gazetteer.us_states import without_misspelt_state, without_state

MOST = 5
"""Towns that are offered where none bears the name."""
LONGEST = 100
"""Characters of what is looked for; more is no town's name."""
_ALIKE = 65.0
"""So much (0-100) two names must agree to be offered (our choice)."""
_NEAR_M = 60_000
"""Where no state is named, a town this near to the network's own is meant before one further away."""
_ZIP = re.compile(r"(?<![\d-])(\d{5})(?:-\d{4})?(?![\d-])")


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a network is known to lie near, while a town is looked for whose state nobody named."""

    zone: str = ""
    """IANA name of its time zone; empty where it is not known."""
    points: tuple[Point, ...] = ()
    """Centres of its towns."""

    def off(self, place: NamedPlace) -> float:
        """Return how far a place lies from the nearest of them, in metres; 0 where there is none."""
        return min((distance(place.point, point) for point in self.points), default=0.0)


class Gazetteer:
    """The operator's own list, before all ZIP codes of the United States, which takes a quarter of a second to load."""

    def __init__(self, own: Sequence[NamedPlace] = ()) -> None:
        self._own = own

    def find(self, words: str, around: Surroundings) -> PlaceAnswer:
        """Return the town that these words name ("Easthampton MA", "01027"), or those that they may mean."""
        if len(words) > LONGEST:
            return PlaceAnswer()
        own = _chosen([one for one in self._own if spelled(words) in (spelled(one.name), spelled(one.label))], around)
        if own.place or own.alike:
            return own
        numbered = _ZIP.search(words)
        if numbered:
            return self._of_zip(numbered[1], _ZIP.sub(" ", words))
        if not any(sign.isalpha() for sign in words):
            return PlaceAnswer()
        named, whole = without_state(words), (words, "")
        # What looked like a state may be a part of the name: "Port Washington".
        for name, state in (named, whole, without_misspelt_state(words)):
            found = _of_name(name, self._towns(state, around), around)
            if found is not None:
                return found
        return self._alike(*named, around)

    def _of_zip(self, code: str, words: str) -> PlaceAnswer:
        """Return the town of a ZIP code; the one named beside it, where that is one of the code's names."""
        rows = zipcodes.matching(code)
        if not rows:
            return PlaceAnswer()
        state, said = rows[0]["state"], spelled(without_state(words)[0] or "")
        names = {spelled(name) for row in rows for name in (row["city"], *row["acceptable_cities"])}
        towns = postal_towns(zipcodes.filter_by(state=state))
        town = towns.get((state, said if said in names else spelled(rows[0]["city"])))
        return PlaceAnswer(place=town.place if town else None)

    def _alike(self, name: str, state: str, around: Surroundings) -> PlaceAnswer:
        """Return the towns whose names are the most like this one, of those equally like it the nearer first."""
        own = (one for one in self._own if state in ("", one.region))
        postal = (town.place for town in self._towns(state, around).values() if town.known)
        towns = [*own, *postal]
        names = [spelled(town.name) for town in towns]
        found = process.extract(spelled(name), names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=4 * MOST)
        likeliest = sorted(found, key=lambda one: (-round(one[1]), around.off(towns[one[2]])))
        return PlaceAnswer(alike=tuple(towns[at] for _, _, at in likeliest[:MOST]))

    def _towns(self, state: str, around: Surroundings) -> PostalTowns:
        """Return the towns of a state; of the time zone, where none is named and it has some."""
        if state:
            return postal_towns(zipcodes.filter_by(state=state))
        rows = zipcodes.list_all()
        return postal_towns([row for row in rows if row["timezone"] == around.zone] or rows)


def _of_name(name: str, towns: PostalTowns, around: Surroundings) -> PlaceAnswer | None:
    """Return the town that bears this name, or those that do; None where none does."""
    bearing = [town for (_, known), town in towns.items() if known == spelled(name)]
    real = [town.place for town in bearing if town.known]
    if real or not bearing:
        return _chosen(real, around) if real else None
    right = [towns.get((one.state, spelled(one.misspelt or ""))) for one in bearing]
    if all(right):
        return _chosen([town.place for town in right if town], around)
    # The Postal Service wants another name, but it may be a quarter of that town.
    whole = [towns.get((one.state, spelled(name))) for one in bearing for name in sorted(one.towns)]
    meant = [*(one.place for one in bearing if not one.misspelt), *(town.place for town in whole if town)]
    return PlaceAnswer(alike=tuple(dict.fromkeys(meant))[:MOST])


def _chosen(places: Sequence[NamedPlace], around: Surroundings) -> PlaceAnswer:
    """Return the one, or the one that is near; all of them where that does not tell."""
    nearest = sorted(places, key=around.off)
    near = [place for place in nearest if around.points and around.off(place) <= _NEAR_M]
    if len(nearest) == 1 or len(near) == 1:
        return PlaceAnswer(place=(near or nearest)[0])
    return PlaceAnswer(alike=tuple(nearest[:MOST]))
