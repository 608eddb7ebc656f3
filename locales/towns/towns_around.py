"""Names of the municipalities around a network, their villages, and what people call them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_NEAR = 1.0
"""Degrees beside a state's box within which its towns are named: some 100 km."""


@dataclass(frozen=True, kw_only=True)
class TownsAround:
    """Names that a message from around here may hold."""

    names: tuple[str, ...] = ()
    shared_names: frozenset[str] = frozenset()
    """Of these, streets, shops and persons are called so as well."""
    nicknames: Mapping[str, str]
    villages: Mapping[str, str]
    """Parts of our own towns that have a name, to the town's: "Indian Orchard"."""


def towns_around(points: Iterable[tuple[float, float]], ours: Iterable[str]) -> TownsAround:
    """Return what lies around towns with these centres (latitude, longitude in degrees) and names.

    A village of a town that is not ours is one more that is not.
    """
    files = _files()
    places, own = tuple(points), frozenset(ours)
    names = dict.fromkeys(
        name
        for found in files
        for state in found["states"].values()
        if any(_within(state["box"], *place) for place in places)
        for name in state["names"]
    )
    villages = [
        village for found in files for village, town in found["villages"].items() if town in names and town not in own
    ]
    return TownsAround(
        names=tuple(name for name in (*names, *villages) if name not in own),
        shared_names=frozenset(name for found in files for name in found["all"]["shared"]),
        nicknames={nick: name for found in files for nick, name in found["nicknames"].items()},
        villages={
            village: town
            for found in files
            for village, town in found["villages"].items()
            if town in own and village not in own
        },
    )


@cache
def _files() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))


def _within(box: tuple[float, float, float, float], latitude: float, longitude: float) -> bool:
    south, west, north, east = box
    return south - _NEAR <= latitude <= north + _NEAR and west - _NEAR <= longitude <= east + _NEAR
