"""The network and its towns."""

from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.town import Network, Town
from alerts.places.place import Point
from storage.core.ids import new_id
from storage.core.network_tables import NetworkRow, TownRow
from storage.encryption.vault import Vault


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
        )
    )
    # Few and never deleted: small ids keep them short inside a button's 64 bytes.
    for town_id, (town, point) in enumerate(towns, start=1):
        session.add(
            TownRow(
                id=town_id,
                name=vault.seal("town", "name", town_id, town),
                name_index=vault.index("town", town.casefold()),
                point=vault.seal_json("town", "point", town_id, list(point)),
            )
        )
    await session.flush()
    return await read(session, vault)


async def exists(session: AsyncSession) -> bool:
    """Say whether `rebato init` was run here."""
    return (await session.exec(select(NetworkRow.id).limit(1))).first() is not None


async def read(session: AsyncSession, vault: Vault) -> Network:
    """Return the network as it stands. Raises LookupError before `rebato init`."""
    row = (await session.exec(select(NetworkRow))).first()
    if row is None:
        raise LookupError("there is no network yet")
    towns = await session.exec(select(TownRow).order_by(col(TownRow.id)))
    return Network(
        name=vault.open("network", "name", row.id, row.name),
        languages=tuple(row.languages.split(",")),
        zone=ZoneInfo(row.zone),
        towns=tuple(
            Town(id=town.id, name=vault.open("town", "name", town.id, town.name), point=_point(vault, town))
            for town in towns.all()
        ),
    )


def _point(vault: Vault, row: TownRow) -> Point:
    latitude, longitude = vault.open_json("town", "point", row.id, row.point)
    return float(latitude), float(longitude)


class NetworkReader:
    """The network, read once: `rebato init` writes it, and nothing changes it while a program runs."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._network: Network | None = None

    async def read(self, session: AsyncSession) -> Network:
        """Return the network. Raises LookupError before `rebato init`."""
        if self._network is None:
            self._network = await read(session, self._vault)
        return self._network
