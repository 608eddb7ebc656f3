"""The table of subjects: what is common to everything that notices are about, whichever area it belongs to."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.core.columns import key, moment, plain, ref


class SubjectRow(SQLModel, table=True):
    """What notices are about. A row of an area's own table (an incident's) has the same id."""

    __tablename__ = "subject"
    id: int = key()
    kind: str = plain("the name of a kind of subject")
    town_id: int | None = ref("town.id", nullable=True)
    """None while nobody knows which town it belongs to."""
    closed_at: datetime | None = moment(nullable=True)
    """From then on nobody is sent to it, and its questions count no more."""
    merged_into_id: int | None = ref("subject.id", nullable=True)
    """The one that goes on, where it was the same as another."""
