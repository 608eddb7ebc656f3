"""Trainings in the database."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.trainings.training import Training, TrainingAudience, TrainingPlan
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.trainings.tables import TrainingRow, TrainingSeatRow


class SqlTrainings:
    """Trainings in the database (port: alerts/trainings/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, plan: TrainingPlan) -> Training:
        """Keep a new training."""
        training_id = new_id()
        row = TrainingRow(
            id=training_id,
            town_id=plan.town_id,
            audience=plan.audience.value,
            language=plan.language,
            starts_at=plan.starts_at,
            place=self._vault.seal("training", "place", training_id, plan.place),
            capacity=plan.capacity,
        )
        self._session.add(row)
        await self._session.flush()
        return self._training(row)

    async def get(self, training_id: int) -> Training | None:
        """Return the training of this id; None where there is none (any more)."""
        row = await self._session.get(TrainingRow, training_id)
        return self._training(row) if row is not None else None

    async def since(self, moment: datetime, town_ids: Collection[int] | None = None) -> list[Training]:
        """Return what begins then or later and was not cancelled, the soonest first."""
        town = col(TrainingRow.town_id)
        query = select(TrainingRow).where(TrainingRow.starts_at >= moment, col(TrainingRow.cancelled_at).is_(None))
        if town_ids is not None:
            query = query.where(or_(town.in_(town_ids), town.is_(None)))
        rows = await self._session.exec(query.order_by(col(TrainingRow.starts_at), col(TrainingRow.id)))
        return [self._training(row) for row in rows.all()]

    async def cancel(self, training_id: int, now: datetime) -> bool:
        """Call it off; False where it was called off already, or is gone."""
        takes_place = col(TrainingRow.id) == training_id, col(TrainingRow.cancelled_at).is_(None)
        cancelled = await self._session.exec(update(TrainingRow).where(*takes_place).values(cancelled_at=now))
        self._session.expire_all()
        return bool(cancelled.rowcount == 1)

    async def hand_to(self, training_id: int, person_id: int | None) -> None:
        """Let this person hold it; None: whoever coordinates there."""
        await self._set(training_id, trainer_id=person_id)

    async def expect(self, training_id: int, expected: int) -> None:
        """Keep how many people without an account are expected."""
        await self._set(training_id, expected=expected)

    async def set_code(self, training_id: int, code: str) -> None:
        """Let this be the code that is said on the spot; only its keyed hash is kept."""
        await self._set(training_id, code_index=self._hash(code))

    async def with_code(self, code: str, begun_after: datetime, begun_before: datetime) -> Training | None:
        """Return the training of this code that begins between these moments, if it was not cancelled; else None."""
        found = await self._session.exec(
            select(TrainingRow).where(
                TrainingRow.code_index == self._hash(code),
                TrainingRow.starts_at >= begun_after,
                TrainingRow.starts_at <= begun_before,
                col(TrainingRow.cancelled_at).is_(None),
            )
        )
        row = found.first()
        return self._training(row) if row is not None else None

    async def forget_place(self, training_id: int) -> None:
        """Empty where it was, the code, and who did not attend."""
        await self._set(training_id, place=None, code_index=None)
        absent = col(TrainingSeatRow.training_id) == training_id, col(TrainingSeatRow.attended_at).is_(None)
        await self._session.exec(delete(TrainingSeatRow).where(*absent))
        self._session.expire_all()

    async def remove(self, training_id: int) -> None:
        """Delete it, with who attended."""
        await self._session.exec(delete(TrainingRow).where(col(TrainingRow.id) == training_id))
        self._session.expire_all()

    async def _set(self, training_id: int, **values: Any) -> None:
        await self._session.exec(update(TrainingRow).where(col(TrainingRow.id) == training_id).values(**values))
        self._session.expire_all()

    def _hash(self, code: str) -> bytes:
        return self._vault.index("training", code)

    def _training(self, row: TrainingRow) -> Training:
        place = self._vault.open("training", "place", row.id, row.place) if row.place is not None else ""
        return Training(
            id=row.id,
            plan=TrainingPlan(
                town_id=row.town_id,
                audience=TrainingAudience(row.audience),
                language=row.language,
                starts_at=row.starts_at,
                place=place,
                capacity=row.capacity,
            ),
            trainer_id=row.trainer_id,
            cancelled_at=row.cancelled_at,
            expected=row.expected,
        )
