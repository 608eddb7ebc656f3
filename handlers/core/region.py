"""The towns that messages of a network may name, made ready once."""

from functools import lru_cache

from alerts.network.region import Region
from alerts.network.town import Network
from locales.towns.towns_around import towns_around

_KEPT = 4
"""Networks: a process has one, tests have several."""


@lru_cache(_KEPT)
def region_of(network: Network) -> Region:
    """Return a network's towns with those around it."""
    names = [name for town in network.towns for name in (town.name, *town.also)]
    around = towns_around([town.point for town in network.towns], names)
    return Region.around(network, around.names, around.shared_names, around.nicknames, around.villages)
