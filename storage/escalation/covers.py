"""Who covers another town's desk, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.escalation.ports import DeskCover
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.escalation.tables import desk_cover

_WITH_ID = select(desk_cover).where(desk_cover.c.id == bindparam("which"))
_OF_PERSON = select(desk_cover).where(desk_cover.c.person_id == bindparam("whose")).order_by(desk_cover.c.id)
_OF_TOWN = select(desk_cover).where(desk_cover.c.town_id == bindparam("town")).order_by(desk_cover.c.id)
_THERE = desk_cover.c.person_id == bindparam("whose"), desk_cover.c.town_id == bindparam("town")
_COVERS = select(desk_cover.c.id).where(*_THERE)
_END = delete(desk_cover).where(*_THERE)
_REMOVE = delete(desk_cover).where(desk_cover.c.id == bindparam("which"))
_ADD = insert(desk_cover)


class SqlDeskCovers:
    """Covers in the database (port: alerts/escalation/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def get(self, cover_id: int) -> DeskCover | None:
        """Return the cover of this id; None where it is over."""
        return next(iter(await self._found(_WITH_ID, {"which": cover_id})), None)

    async def of_person(self, person_id: int) -> list[DeskCover]:
        """Return what this person covers."""
        return await self._found(_OF_PERSON, {"whose": person_id})

    async def of_town(self, town_id: int) -> list[DeskCover]:
        """Return the covers of this town's desk."""
        return await self._found(_OF_TOWN, {"town": town_id})

    async def add(self, person_id: int, town_id: int, now: datetime, until: datetime) -> DeskCover:
        """Keep that they cover this town's desk until then, in place of an earlier end."""
        await self.forget(person_id, town_id)
        cover = DeskCover(id=new_id(), person_id=person_id, town_id=town_id, until=until)
        values = {"id": cover.id, "person_id": person_id, "town_id": town_id, "began_at": now, "until": until}
        await self._run(_ADD, values)
        return cover

    async def covers(self, person_id: int, town_id: int) -> bool:
        """Say whether this person covers this town's desk."""
        return (await self._run(_COVERS, {"whose": person_id, "town": town_id})).first() is not None

    async def forget(self, person_id: int, town_id: int) -> None:
        """Let this person cover this town no more; nothing where they don't."""
        await self._run(_END, {"whose": person_id, "town": town_id})

    async def remove(self, cover_id: int) -> None:
        """Let it be over."""
        await self._run(_REMOVE, {"which": cover_id})

    async def _found(self, query: Any, given: dict[str, Any]) -> list[DeskCover]:
        rows = await self._run(query, given)
        return [DeskCover(id=row.id, person_id=row.person_id, town_id=row.town_id, until=row.until) for row in rows]

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)
