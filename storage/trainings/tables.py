"""Tables of trainings and of who signed up."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, core_table, key, moment, plain, ref, sealed


class TrainingRow(SQLModel, table=True):
    """A training that was announced."""

    __tablename__ = "training"
    id: int = key()
    town_id: int | None = ref("town.id", nullable=True, stays=True)
    """None: the town is none of the network's any more; who attended stays trained."""
    audience: str = plain("members or employers")
    language: str = plain("the code of a language")
    starts_at: datetime = moment(index=True)
    place: bytes | None = sealed()
    """None: purged."""
    capacity: int = plain("a count")
    trainer_id: int | None = ref("person.id", nullable=True, index=False, stays=True, merging=Merging.MOVES)
    cancelled_at: datetime | None = moment(nullable=True, happened=True)
    expected: int = plain("a count", default=0)
    code_index: bytes | None = None
    """The keyed hash of the code that is said on the spot; None: nobody asked for one."""


class TrainingSeatRow(SQLModel, table=True):
    """Somebody who signed up, or came without."""

    __tablename__ = "training_seat"
    __table_args__ = (UniqueConstraint("training_id", "person_id"),)
    id: int = key()
    training_id: int = ref("training.id", index=False)
    person_id: int = ref("person.id", merging=Merging.RETURNS, better=("attended_at", "placed_at", "signed_up_at"))
    signed_up_at: datetime = moment(happened=True)
    placed_at: datetime | None = moment(nullable=True, happened=True)
    attended_at: datetime | None = moment(nullable=True, happened=True)
    by_code: bool = plain("yes or no", default=False)


training = core_table(TrainingRow)
training_seat = core_table(TrainingSeatRow)
