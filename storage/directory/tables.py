"""The table of the directory."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.core.columns import key, moment, plain, ref, sealed


class DirectoryEntryRow(SQLModel, table=True):
    """An office or service that the network knows of."""

    __tablename__ = "directory_entry"
    id: int = key()
    version: int = plain("a count", default=1)
    """Counts every change; a change names the version it saw."""
    kind: str = plain("one of eleven")
    viewers: str = plain("one of three")
    town_id: int | None = ref("town.id", nullable=True)
    """None: it is there for every town."""
    details: bytes = sealed(nullable=False)
    """Its words: name, reach, purpose, hours, languages."""
    changed_at: datetime = moment(happened=True)
