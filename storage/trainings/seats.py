"""Who signed up for trainings and who attended, in the database."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.trainings.seat import Seat
from alerts.trainings.training import TrainingAudience
from storage.core.ids import new_id
from storage.core.people_tables import PersonRow
from storage.encryption.vault import Vault
from storage.trainings.tables import TrainingRow, TrainingSeatRow

_GONE = (PersonRow.stopped_at, PersonRow.suspended_at, PersonRow.banned_at)


class SqlSeats:
    """Seats in trainings in the database (port: alerts/trainings/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, training_id: int) -> list[Seat]:
        """Return who signed up in the order in which they did; nobody who stopped, or is suspended or banned."""
        rows = await self._session.exec(
            select(TrainingSeatRow)
            .join(PersonRow, col(PersonRow.id) == col(TrainingSeatRow.person_id))
            .where(TrainingSeatRow.training_id == training_id, *(col(gone).is_(None) for gone in _GONE))
            .order_by(col(TrainingSeatRow.signed_up_at), col(TrainingSeatRow.id))
        )
        return [_seat(row) for row in rows.all()]

    async def one(self, training_id: int, person_id: int) -> Seat | None:
        """Return this person's seat; None where they did not sign up."""
        row = await self._row(training_id, person_id)
        return _seat(row) if row is not None else None

    async def get(self, seat_id: int) -> Seat | None:
        """Return the seat of this id; None where it was given back, or is gone."""
        row = await self._session.get(TrainingSeatRow, seat_id)
        return _seat(row) if row is not None else None

    async def taken_by(self, person_id: int) -> list[Seat]:
        """Return every seat of this person, past ones too."""
        rows = await self._session.exec(select(TrainingSeatRow).where(TrainingSeatRow.person_id == person_id))
        return [_seat(row) for row in rows.all()]

    async def take(self, training_id: int, person_id: int, now: datetime) -> Seat:
        """Put them at the end of the queue, or return the seat that they have."""
        row = await self._row(training_id, person_id)
        if row is None:
            row = TrainingSeatRow(id=new_id(), training_id=training_id, person_id=person_id, signed_up_at=now)
            self._session.add(row)
            await self._session.flush()
        return _seat(row)

    async def place(self, seat_id: int, now: datetime) -> None:
        """Give who waits a place."""
        await self._session.exec(
            update(TrainingSeatRow).where(col(TrainingSeatRow.id) == seat_id).values(placed_at=now)
        )
        self._session.expire_all()

    async def give_back(self, training_id: int, person_id: int) -> bool:
        """Forget that they signed up; False where they did not, or attended already."""
        theirs = col(TrainingSeatRow.training_id) == training_id, col(TrainingSeatRow.person_id) == person_id
        gone = await self._session.exec(
            delete(TrainingSeatRow).where(*theirs, col(TrainingSeatRow.attended_at).is_(None))
        )
        self._session.expire_all()
        return bool(gone.rowcount == 1)

    async def attend(self, seat_id: int, at: datetime | None, *, by_code: bool = False) -> bool:
        """Keep that they attended then; None: that they did not. False where it was so already."""
        attended = col(TrainingSeatRow.attended_at)
        before = attended.is_not(None) if at is None else attended.is_(None)
        changed = await self._session.exec(
            update(TrainingSeatRow)
            .where(col(TrainingSeatRow.id) == seat_id, before)
            .values(attended_at=at, by_code=by_code)
        )
        self._session.expire_all()
        return bool(changed.rowcount == 1)

    async def last_attended(self, person_ids: Collection[int]) -> Mapping[int, datetime]:
        """Return of these persons when each last attended a training for members; who never did is left out."""
        person, at = col(TrainingSeatRow.person_id), func.max(col(TrainingSeatRow.attended_at))
        rows = await self._session.exec(
            select(person, at)
            .join(TrainingRow, col(TrainingRow.id) == col(TrainingSeatRow.training_id))
            .where(
                person.in_(person_ids),
                col(TrainingSeatRow.attended_at).is_not(None),
                TrainingRow.audience == TrainingAudience.MEMBERS.value,
            )
            .group_by(person)
        )
        return {person_id: moment for person_id, moment in rows.all() if moment is not None}

    async def _row(self, training_id: int, person_id: int) -> TrainingSeatRow | None:
        theirs = TrainingSeatRow.training_id == training_id, TrainingSeatRow.person_id == person_id
        return (await self._session.exec(select(TrainingSeatRow).where(*theirs))).first()


def _seat(row: TrainingSeatRow) -> Seat:
    return Seat(
        id=row.id,
        training_id=row.training_id,
        person_id=row.person_id,
        signed_up_at=row.signed_up_at,
        placed_at=row.placed_at,
        attended_at=row.attended_at,
        by_code=row.by_code,
    )
