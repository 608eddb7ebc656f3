"""Who signed up for trainings and who attended, in the database."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.trainings.seat import Seat
from alerts.trainings.training import TrainingAudience
from storage.core.core_tables import person
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.trainings.tables import training, training_seat

# Built once: to build a statement takes longer than SQLite needs for it.
_seat = training_seat.c
_GONE = (person.c.stopped_at, person.c.suspended_at, person.c.banned_at)
_THEIRS = _seat.training_id == bindparam("training"), _seat.person_id == bindparam("whose")
_OF_TRAINING = (
    select(training_seat)
    .join(person, person.c.id == _seat.person_id)
    .where(_seat.training_id == bindparam("training"), *(gone.is_(None) for gone in _GONE))
    .order_by(_seat.signed_up_at, _seat.id)
)
_ONE = select(training_seat).where(*_THEIRS)
_WITH_ID = select(training_seat).where(_seat.id == bindparam("which"))
_OF_PERSON = select(training_seat).where(_seat.person_id == bindparam("whose"))
_LAST_ATTENDED = (
    select(_seat.person_id, func.max(_seat.attended_at))
    .join(training, training.c.id == _seat.training_id)
    .where(
        _seat.person_id.in_(bindparam("persons", expanding=True)),
        _seat.attended_at.is_not(None),
        training.c.audience == TrainingAudience.MEMBERS.value,
    )
    .group_by(_seat.person_id)
)
_ADD = insert(training_seat)
_PLACE = update(training_seat).where(_seat.id == bindparam("which")).values(placed_at=bindparam("now"))
_GIVE_BACK = delete(training_seat).where(*_THEIRS, _seat.attended_at.is_(None))
_SET_ATTENDED = (
    update(training_seat)
    .where(_seat.id == bindparam("which"))
    .values(attended_at=bindparam("at"), by_code=bindparam("with_code"))
)
_ATTEND = _SET_ATTENDED.where(_seat.attended_at.is_(None))
_MISS = _SET_ATTENDED.where(_seat.attended_at.is_not(None))


class SqlSeats:
    """Seats in trainings in the database (port: alerts/trainings/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, training_id: int) -> list[Seat]:
        """Return who signed up in the order in which they did; nobody who stopped, or is suspended or banned."""
        return [_opened(row) for row in await self._run(_OF_TRAINING, {"training": training_id})]

    async def one(self, training_id: int, person_id: int) -> Seat | None:
        """Return this person's seat; None where they did not sign up."""
        row = await self._row(training_id, person_id)
        return _opened(row) if row is not None else None

    async def get(self, seat_id: int) -> Seat | None:
        """Return the seat of this id; None where it was given back, or is gone."""
        row = (await self._run(_WITH_ID, {"which": seat_id})).first()
        return _opened(row) if row is not None else None

    async def taken_by(self, person_id: int) -> list[Seat]:
        """Return every seat of this person, past ones too."""
        return [_opened(row) for row in await self._run(_OF_PERSON, {"whose": person_id})]

    async def take(self, training_id: int, person_id: int, now: datetime) -> Seat:
        """Put them at the end of the queue, or return the seat that they have."""
        row = await self._row(training_id, person_id)
        if row is not None:
            return _opened(row)
        values: dict[str, Any] = {
            "id": new_id(),
            "training_id": training_id,
            "person_id": person_id,
            "signed_up_at": now,
            "placed_at": None,
            "attended_at": None,
            "by_code": False,
        }
        await self._run(_ADD, values)
        return Seat(**values)

    async def place(self, seat_id: int, now: datetime) -> None:
        """Give who waits a place."""
        await self._run(_PLACE, {"which": seat_id, "now": now})

    async def give_back(self, training_id: int, person_id: int) -> bool:
        """Forget that they signed up; False where they did not, or attended already."""
        gone = await self._run(_GIVE_BACK, {"training": training_id, "whose": person_id})
        return bool(gone.rowcount == 1)

    async def attend(self, seat_id: int, at: datetime | None, *, by_code: bool = False) -> bool:
        """Keep that they attended then; None: that they did not. False where it was so already."""
        changing = _MISS if at is None else _ATTEND
        changed = await self._run(changing, {"which": seat_id, "at": at, "with_code": by_code})
        return bool(changed.rowcount == 1)

    async def last_attended(self, person_ids: Collection[int]) -> Mapping[int, datetime]:
        """Return of these persons when each last attended a training for members; who never did is left out."""
        rows = await self._run(_LAST_ATTENDED, {"persons": list(person_ids)})
        return {person_id: moment for person_id, moment in rows if moment is not None}

    async def _row(self, training_id: int, person_id: int) -> Any | None:
        return (await self._run(_ONE, {"training": training_id, "whose": person_id})).first()

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)


def _opened(row: Any) -> Seat:
    return Seat(
        id=row.id,
        training_id=row.training_id,
        person_id=row.person_id,
        signed_up_at=row.signed_up_at,
        placed_at=row.placed_at,
        attended_at=row.attended_at,
        by_code=row.by_code,
    )
