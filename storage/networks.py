"""The network, its towns and its lines."""

from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.town import Network, Town
from alerts.places.place import Point
from storage.ids import new_id
from storage.tables import LineRow, NetworkRow, TownRow
from storage.vault import Vault


async def create(
    session: AsyncSession,
    vault: Vault,
    *,
    name: str,
    languages: tuple[str, ...],
    zone: str,
    towns: list[tuple[str, Point]],
) -> Network:
    """The network's first rows."""
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
    """Whether `rebato init` was run here."""
    return (await session.exec(select(NetworkRow.id).limit(1))).first() is not None


async def read(session: AsyncSession, vault: Vault) -> Network:
    """The network as it stands; LookupError before `rebato init`."""
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


async def known_line(session: AsyncSession, vault: Vault, transport: str, account: str) -> int | None:
    """The line of this account, where there is one."""
    index = vault.index("line", f"{transport}:{account}")
    return (await session.exec(select(LineRow.id).where(LineRow.account_index == index))).first()


async def line(session: AsyncSession, vault: Vault, transport: str, account: str) -> LineRow:
    """The line of this account; made at its first run."""
    index = vault.index("line", f"{transport}:{account}")
    found = (await session.exec(select(LineRow).where(LineRow.account_index == index))).first()
    if found is not None:
        return found
    # Few and never deleted: a small id can stand in a log.
    line_id = 1 + ((await session.exec(select(func.max(LineRow.id)))).one() or 0)
    row = LineRow(
        id=line_id,
        transport=transport,
        account=vault.seal("line", "account", line_id, account),
        account_index=index,
    )
    session.add(row)
    await session.flush()
    return row


async def bot_name(session: AsyncSession, vault: Vault) -> str:
    """The Telegram bot's name for links, as it was when last seen; empty where there is none."""
    rows = await session.exec(
        select(LineRow).where(LineRow.transport == "telegram", col(LineRow.username).is_not(None))
    )
    row = rows.first()
    return vault.open("line", "username", row.id, row.username) if row and row.username else ""


def set_bot_name(vault: Vault, row: LineRow, username: str) -> None:
    """Remember what the bot is called."""
    row.username = vault.seal("line", "username", row.id, username)
