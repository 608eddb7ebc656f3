"""Wishes about shifts, in the database."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.on_call.shift_wishes import ShiftWish
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.on_call.tables import shift_wish

# Built once: to build a statement takes longer than SQLite needs for it.
_wish = shift_wish.c
_OF = select(_wish.person_id, _wish.wish).where(_wish.person_id.in_(bindparam("persons", expanding=True)))
_ADD = insert(shift_wish)
_DROP = delete(shift_wish).where(_wish.person_id == bindparam("whose"), _wish.wish == bindparam("what"))


class SqlShiftWishes:
    """Wishes about shifts in the database (port: alerts/on_call/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, person_ids: Collection[int]) -> Mapping[int, frozenset[ShiftWish]]:
        """Return the wishes of each of these persons; who has none is in it with nothing."""
        found: dict[int, set[ShiftWish]] = defaultdict(set)
        for row in await self._run(_OF, {"persons": list(person_ids)}):
            found[row.person_id].add(ShiftWish(row.wish))
        return {person_id: frozenset(found[person_id]) for person_id in person_ids}

    async def set(self, person_id: int, wish: ShiftWish, *, has: bool) -> None:
        """Keep that they wish so, or not (any more)."""
        await self._run(_DROP, {"whose": person_id, "what": wish.value})
        if has:
            await self._run(_ADD, {"id": new_id(), "person_id": person_id, "wish": wish.value})

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)
