"""The gazetteer for tests, which ask it for town after town in one process."""

from functools import cache

from bot.gazetteer.gazetteer import Gazetteer, Surroundings
from bot.gazetteer.postal_towns import PostalTowns


class LoadedGazetteer(Gazetteer):
    """The gazetteer, which makes the towns of a state or a time zone once in a worker.

    They take half a second, and the program asks its own in a process that ends with the answer.
    """

    def _towns(self, state: str, around: Surroundings) -> PostalTowns:
        return _towns_of(state, "" if state else around.zone)


@cache
def _towns_of(state: str, zone: str) -> PostalTowns:
    return Gazetteer()._towns(state, Surroundings(zone=zone))
