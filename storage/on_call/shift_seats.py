"""Seats in shifts, in the database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, exists, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.on_call.shift import ShiftSeat
from storage.core.core_tables import person
from storage.core.ids import new_id
from storage.database.conflict_insert import conflict_insert
from storage.encryption.vault import Vault
from storage.on_call.tables import shift_seat

# Built once: to build a statement takes longer than SQLite needs for it.
_seat = shift_seat.c
_GONE = (person.c.stopped_at, person.c.suspended_at, person.c.banned_at)
_WITH_ID = select(shift_seat).where(_seat.id == bindparam("which"))
_OF_SHIFTS = (
    select(shift_seat)
    .join(person, person.c.id == _seat.person_id)
    .where(_seat.shift_id.in_(bindparam("shifts", expanding=True)), *(gone.is_(None) for gone in _GONE))
    .order_by(_seat.position)
)
_OF_WHO_IS_GONE = delete(shift_seat).where(
    _seat.shift_id == bindparam("of_shift"),
    _seat.position == bindparam("at_position"),
    _seat.person_id.in_(select(person.c.id).where(or_(*(gone.is_not(None) for gone in _GONE)))),
)
_THEIRS = (_seat.id == bindparam("which"), _seat.person_id == bindparam("whose"))
_others = shift_seat.alias("others")
_HAND = (
    update(shift_seat)
    .where(
        *_THEIRS,
        ~exists().where(_others.c.shift_id == bindparam("of_shift"), _others.c.person_id == bindparam("to_person")),
    )
    .values(person_id=bindparam("to_person"), confirmed_at=bindparam("at"), started_at=None, offered_at=None)
)
_LEAVE = delete(shift_seat).where(*_THEIRS)
_VACATE = delete(shift_seat).where(_seat.shift_id == bindparam("of_shift"), _seat.person_id == bindparam("whose"))
_PLACE = update(shift_seat).where(_seat.id == bindparam("which")).values(position=bindparam("at_position"))
_CHANGE = update(shift_seat).where(*_THEIRS)
_CONFIRM = _CHANGE.values(confirmed_at=bindparam("at"), offered_at=None)
_OFFER = _CHANGE.values(offered_at=bindparam("at"))
_START = _CHANGE.where(_seat.started_at.is_(None)).values(started_at=bindparam("at"), offered_at=None)


@cache
def _take(dialect: str) -> Any:
    """Return what puts somebody in a free seat, and does nothing where it, or they, are taken."""
    return conflict_insert(shift_seat, dialect).on_conflict_do_nothing()


async def seats_of(session: AsyncSession, shift_ids: Sequence[int]) -> Mapping[int, list[ShiftSeat]]:
    """Return the seats of these shifts that somebody has, by shift, the primary's first."""
    found: dict[int, list[ShiftSeat]] = defaultdict(list)
    if shift_ids:
        for row in await (await session.connection()).execute(_OF_SHIFTS, {"shifts": list(shift_ids)}):
            found[row.shift_id].append(_opened(row))
    return found


class SqlShiftSeats:
    """Seats in shifts in the database (port: alerts/on_call/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def get(self, seat_id: int) -> ShiftSeat | None:
        """Return the seat of this id; None where it is free by now, or gone."""
        row = (await self._run(_WITH_ID, {"which": seat_id})).first()
        return _opened(row) if row is not None else None

    async def take(self, shift_id: int, position: int, person_id: int, confirmed_at: datetime | None) -> bool:
        """Give them a free seat; False where somebody has it, or they have another one of this shift."""
        await self._run(_OF_WHO_IS_GONE, {"of_shift": shift_id, "at_position": position})
        connection = await self._session.connection()
        values = {
            "id": new_id(),
            "shift_id": shift_id,
            "position": position,
            "person_id": person_id,
            "confirmed_at": confirmed_at,
            "started_at": None,
            "offered_at": None,
        }
        return bool((await connection.execute(_take(connection.dialect.name), values)).rowcount == 1)

    async def hand(self, seat: ShiftSeat, person_id: int, confirmed_at: datetime | None) -> bool:
        """Let another person have this seat; False where it is not as it was any more, or they have one already."""
        given = {"of_shift": seat.shift_id, "to_person": person_id, "at": confirmed_at}
        return await self._changed(_HAND, seat, **given)

    async def vacate(self, shift_id: int, person_id: int) -> None:
        """Make whatever seat they have in it free."""
        await self._run(_VACATE, {"of_shift": shift_id, "whose": person_id})

    async def leave(self, seat: ShiftSeat) -> bool:
        """Make the seat free; False where it is not theirs any more."""
        return await self._changed(_LEAVE, seat)

    async def trade_places(self, one: ShiftSeat, other: ShiftSeat) -> None:
        """Let two who have seats in one shift be rung in the other order."""
        # No two of a shift have one position, not even for a moment.
        for seat, position in ((one, 0), (other, one.position), (one, other.position)):
            await self._run(_PLACE, {"which": seat.id, "at_position": position})

    async def confirm(self, seat: ShiftSeat, now: datetime) -> bool:
        """Keep that they will be there, and that they don't offer it; False where it is not theirs any more."""
        return await self._changed(_CONFIRM, seat, at=now)

    async def offer(self, seat: ShiftSeat, now: datetime | None) -> bool:
        """Keep that they would rather have somebody take it (None: no more); False where it is not theirs any more."""
        return await self._changed(_OFFER, seat, at=now)

    async def start(self, seat: ShiftSeat, now: datetime) -> bool:
        """Keep that they said "I'm on"; False where they did, or it is not theirs any more."""
        return await self._changed(_START, seat, at=now)

    async def _changed(self, statement: Any, seat: ShiftSeat, **values: Any) -> bool:
        changed = await self._run(statement, {"which": seat.id, "whose": seat.person_id, **values})
        return bool(changed.rowcount == 1)

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)


def _opened(row: Any) -> ShiftSeat:
    return ShiftSeat(
        id=row.id,
        shift_id=row.shift_id,
        position=row.position,
        person_id=row.person_id,
        confirmed_at=row.confirmed_at,
        started_at=row.started_at,
        offered_at=row.offered_at,
    )
