"""Tables of what is said: notices, their deliveries, the numbers of choices."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.core.columns import Counted, key, moment, plain, ref, sealed


class NoticeRow(SQLModel, table=True):
    """One thing to say; its content is sealed."""

    __tablename__ = "notice"
    id: int = key()
    token: str = plain("random", unique=True)
    """Random; stands in the buttons instead of the id."""
    kind: str = plain("one of ten")
    lane: int = plain("one of six")
    subject_id: int | None = ref("subject.id", nullable=True)
    """What it is about; what happens to that (it is closed, merged, purged) happens to the notice too."""
    version: int = plain("a count", default=1)
    """Grows when a card is revised."""
    major: int = plain("a count", default=1)
    """Grows when a revision is more than counts: only then is a Signal card edited."""
    content: bytes | None = sealed()
    """None once purged."""
    refers: bool = False
    reader: str = plain("responder or community", default="")
    """Of an alert: "responder" or "community"."""
    asks: bool = False
    """It has choices."""
    internal: bool = False
    """See Notice."""
    only_for: str = plain("names of roles, and ids of towns", default="")
    """See Notice; storage/outbox/holders_codec.py says how. Empty: whoever it was posted to."""
    created_at: datetime = moment(index=True, happened=True)
    expires_at: datetime | None = moment(nullable=True, counted_from="created_at")


class DeliveryRow(SQLModel, table=True):
    """A notice to one contact or one group, with its outcome."""

    __tablename__ = "delivery"
    __table_args__ = (
        # In the order of claiming, so that the first few are found without sorting the rest.
        Index("delivery_queue", "state", "line_id", "lane", "post_first", "id", "due_at"),
        UniqueConstraint("notice_id", "contact_id"),
        UniqueConstraint("notice_id", "group_id"),
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    notice_id: int = ref("notice.id")
    line_id: int = ref("line.id", index=False)
    contact_id: int | None = ref("contact.id", nullable=True)
    group_id: int | None = ref("group_chat.id", nullable=True)
    lane: int = plain("one of six")
    post_first: int = plain("0 or 1", default=1)
    """0 for a group's post, 1 for a direct message."""
    state: str = plain("one of seven", default="queued")
    """queued, sending, delivered, unknown (maybe sent, not sent again), failed, withdrawn, expired."""
    due_at: datetime = moment()
    expires_at: datetime | None = moment(nullable=True)
    attempts: int = plain("a count", default=0)
    unsure: int = plain("a count", default=0)
    """Tries that may have arrived."""
    repeat: bool = False
    """An earlier try may have arrived: the next one says so."""
    boot: str | None = plain("random", default=None)
    """The run that is sending it; another run finds it ambiguous."""
    shown: int = plain("a count", default=0)
    """The notice's version that the person sees."""
    shown_major: int = plain("a count", default=0)
    edits: int = plain("a count", default=0)
    ref: str | None = plain("the platform's number of a message: it names no chat", default=None)
    """Telegram's message_id, Signal's newest timestamp. Of a deletion several, with commas between them."""
    first_ref: str | None = plain("the platform's number of a message: it names no chat", default=None)
    """The ref before any edit: some apps quote the first version, some the newest."""
    begun_at: datetime | None = moment(nullable=True, happened=True)
    """When the message of `ref` was first sent; Signal ends edits by its age."""
    sent_at: datetime | None = moment(nullable=True, happened=True)
    """When the person was last shown something of it, edits too."""
    failure: str | None = plain("a few words of ours", default=None)
    """Why not, in our words: blocked, unregistered, rejected, …"""
    cleared_at: datetime | None = moment(nullable=True, happened=True)
    """When what stands in the chat was given to another delivery, to be edited to "closed" or deleted."""


class QuestionRow(SQLModel, table=True):
    """The number by which a Signal reader answers one choice of one notice."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("contact_id", "notice_id", "action"),
        Index("question_number", "contact_id", "number"),
    )
    id: int = key()
    contact_id: int = ref("contact.id", index=False)
    notice_id: int = ref("notice.id")
    action: str = plain("the name of a choice, with ids of ours")
    number: int = plain("a count")
    asked_on: str = plain("a day")
    """The local day: numbers are not used again on it."""
