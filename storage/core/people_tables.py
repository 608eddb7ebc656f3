"""Tables of persons, their contacts, roles, codes and conversations."""

from datetime import datetime

from sqlalchemy import UniqueConstraint, false
from sqlmodel import Field, SQLModel

from storage.core.columns import Merging, key, moment, plain, ref, sealed


class PersonRow(SQLModel, table=True):
    """Somebody who wrote to the bot at least once. Their roles and contacts stand in tables of their own."""

    __tablename__ = "person"
    id: int = key()
    name: bytes | None = sealed()
    """As the platform shows it; only of people who joined."""
    language: str | None = plain("the code of a language", default=None)
    """None: not known yet; such a person is written to in every language of the network."""
    created_at: datetime = moment()
    seen_at: datetime = moment(index=True, happened=True)
    consented_at: datetime | None = moment(nullable=True)
    stopped_at: datetime | None = moment(nullable=True)
    suspended_at: datetime | None = moment(nullable=True, happened=True)
    """Their roles rest since then; None: they don't."""
    suspended_by_id: int | None = ref("person.id", nullable=True, index=False, stays=True, merging=Merging.MOVES)
    """The coordinator who suspended them; None: an operator did, or that coordinator is gone."""
    unverified_at: datetime | None = moment(nullable=True, happened=True)
    """Their roles above member rest since then: a safety number of theirs changed; None: they don't."""
    banned_at: datetime | None = moment(nullable=True, happened=True)
    """They were put out for good; the ban stands in a table of its own and outlives this row."""
    away_until: datetime | None = moment(nullable=True)
    """They are away, and back by a deadline then; None: they are here."""
    parted_from_id: int | None = ref("person.id", nullable=True, index=False, stays=True, merging=Merging.MOVES)
    """With whom they were one person until an app was parted from them; None: with nobody."""


class ContactRow(SQLModel, table=True):
    """A person on one line."""

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("line_id", "address_index"),)
    id: int = key()
    person_id: int = ref("person.id", merging=Merging.MOVES)
    line_id: int = ref("line.id")
    address: bytes = sealed(nullable=False)
    address_index: bytes
    reachable: bool = True
    """False once the platform said that this person blocked us or left it."""
    heard_at: datetime = moment(happened=True)
    """Their last message; a broadcast goes to the contact heard last."""
    next_number: int = plain("a count", default=1)
    """Signal: the next number for a choice; begins again at 1 on a new day."""
    numbered_on: str | None = plain("a day", default=None)
    timer_at: datetime | None = moment(nullable=True, happened=True)
    """Signal: when messages in this chat were made to vanish by themselves; None: not yet."""


class HeldAddressRow(SQLModel, table=True):
    """An address of somebody erased while suspended or banned: only its keyed hash, so that it is known again."""

    __tablename__ = "held_address"
    id: int = key()
    person_id: int = ref("person.id", merging=Merging.MOVES)
    address_index: bytes = Field(unique=True)
    """Of whatever line and platform, as of a ban."""


class GrantRow(SQLModel, table=True):
    """A role of a person in a town; no town: in every town."""

    __tablename__ = "grant_"
    __table_args__ = (UniqueConstraint("person_id", "town_id", "role"),)
    id: int = key()
    person_id: int = ref("person.id", merging=Merging.DIES)
    town_id: int | None = ref("town.id", nullable=True)
    role: str = plain("one of six", index=True)
    granted_at: datetime = moment()


class RestingGrantRow(SQLModel, table=True):
    """A role of somebody suspended, or whose safety number changed: it counts nowhere, as nothing asks here."""

    __tablename__ = "resting_grant"
    __table_args__ = (UniqueConstraint("person_id", "town_id", "role"),)
    id: int = key()
    person_id: int = ref("person.id", merging=Merging.ONE_EACH)
    town_id: int | None = ref("town.id", nullable=True)
    role: str = plain("one of six")
    granted_at: datetime = moment()
    member_given: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """They are a member there for as long as it rests."""


class CodeRow(SQLModel, table=True):
    """An invitation, or a code of one person: to link another app, to be vouched for. Only its keyed hash is kept."""

    __tablename__ = "code"
    id: int = key()
    purpose: str = plain("invite, link, asked or vouch")
    """"invite", "link", "asked" or "vouch"."""
    code_index: bytes = Field(unique=True)
    role: str | None = plain("one of six", default=None)
    town_id: int | None = ref("town.id", nullable=True)
    person_id: int | None = ref("person.id", nullable=True, merging=Merging.MOVES)
    """link, vouch: whose it is; asked: who wrote it; an invitation is nobody's."""
    made_by_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES)
    """invite: the coordinator who made it; None: an operator did, or an older version of the program."""
    made_at: datetime | None = moment(nullable=True, happened=True)
    """None: by an older version of the program."""
    expires_at: datetime = moment()
    uses: int = plain("a count", default=1)
    """For how many people it is."""
    used: int = plain("a count", default=0)
    """How many of them have used it."""
    waits: bool = plain("yes or no", default=False)
    """It is to the desk, and no second coordinator has said yes."""
    used_at: datetime | None = moment(nullable=True)
    """When the last of them did; None: somebody still can."""


class InvitedRow(SQLModel, table=True):
    """Somebody who opened an invitation, or came in by it."""

    __tablename__ = "invited"
    __table_args__ = (UniqueConstraint("code_id", "person_id"),)
    id: int = key()
    code_id: int = ref("code.id", index=False)
    person_id: int = ref("person.id", merging=Merging.ONE_EACH)
    joined_at: datetime | None = moment(nullable=True, happened=True)
    """None: they only opened it."""


class OfferRow(SQLModel, table=True):
    """One line that an invitation names."""

    __tablename__ = "offer"
    id: int = key()
    code_id: int = ref("code.id")
    line_id: int = ref("line.id")


class StepRow(SQLModel, table=True):
    """Where a person's conversation stands."""

    __tablename__ = "step"
    person_id: int = key(of="person.id", merging=Merging.DIES)
    name: str = plain("the name of a step")
    data: bytes = sealed(nullable=False)
    since: datetime = moment(happened=True)
