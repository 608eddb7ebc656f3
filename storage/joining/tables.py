"""The table of requests to join."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, key, moment, ref


class JoinRequestRow(SQLModel, table=True):
    """The last request of somebody without an invitation."""

    __tablename__ = "join_request"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    town_id: int = ref("town.id")
    asked_at: datetime = moment(happened=True)
    declined_at: datetime | None = moment(nullable=True, happened=True)
