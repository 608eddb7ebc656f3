"""The tables. `sealed()` columns hold what identifies (see vault.py); `*_index` columns find it by keyed hash.

What stands here in the clear says who acted on what and when, by number only: never a name, an address,
a place or a word anybody wrote. tests/storage/test_privacy.py holds that against the file's bytes.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.moment import Moment

Counted = BigInteger().with_variant(Integer(), "sqlite")
"""The database counts these itself; SQLite does so for what it calls INTEGER only, which holds as much there."""


def key() -> Any:
    """A primary key that we make ourselves (see ids.py)."""
    return Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})


def ref(target: str, *, nullable: bool = False, index: bool = True, stays: bool = False) -> Any:
    """A reference to another row; what it points to takes it along when deleted, unless it `stays` without it."""
    default: Any = None if nullable else ...
    return Field(
        default=default,
        foreign_key=target,
        ondelete="SET NULL" if stays else "CASCADE",
        sa_type=BigInteger,
        nullable=nullable,
        index=index,
    )


def moment(*, nullable: bool = False, index: bool = False) -> Any:
    """An aware moment in UTC."""
    default: Any = None if nullable else ...
    return Field(default=default, sa_type=Moment, nullable=nullable, index=index)


def sealed(*, nullable: bool = True) -> Any:
    """A field sealed by the vault, bound to table, column and row."""
    default: Any = None if nullable else ...
    return Field(default=default, sa_type=LargeBinary, nullable=nullable, sa_column_kwargs={"info": {"sealed": True}})


class NetworkRow(SQLModel, table=True):
    """The one row about the network itself."""

    __tablename__ = "network"
    id: int = key()
    name: bytes = sealed(nullable=False)
    languages: str
    """Comma-separated codes; the first is the fallback."""
    zone: str
    """IANA time zone of its people."""
    next_incident: int = 1
    """The next number that people will say to each other ("number 12")."""


class TownRow(SQLModel, table=True):
    __tablename__ = "town"
    id: int = key()
    name: bytes = sealed(nullable=False)
    name_index: bytes = Field(unique=True)
    point: bytes = sealed(nullable=False)


class LineRow(SQLModel, table=True):
    """One bot account or one Signal number."""

    __tablename__ = "line"
    id: int = key()
    transport: str
    account: bytes = sealed(nullable=False)
    """Telegram's bot id, Signal's number."""
    account_index: bytes = Field(unique=True)
    username: bytes | None = sealed()
    """Telegram's @name, for links."""
    offset: int | None = Field(default=None, sa_type=BigInteger)
    """Telegram: the next update to ask for; it moves in the transaction that keeps the updates before it."""
    paused_until: datetime | None = moment(nullable=True)
    """The platform asked the whole line to wait; kept over a restart."""
    heard_at: datetime | None = moment(nullable=True)
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
    line_id: int = Field(
        primary_key=True,
        foreign_key="line.id",
        ondelete="CASCADE",
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    owner: str
    """The instance: random, different in every run."""
    epoch: int
    """Counts the changes of hands; with the owner it says which run's claims are good."""
    until: datetime = moment()
    """By the database's own clock."""


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"
    id: int = key()
    name: bytes | None = sealed()
    """As the platform shows it; only of people who joined."""
    language: str | None = None
    """None: not known yet; such a person is written to in every language of the network."""
    created_at: datetime = moment()
    seen_at: datetime = moment(index=True)
    consented_at: datetime | None = moment(nullable=True)
    stopped_at: datetime | None = moment(nullable=True)


class ContactRow(SQLModel, table=True):
    """A person on one line."""

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("line_id", "address_index"),)
    id: int = key()
    person_id: int = ref("person.id")
    line_id: int = ref("line.id")
    address: bytes = sealed(nullable=False)
    address_index: bytes
    reachable: bool = True
    """False once the platform said that this person blocked us or left it."""
    heard_at: datetime = moment()
    """Their last message; a broadcast goes to the contact heard last."""
    next_number: int = 1
    """Signal: the next number for a choice; begins again at 1 on a new day."""
    numbered_on: str | None = None


class GrantRow(SQLModel, table=True):
    """A role of a person in a town; no town: in every town."""

    __tablename__ = "grant_"
    __table_args__ = (UniqueConstraint("person_id", "town_id", "role"),)
    id: int = key()
    person_id: int = ref("person.id")
    town_id: int | None = ref("town.id", nullable=True)
    role: str = Field(index=True)
    granted_at: datetime = moment()


class CodeRow(SQLModel, table=True):
    """An invitation, or a code that links two transports of one person. Only its keyed hash is kept."""

    __tablename__ = "code"
    id: int = key()
    purpose: str
    """"invite" or "link"."""
    code_index: bytes = Field(unique=True)
    role: str | None = None
    town_id: int | None = ref("town.id", nullable=True)
    person_id: int | None = ref("person.id", nullable=True)
    """invite: who it is bound to; link: whose it is."""
    expires_at: datetime = moment()
    used_at: datetime | None = moment(nullable=True)


class OfferRow(SQLModel, table=True):
    """An invitation names this line."""

    __tablename__ = "offer"
    id: int = key()
    code_id: int = ref("code.id")
    line_id: int = ref("line.id")


class GroupRow(SQLModel, table=True):
    """A town's group or channel on one line."""

    __tablename__ = "group_chat"
    __table_args__ = (UniqueConstraint("line_id", "address_index"),)
    id: int = key()
    line_id: int = ref("line.id")
    town_id: int | None = ref("town.id", nullable=True)
    """None: the bot was added and a coordinator has not said yet for which town."""
    address: bytes = sealed(nullable=False)
    address_index: bytes
    title: bytes | None = sealed()
    active: bool = True


class GroupMemberRow(SQLModel, table=True):
    """Whom the bot already let into a Signal group."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "contact_id"),)
    id: int = key()
    group_id: int = ref("group_chat.id")
    contact_id: int = ref("contact.id")


class StepRow(SQLModel, table=True):
    """Where a person's conversation stands."""

    __tablename__ = "step"
    person_id: int = Field(
        primary_key=True,
        foreign_key="person.id",
        ondelete="CASCADE",
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    name: str
    data: bytes = sealed(nullable=False)
    since: datetime = moment()


class IncidentRow(SQLModel, table=True):
    __tablename__ = "incident"
    id: int = key()
    number: int = Field(unique=True)
    town_id: int | None = ref("town.id", nullable=True)
    state: str = Field(index=True)
    version: int = 1
    """Counts every change; a change names the version it saw."""
    place: bytes | None = sealed()
    """Words and point together."""
    opened_at: datetime = moment()
    observed_at: datetime = moment()
    """When it was seen, not when it was written."""
    observer_id: int | None = ref("person.id", nullable=True, stays=True)
    """The trained responder who saw it."""
    holder_id: int | None = ref("person.id", nullable=True, stays=True)
    """The dispatcher who has it."""
    held_at: datetime | None = moment(nullable=True)
    basis: str | None = None
    """Why it was confirmed: "observer", or the reason given without one."""
    confirmed_at: datetime | None = moment(nullable=True)
    expires_at: datetime | None = moment(nullable=True)
    closed_at: datetime | None = moment(nullable=True)
    merged_into_id: int | None = ref("incident.id", nullable=True)
    card_id: int | None = Field(default=None, sa_type=BigInteger)
    """The notice that is the desk's card."""
    purged_at: datetime | None = moment(nullable=True)
    told: int | None = None
    """How many people were told; all that the purge leaves of the deliveries."""
    went: int | None = None
    """How many went there; all that the purge leaves of the answers."""


class ReportRow(SQLModel, table=True):
    """What one person saw."""

    __tablename__ = "report"
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int | None = ref("person.id", nullable=True, stays=True)
    contact_id: int | None = ref("contact.id", nullable=True, stays=True, index=False)
    number: int
    """Reporter 1, 2, 3 of its incident."""
    verified: bool
    first_hand: bool
    received_at: datetime = moment(index=True)
    words: bytes | None = sealed()
    language: str | None = None
    place: bytes | None = sealed()
    facts: bytes | None = sealed()
    """The taps: SALUTE choices and the like."""


class VerificationRow(SQLModel, table=True):
    """One responder asked to look at one incident, and what they said."""

    __tablename__ = "verification"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int = ref("person.id")
    state: str
    asked_at: datetime = moment()
    answered_at: datetime | None = moment(nullable=True)
    eta_at: datetime | None = moment(nullable=True)


class AnswerRow(SQLModel, table=True):
    """What a responder said to an alert."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int = ref("person.id")
    answer: str
    at: datetime = moment()


class NoticeRow(SQLModel, table=True):
    """One thing to say; its content is sealed."""

    __tablename__ = "notice"
    id: int = key()
    token: str = Field(unique=True)
    """Random; stands in the buttons instead of the id."""
    kind: str
    lane: int
    incident_id: int | None = ref("incident.id", nullable=True)
    version: int = 1
    """Grows when a card is revised."""
    major: int = 1
    """Grows when a revision is more than counts: only then is a Signal card edited."""
    content: bytes | None = sealed()
    """None once purged."""
    refers: bool = False
    reader: str = ""
    """Of an alert: "responder" or "community"."""
    asks: bool = False
    """It has choices."""
    created_at: datetime = moment(index=True)
    expires_at: datetime | None = moment(nullable=True)


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
    lane: int
    post_first: int = 1
    """0 for a group's post, 1 for a direct message."""
    state: str = "queued"
    """queued, sending, delivered, unknown (maybe sent, not sent again), failed, withdrawn, expired."""
    due_at: datetime = moment()
    expires_at: datetime | None = moment(nullable=True)
    attempts: int = 0
    unsure: int = 0
    """Tries that may have arrived."""
    repeat: bool = False
    """An earlier try may have arrived: the next one says so."""
    boot: str | None = None
    """The run that is sending it; another run finds it ambiguous."""
    shown: int = 0
    """The notice's version that the person sees."""
    shown_major: int = 0
    edits: int = 0
    ref: str | None = None
    """Telegram's message_id, Signal's newest timestamp."""
    first_ref: str | None = None
    """The ref before any edit: some apps quote the first version, some the newest."""
    begun_at: datetime | None = moment(nullable=True)
    """When the message of `ref` was first sent; Signal ends edits by its age."""
    sent_at: datetime | None = moment(nullable=True)
    """When the person was last shown something of it, edits too."""
    failure: str | None = None
    """Why not, in our words: blocked, unregistered, rejected, …"""


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
    action: str
    number: int
    asked_on: str
    """The local day: numbers are not used again on it."""


class InboxRow(SQLModel, table=True):
    """A message that arrived, committed before the platform is told so."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("line_id", "dedup_index"),
        Index("inbox_queue", "state", "sender_index"),
    )
    id: int = key()
    line_id: int = ref("line.id", index=False)
    dedup_index: bytes
    sender_index: bytes
    body: bytes | None = sealed()
    """None once purged."""
    sent_at: datetime = moment()
    received_at: datetime = moment(index=True)
    state: str = "waiting"
    """waiting, done, aside (failed too often: the operator sees it)."""
    attempts: int = 0
    due_at: datetime = moment()
    trouble: str | None = None
    """The class of the error that set it aside."""


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


class DeafRow(SQLModel, table=True):
    """A time during which a line could not hear."""

    __tablename__ = "deaf"
    id: int = key()
    line_id: int = ref("line.id")
    since: datetime = moment()
    until: datetime = moment()


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
    received_at: datetime = moment(index=True)


class ReceiverRow(SQLModel, table=True):
    """A time over which the receiver kept whatever the bridge posted for a line; the newest grows while it runs."""

    __tablename__ = "receiver"
    id: int = key()
    line_id: int = ref("line.id")
    since: datetime = moment()
    seen_at: datetime = moment(index=True)
    """Everything up to here is kept."""
    posted_at: datetime | None = moment(nullable=True)
    """The bridge's last post for this line, in this time or one before; none: it may know nothing of the receiver."""
