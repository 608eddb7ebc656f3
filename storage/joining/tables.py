"""Tables of requests to join, and of apps that were linked."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.core.columns import Merging, core_table, key, moment, plain, ref


class JoinRequestRow(SQLModel, table=True):
    """The last request of somebody without an invitation."""

    __tablename__ = "join_request"
    __table_args__ = (
        UniqueConstraint("person_id"),
        # The queue: who waits in a town, the oldest first.
        Index("ix_join_request_queue", "town_id", "declined_at", "batch_id", "first_asked_at"),
        Index("ix_join_request_batch_id", "batch_id"),
    )
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    town_id: int = ref("town.id", index=False)
    first_asked_at: datetime = moment(happened=True)
    """Since when they wait; asking again changes nothing about that."""
    asked_at: datetime = moment(happened=True)
    declined_at: datetime | None = moment(nullable=True, happened=True)
    batch_id: int | None = plain("an id of ours", default=None, big=True)
    """They were let in, with all others of this batch; kept while that can be undone. None: they were not."""
    let_in_at: datetime | None = moment(nullable=True, happened=True)
    let_in_as: str | None = plain("one of six", default=None)
    """The role that they were given."""


class WrongGuessRow(SQLModel, table=True):
    """How often somebody wrote a code that does not exist."""

    __tablename__ = "wrong_guess"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    count: int = plain("a count")
    last_at: datetime = moment(happened=True)
    told_at: datetime | None = moment(nullable=True, happened=True)
    """When the coordinators were told; None: they were not."""


class LineGuessesRow(SQLModel, table=True):
    """How many codes that do not exist were written to one of our lines, by whomever."""

    __tablename__ = "line_guesses"
    line_id: int = key(of="line.id")
    count: int = plain("a count")
    since: datetime = moment(happened=True)
    told_at: datetime | None = moment(nullable=True, happened=True)
    """When the coordinators were told; None: they were not."""


class HeldDeclineRow(SQLModel, table=True):
    """An address of somebody whom a coordinator declined: only its keyed hash, so that it is known again."""

    __tablename__ = "held_decline"
    id: int = key()
    address_index: bytes = Field(unique=True)
    """Of whatever line and platform, as of a ban."""
    declined_at: datetime = moment(happened=True)


class LinkedContactRow(SQLModel, table=True):
    """A contact that came to its person by a link."""

    __tablename__ = "linked_contact"
    contact_id: int = key(of="contact.id")
    linked_at: datetime = moment(happened=True)
    had: str = plain("roles, and ids of towns of ours")
    """The roles that whoever wrote there had before: "member:2 subscriber:" (the latter in every town)."""
    along: str | None = plain("names of columns, and ids of ours", default=None)
    """What came along that goes with it when it is parted (storage/people/returning.py)."""


join_request = core_table(JoinRequestRow)
wrong_guess = core_table(WrongGuessRow)
line_guesses = core_table(LineGuessesRow)
held_decline = core_table(HeldDeclineRow)
