"""Tables of what coordinators wish to have of the list of people."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, key, moment, ref


class ExportRequestRow(SQLModel, table=True):
    """A coordinator's wish for the list of people, for an hour at most."""

    __tablename__ = "export_request"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    town_id: int | None = ref("town.id", nullable=True)
    """None: all towns that they coordinate."""
    asked_at: datetime = moment(happened=True)
