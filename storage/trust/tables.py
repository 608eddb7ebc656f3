"""Tables of bans, of roles that were taken, and of safety numbers that changed."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.core.columns import core_table, key, moment, plain, pseudonym, ref, sealed


class BanRow(SQLModel, table=True):
    """An address of somebody who was put out for good: only its keyed hash, so that it is known again."""

    __tablename__ = "ban"
    id: int = key()
    person_id: int | None = pseudonym()
    by_id: int | None = pseudonym()
    """None: an operator."""
    banned_at: datetime = moment(happened=True)
    address_index: bytes = Field(unique=True)
    """Of whatever line and platform: an address is nobody else's on another one."""


class ChangedNumberRow(SQLModel, table=True):
    """The newest change of a contact's safety number on Signal."""

    __tablename__ = "changed_number"
    __table_args__ = (UniqueConstraint("contact_id"),)
    id: int = key()
    contact_id: int = ref("contact.id", index=False)
    safety_number: bytes | None = sealed()
    """Its digits, as Signal shows them to both sides; None: the bridge did not say."""
    changed_at: datetime = moment(happened=True)
    verified_at: datetime | None = moment(nullable=True, happened=True)
    """When a coordinator had compared it by voice; None: nobody has."""


class TakenRoleRow(SQLModel, table=True):
    """A role that was taken from whoever wrote from an address: only its keyed hash, so that it is known again."""

    __tablename__ = "taken_role"
    __table_args__ = (UniqueConstraint("address_index", "role"),)
    id: int = key()
    address_index: bytes
    """Of whatever line and platform, as of a ban."""
    role: str = plain("one of six")
    taken_at: datetime = moment(happened=True)


ban = core_table(BanRow)
taken_role = core_table(TakenRoleRow)
changed_number = core_table(ChangedNumberRow)
