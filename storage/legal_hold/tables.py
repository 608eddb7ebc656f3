"""The table of legal holds."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, core_table, key, moment, ref


class LegalHoldRow(SQLModel, table=True):
    """One incident that is kept longer, or for which that is asked."""

    __tablename__ = "legal_hold"
    __table_args__ = (UniqueConstraint("incident_id"),)
    id: int = key()
    incident_id: int = ref("incident.id", index=False)
    until: datetime | None = moment(nullable=True)
    """None: it is only asked."""
    asked_until: datetime | None = moment(nullable=True)
    asked_end: bool = False
    asked_by_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES)
    """The coordinator who asked last; None: they are gone."""
    asked_at: datetime | None = moment(nullable=True, happened=True)
    """Since when it is kept because that is asked; None: the asking keeps nothing."""


legal_hold = core_table(LegalHoldRow)
