"""Tables of what coordinators wish to have of the list of people, and of what they have not heard of it yet."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, key, moment, plain, ref


class ExportRequestRow(SQLModel, table=True):
    """A coordinator's wish for the list of people, for an hour at most."""

    __tablename__ = "export_request"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    town_id: int | None = ref("town.id", nullable=True)
    """None: all towns that they coordinate."""
    asked_at: datetime = moment(happened=True)


class UntoldInvitationRow(SQLModel, table=True):
    """How many invitations a list has made for one role in one town, of which the coordinators have not heard yet."""

    __tablename__ = "untold_invitation"
    __table_args__ = (UniqueConstraint("role", "town_id"),)
    id: int = key()
    role: str = plain("one of six")
    town_id: int = ref("town.id")
    made: int = plain("a count")
