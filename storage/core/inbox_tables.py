"""Tables of what arrived: the inbox, what the receiver kept, and when it was up."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import key, moment, plain, ref, sealed


class InboxRow(SQLModel, table=True):
    """A message that arrived, committed before the platform is told so."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("line_id", "dedup_index"),
        Index("inbox_queue", "state", "sender_index"),
        # In the order of answering, so that the first few are found without looking at the rest.
        Index("inbox_order", "state", "rank", "sent_at", "id"),
    )
    id: int = key()
    line_id: int = ref("line.id", index=False)
    dedup_index: bytes
    sender_index: bytes
    body: bytes | None = sealed()
    """None once purged."""
    rank: int = plain("0, 1 or 2")
    """Who wrote it, when it came: 0 the desk, 1 somebody vouched for, 2 anybody else; the lower is answered first."""
    sent_at: datetime = moment(happened=True)
    received_at: datetime = moment(index=True, happened=True)
    state: str = plain("one of three", default="waiting")
    """waiting, done, aside (failed too often: the operator sees it)."""
    attempts: int = plain("a count", default=0)
    due_at: datetime = moment()
    trouble: str | None = plain("the class of an error", default=None)
    """The class of the error that set it aside."""


class EnvelopeRow(SQLModel, table=True):
    """What Signal's bridge posted to the receiver; gone as soon as the bot has taken it into the inbox."""

    __tablename__ = "envelope"
    __table_args__ = (
        UniqueConstraint("line_id", "frame_index"),
        Index("envelope_queue", "line_id", "received_at", "id"),
    )
    id: int = key()
    line_id: int = ref("line.id", index=False)
    frame_index: bytes
    """The same frame, posted twice, is kept once."""
    frame: bytes = sealed(nullable=False)
    received_at: datetime = moment(index=True, happened=True)


class ReceiverRow(SQLModel, table=True):
    """A time over which the receiver kept whatever the bridge posted for a line; the newest grows while it runs."""

    __tablename__ = "receiver"
    id: int = key()
    line_id: int = ref("line.id")
    since: datetime = moment(happened=True)
    seen_at: datetime = moment(index=True, happened=True)
    """Everything up to here is kept."""
    posted_at: datetime | None = moment(nullable=True, happened=True)
    """The bridge's last post for this line, in this time or one before; none: it may know nothing of the receiver."""
