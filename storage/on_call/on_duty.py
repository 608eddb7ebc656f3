"""Who is on duty now, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, union_all
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.work.on_duty import DutySeat
from storage.core.core_tables import person
from storage.encryption.vault import Vault
from storage.on_call.tables import rota_seat, shift, shift_seat, shift_town
from storage.on_call.widened_towns import IS_COVERED

# Built once: to build a statement takes longer than SQLite needs for it.
_shift, _seat = shift.c, shift_seat.c
_THERE = [
    column.is_(None) for column in (person.c.stopped_at, person.c.suspended_at, person.c.banned_at, person.c.away_until)
]
_FROM = shift_seat.join(shift, _shift.id == _seat.shift_id).join(person, person.c.id == _seat.person_id)
_RUNNING = (_shift.starts_at <= bindparam("now"), _shift.ends_at > bindparam("now"), *_THERE)
_IN_TURN = (
    select(_seat.person_id, func.min(_seat.position).label("position"))
    .group_by(_seat.person_id)
    .order_by(func.min(_seat.position), func.min(_shift.starts_at), func.min(_seat.id))
)
_ANYWHERE = _IN_TURN.select_from(_FROM).where(*_RUNNING)
_IN_TOWN = _IN_TURN.select_from(_FROM.join(shift_town, shift_town.c.shift_id == _shift.id)).where(
    *_RUNNING, shift_town.c.town_id == bindparam("town"), IS_COVERED
)
_UNTIL = select(func.max(_shift.ends_at)).select_from(_FROM).where(*_RUNNING, _seat.person_id == bindparam("whose"))
_HOLDS = union_all(
    select(_seat.id)
    .join(shift, _shift.id == _seat.shift_id)
    .where(_seat.person_id == bindparam("whose"), _shift.ends_at > bindparam("now")),
    select(rota_seat.c.id).where(rota_seat.c.person_id == bindparam("whose")),
).limit(1)


class SqlOnDuty:
    """Who is on duty, in the database (port: alerts/work/on_duty.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def at(self, now: datetime, town_id: int | None) -> list[DutySeat]:
        """Return who has the desk of this town now (None: of any), the primary first; each person once."""
        given = {"now": now} | ({"town": town_id} if town_id is not None else {})
        rows = await self._run(_ANYWHERE if town_id is None else _IN_TOWN, given)
        return [DutySeat(person_id=row.person_id, position=row.position) for row in rows]

    async def until(self, person_id: int, now: datetime) -> datetime | None:
        """Return when the shift ends that this person has now, the last of several; None: they have none."""
        last: datetime | None = (await self._run(_UNTIL, {"now": now, "whose": person_id})).scalar()
        return last

    async def holds_seats(self, person_id: int, now: datetime) -> bool:
        """Say whether they have a seat in a shift that is not over, or in one that repeats; whatever became of them."""
        return (await self._run(_HOLDS, {"now": now, "whose": person_id})).first() is not None

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)
