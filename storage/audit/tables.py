"""The table of the audit log."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.core.columns import core_table, key, moment, plain, pseudonym, ref


class AuditEntryRow(SQLModel, table=True):
    """Something that was done, by whom and to whom; persons stand in it by pseudonyms, which outlive them."""

    __tablename__ = "audit_entry"
    id: int = key()
    at: datetime = moment(happened=True, index=True)
    action: str = plain("one of a few dozen")
    by_id: int | None = pseudonym()
    """None: an operator."""
    whom_id: int | None = pseudonym()
    role: str | None = plain("one of a few", default=None)
    town_id: int | None = ref("town.id", nullable=True, index=False, stays=True)
    town_gone: bool = plain("yes or no", default=False)
    """It was done in a town that the network left."""
    incident: int | None = plain("a count", default=None, index=True)
    """The incident's number."""


audit_entry = core_table(AuditEntryRow)
