"""What the use cases of trainings need of storage. Times are aware UTC."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from alerts.trainings.seat import Seat
from alerts.trainings.training import Training, TrainingPlan
from alerts.work.port import Port


class Trainings(Protocol):
    """What is announced."""

    async def add(self, plan: TrainingPlan) -> Training:
        """Keep a new training."""
        ...

    async def get(self, training_id: int) -> Training | None:
        """Return the training of this id; None where there is none (any more)."""
        ...

    async def since(self, moment: datetime, town_ids: Collection[int] | None = None) -> list[Training]:
        """Return what begins then or later and was not cancelled, the soonest first.

        `town_ids`: only in these, and where the town is gone; None: everywhere.
        """
        ...

    async def cancel(self, training_id: int, now: datetime) -> bool:
        """Call it off; False where it was called off already, or is gone."""
        ...

    async def hand_to(self, training_id: int, person_id: int | None) -> None:
        """Let this person hold it; None: whoever coordinates there."""
        ...

    async def expect(self, training_id: int, expected: int) -> None:
        """Keep how many people without an account are expected."""
        ...

    async def set_code(self, training_id: int, code: str) -> None:
        """Let this be the code that is said on the spot; only its keyed hash is kept."""
        ...

    async def with_code(self, code: str, begun_after: datetime, begun_before: datetime) -> Training | None:
        """Return the training of this code that begins between these moments, if it was not cancelled; else None."""
        ...

    async def forget_place(self, training_id: int) -> None:
        """Empty where it was, the code, and who did not attend."""
        ...

    async def remove(self, training_id: int) -> None:
        """Delete it, with who attended."""
        ...


class Seats(Protocol):
    """Who signed up, and who attended."""

    async def of(self, training_id: int) -> list[Seat]:
        """Return who signed up in the order in which they did; nobody who stopped, or is suspended or banned."""
        ...

    async def one(self, training_id: int, person_id: int) -> Seat | None:
        """Return this person's seat; None where they did not sign up."""
        ...

    async def get(self, seat_id: int) -> Seat | None:
        """Return the seat of this id; None where it was given back, or is gone."""
        ...

    async def taken_by(self, person_id: int) -> list[Seat]:
        """Return every seat of this person, past ones too."""
        ...

    async def take(self, training_id: int, person_id: int, now: datetime) -> Seat:
        """Put them at the end of the queue, or return the seat that they have."""
        ...

    async def place(self, seat_id: int, now: datetime) -> None:
        """Give who waits a place."""
        ...

    async def give_back(self, training_id: int, person_id: int) -> bool:
        """Forget that they signed up; False where they did not, or attended already."""
        ...

    async def attend(self, seat_id: int, at: datetime | None, *, by_code: bool = False) -> bool:
        """Keep that they attended then; None: that they did not. False where it was so already."""
        ...

    async def last_attended(self, person_ids: Collection[int]) -> Mapping[int, datetime]:
        """Return of these persons when each last attended a training for members; who never did is left out."""
        ...


TRAININGS = Port[Trainings]("trainings")
SEATS = Port[Seats]("seats")
