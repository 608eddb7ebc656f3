"""Trainings in the database."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.trainings.training import Training, TrainingAudience, TrainingPlan
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.trainings.tables import training, training_seat

# Built once: to build a statement takes longer than SQLite needs for it.
_training = training.c
_WITH_ID = select(training).where(_training.id == bindparam("which"))
_SINCE = (
    select(training)
    .where(_training.starts_at >= bindparam("earliest"), _training.cancelled_at.is_(None))
    .order_by(_training.starts_at, _training.id)
)
_SINCE_IN_TOWNS = _SINCE.where(
    or_(_training.town_id.in_(bindparam("towns", expanding=True)), _training.town_id.is_(None))
)
_WITH_CODE = select(training).where(
    _training.code_index == bindparam("hash"),
    _training.starts_at >= bindparam("earliest"),
    _training.starts_at <= bindparam("latest"),
    _training.cancelled_at.is_(None),
)
_ADD = insert(training)
_CHANGE = update(training).where(_training.id == bindparam("which"))
_CANCEL = _CHANGE.where(_training.cancelled_at.is_(None)).values(cancelled_at=bindparam("now"))
_SET_TRAINER = _CHANGE.values(trainer_id=bindparam("whose"))
_SET_EXPECTED = _CHANGE.values(expected=bindparam("how_many"))
_SET_CODE = _CHANGE.values(code_index=bindparam("hash"))
_FORGET_PLACE = _CHANGE.values(place=None, code_index=None)
_FORGET_ABSENT = delete(training_seat).where(
    training_seat.c.training_id == bindparam("which"), training_seat.c.attended_at.is_(None)
)
_REMOVE = delete(training).where(_training.id == bindparam("which"))


class SqlTrainings:
    """Trainings in the database (port: alerts/trainings/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, plan: TrainingPlan) -> Training:
        """Keep a new training."""
        training_id = new_id()
        values = {
            "id": training_id,
            "town_id": plan.town_id,
            "audience": plan.audience.value,
            "language": plan.language,
            "starts_at": plan.starts_at,
            "place": self._vault.seal("training", "place", training_id, plan.place),
            "capacity": plan.capacity,
            "trainer_id": None,
            "cancelled_at": None,
            "expected": 0,
            "code_index": None,
        }
        await self._run(_ADD, values)
        return Training(id=training_id, plan=plan)

    async def get(self, training_id: int) -> Training | None:
        """Return the training of this id; None where there is none (any more)."""
        row = (await self._run(_WITH_ID, {"which": training_id})).first()
        return self._training(row) if row is not None else None

    async def since(self, moment: datetime, town_ids: Collection[int] | None = None) -> list[Training]:
        """Return what begins then or later and was not cancelled, the soonest first."""
        given: dict[str, Any] = {"earliest": moment}
        if town_ids is not None:
            given["towns"] = list(town_ids)
        rows = await self._run(_SINCE if town_ids is None else _SINCE_IN_TOWNS, given)
        return [self._training(row) for row in rows]

    async def cancel(self, training_id: int, now: datetime) -> bool:
        """Call it off; False where it was called off already, or is gone."""
        return bool((await self._run(_CANCEL, {"which": training_id, "now": now})).rowcount == 1)

    async def hand_to(self, training_id: int, person_id: int | None) -> None:
        """Let this person hold it; None: whoever coordinates there."""
        await self._run(_SET_TRAINER, {"which": training_id, "whose": person_id})

    async def expect(self, training_id: int, expected: int) -> None:
        """Keep how many people without an account are expected."""
        await self._run(_SET_EXPECTED, {"which": training_id, "how_many": expected})

    async def set_code(self, training_id: int, code: str) -> None:
        """Let this be the code that is said on the spot; only its keyed hash is kept."""
        await self._run(_SET_CODE, {"which": training_id, "hash": self._hash(code)})

    async def with_code(self, code: str, begun_after: datetime, begun_before: datetime) -> Training | None:
        """Return the training of this code that begins between these moments, if it was not cancelled; else None."""
        given = {"hash": self._hash(code), "earliest": begun_after, "latest": begun_before}
        row = (await self._run(_WITH_CODE, given)).first()
        return self._training(row) if row is not None else None

    async def forget_place(self, training_id: int) -> None:
        """Empty where it was, the code, and who did not attend."""
        await self._run(_FORGET_PLACE, {"which": training_id})
        await self._run(_FORGET_ABSENT, {"which": training_id})

    async def remove(self, training_id: int) -> None:
        """Delete it, with who attended."""
        await self._run(_REMOVE, {"which": training_id})

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)

    def _hash(self, code: str) -> bytes:
        return self._vault.index("training", code)

    def _training(self, row: Any) -> Training:
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
