"""The network and its towns."""

import time
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.town import Network, Town, TownPair
from alerts.places.place import Point
from storage.core.core_tables import network, town, town_pair
from storage.core.ids import new_id
from storage.core.network_tables import NetworkRow, TownRow
from storage.encryption.vault import Vault
from storage.network.settings_in_force import read_settings

FRESH = 2.0
"""Seconds for which a network that was read counts as the newest; then a running bot sees what an operator changed."""
TOWNS_CHANGED = "towns changed"
"""Stands in the info of a session that changed towns."""

# Built once: to build a statement takes longer than SQLite needs for it.
_NETWORK = select(network)
_VERSION = select(network.c.towns_version)
_TOWNS = select(town).order_by(town.c.id)
_PAIRS = select(town_pair).order_by(town_pair.c.town_id, town_pair.c.other_id)


async def create(
    session: AsyncSession,
    vault: Vault,
    *,
    name: str,
    languages: tuple[str, ...],
    zone: str,
    towns: list[tuple[str, Point]],
) -> Network:
    """Keep the network and its towns for the first time; return it."""
    network_id = new_id()
    session.add(
        NetworkRow(
            id=network_id,
            name=vault.seal("network", "name", network_id, name),
            languages=",".join(languages),
            zone=zone,
            next_town=len(towns) + 1,
        )
    )
    # Few: small ids keep them short inside a button's 64 bytes.
    for town_id, (called, point) in enumerate(towns, start=1):
        session.add(
            TownRow(
                id=town_id,
                name=vault.seal("town", "name", town_id, called),
                name_index=vault.index("town", called.casefold()),
                point=vault.seal_json("town", "point", town_id, list(point)),
            )
        )
    await session.flush()
    return await read(session, vault)


async def exists(session: AsyncSession) -> bool:
    """Say whether `rebato init` was run here."""
    return (await (await session.connection()).execute(_VERSION)).first() is not None


async def read(session: AsyncSession, vault: Vault) -> Network:
    """Return the network as it stands. Raises LookupError before `rebato init`."""
    connection = await session.connection()
    row = (await connection.execute(_NETWORK)).first()
    if row is None:
        raise LookupError("there is no network yet")
    towns = await connection.execute(_TOWNS)
    pairs = await connection.execute(_PAIRS)
    return Network(
        name=vault.open("network", "name", row.id, row.name),
        languages=tuple(row.languages.split(",")),
        zone=ZoneInfo(row.zone),
        towns=tuple(_town(vault, town) for town in towns),
        pairs=tuple(TownPair(frozenset((pair.town_id, pair.other_id)), pair.adjoin) for pair in pairs),
        settings=tuple(await read_settings(session)),
    )


def _town(vault: Vault, row: Any) -> Town:
    also = vault.open_json("town", "also", row.id, row.also) if row.also is not None else ()
    return Town(
        id=row.id,
        name=vault.open("town", "name", row.id, row.name),
        point=_point(vault, row),
        also=tuple(str(name) for name in also),
    )


def _point(vault: Vault, row: Any) -> Point:
    latitude, longitude = vault.open_json("town", "point", row.id, row.point)
    return float(latitude), float(longitude)


class NetworkReader:
    """The network, kept between transactions: read anew where somebody changed its towns, another process too."""

    def __init__(self, vault: Vault, clock: Callable[[], float] = time.monotonic) -> None:
        """Read nothing yet. `clock`: monotonic seconds."""
        self._vault = vault
        self._clock = clock
        self._kept: tuple[int, Network] | None = None
        """The version of its towns, and the network."""
        self._looked = -FRESH

    async def read(self, session: AsyncSession) -> Network:
        """Return the network as this transaction sees it. Raises LookupError before `rebato init`."""
        if session.info.get(TOWNS_CHANGED):
            # It may yet be undone: nobody else is to see it before.
            return await read(session, self._vault)
        if self._kept is None or self._clock() - self._looked >= FRESH:
            self._looked = self._clock()
            version = (await (await session.connection()).execute(_VERSION)).scalar()
            if self._kept is None or self._kept[0] != version:
                self._kept = (version or 0, await read(session, self._vault))
        return self._kept[1]

    def forget(self) -> None:
        """Look at the database again next time: its towns were changed here."""
        self._looked = -FRESH
