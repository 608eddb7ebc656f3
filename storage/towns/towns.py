"""Towns in the database: their rows, and what refers to them."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.places.place import Point
from alerts.towns.headcount import TownHeadcount
from storage.audit.tables import audit_entry
from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.core.network_tables import TownRow
from storage.encryption.vault import Vault
from storage.joining.linked_contacts import rename_town
from storage.network.networks import TOWNS_CHANGED
from storage.towns.hand_over import hand_over
from storage.towns.town_headcount import read_headcount


class SqlTowns:
    """Towns in the database (port: alerts/towns/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, name: str, point: Point) -> int:
        """Keep a new town; return its id, which no town had before."""
        town_id = (await (await self._session.connection()).execute(select(t.network.c.next_town))).scalar_one()
        await self._session.exec(update(t.network).values(next_town=town_id + 1))
        self._session.add(
            TownRow(
                id=town_id,
                name=self._vault.seal("town", "name", town_id, name),
                name_index=self._vault.index("town", name.casefold()),
                point=self._vault.seal_json("town", "point", town_id, list(point)),
            )
        )
        await self._changed()
        return int(town_id)

    async def rename(self, town_id: int, name: str, also: tuple[str, ...]) -> None:
        """Give it this name, and these others by which people know it."""
        await self._set(
            town_id,
            name=self._vault.seal("town", "name", town_id, name),
            name_index=self._vault.index("town", name.casefold()),
            also=self._vault.seal_json("town", "also", town_id, list(also)) if also else None,
        )

    async def move(self, town_id: int, point: Point) -> None:
        """Let its center lie there."""
        await self._set(town_id, point=self._vault.seal_json("town", "point", town_id, list(point)))

    async def hand_over(self, gone: int, into: int) -> None:
        """Make everything that refers to one town refer to another."""
        await hand_over(self._session, gone, into)
        await rename_town(self._session, gone, into)
        await self._changed()

    async def copy_roles(self, of: int, to: int, now: datetime) -> None:
        """Give everybody who has a role in one town the same in another; a role that rests too."""
        connection = await self._session.connection()
        for table in (t.grant, t.resting_grant):
            held = select(table.c.person_id, table.c.role).where(table.c.town_id == of)
            rows = [
                {"id": new_id(), "person_id": person_id, "town_id": to, "role": role, "granted_at": now}
                for person_id, role in await connection.execute(held)
            ]
            if rows:
                await connection.execute(insert(table), rows)
        self._session.expire_all()

    async def remove(self, town_id: int) -> None:
        """Forget the town, and what is there only for it."""
        for table in (t.subject, t.group_chat):
            await self._session.exec(update(table).where(table.c.town_id == town_id).values(town_id=None))
        theirs = update(audit_entry).where(audit_entry.c.town_id == town_id)
        await self._session.exec(theirs.values(town_gone=True))
        await rename_town(self._session, town_id, None)
        await self._session.exec(delete(t.town).where(t.town.c.id == town_id))
        await self._changed()

    async def set_neighbors(self, one: int, other: int, adjoin: bool | None) -> None:
        """Keep that these are neighbors, or are none; None: their distance decides."""
        low, high = sorted((one, other))
        pair = t.town_pair.c
        await self._session.exec(delete(t.town_pair).where(pair.town_id == low, pair.other_id == high))
        if adjoin is not None:
            row = {"id": new_id(), "town_id": low, "other_id": high, "adjoin": adjoin}
            await self._session.exec(insert(t.town_pair).values(**row))
        await self._changed()

    async def headcount(self, town_id: int) -> TownHeadcount:
        """Count who is in a town."""
        return await read_headcount(self._session, town_id)

    async def _set(self, town_id: int, **values: object) -> None:
        await self._session.exec(update(t.town).where(t.town.c.id == town_id).values(**values))
        await self._changed()

    async def _changed(self) -> None:
        """Let every program that keeps the network read it anew."""
        await self._session.flush()
        await self._session.exec(update(t.network).values(towns_version=t.network.c.towns_version + 1))
        self._session.info[TOWNS_CHANGED] = True
        self._session.expire_all()
