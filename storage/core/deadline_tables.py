"""The table of deadlines."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from storage.core.columns import key, moment


class DeadlineRow(SQLModel, table=True):
    """Something that happens at a moment unless it is called off."""

    __tablename__ = "deadline"
    __table_args__ = (Index("deadline_due", "state", "due_at"),)
    id: int = key()
    kind: str
    subject_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    due_at: datetime = moment()
    state: str = "pending"
    """pending, fired, called off, aside (its use case failed too often)."""
    attempts: int = 0
    fired_at: datetime | None = moment(nullable=True)
