"""The table of deadlines."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import SQLModel

from storage.core.columns import key, moment, plain


class DeadlineRow(SQLModel, table=True):
    """Something that happens at a moment unless it is called off."""

    __tablename__ = "deadline"
    __table_args__ = (Index("deadline_due", "state", "due_at"),)
    id: int = key()
    kind: str = plain("the name of a duty")
    subject_id: int | None = plain("an id of ours", default=None, index=True, big=True)
    due_at: datetime = moment()
    state: str = plain("one of four", default="pending")
    """pending, fired, called off, aside (its use case failed too often)."""
    attempts: int = plain("a count", default=0)
    fired_at: datetime | None = moment(nullable=True, happened=True)
