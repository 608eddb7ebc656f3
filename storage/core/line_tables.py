"""Tables of lines: bot accounts and Signal numbers, who works them, what they did not hear."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.core.columns import key, moment, plain, ref, sealed


class LineRow(SQLModel, table=True):
    """One bot account or one Signal number."""

    __tablename__ = "line"
    id: int = key()
    transport: str = plain("telegram or signal")
    account: bytes = sealed(nullable=False)
    """Telegram's bot id, Signal's number."""
    account_index: bytes = Field(unique=True)
    username: bytes | None = sealed()
    """Telegram's @name, for links."""
    offset: int | None = plain("a count of a bot's updates, not whose they are", default=None, big=True)
    """Telegram: the next update to ask for; it moves in the transaction that keeps the updates before it."""
    paused_until: datetime | None = moment(nullable=True)
    """The platform asked the whole line to wait; kept over a restart."""
    heard_at: datetime | None = moment(nullable=True, happened=True)
    """Signal: when the line was last known to hear."""
    secret: bytes | None = sealed()
    """Telegram's token, of a line that is no setting."""
    retired_at: datetime | None = moment(nullable=True)
    """Newcomers are sent to another line."""
    closed_at: datetime | None = moment(nullable=True)
    """Nobody is served here any more."""


class LeaseRow(SQLModel, table=True):
    """Which of several instances works a line: one at a time, and for a few seconds at a time."""

    __tablename__ = "lease"
    line_id: int = key(of="line.id")
    owner: str = plain("random")
    """The instance: random, different in every run."""
    epoch: int = plain("a count")
    """Counts the changes of hands; with the owner it says which run's claims are good."""
    until: datetime = moment()
    """By the database's own clock."""


class DeafRow(SQLModel, table=True):
    """A time during which a line could not hear."""

    __tablename__ = "deaf"
    id: int = key()
    line_id: int = ref("line.id")
    since: datetime = moment()
    until: datetime = moment()
    kept_at: datetime = moment(happened=True)
    """When we learned of it."""
