"""Every column by which a row is somebody's: what a new table refers to a person with is among them by itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t
from storage.encryption.vault import Vault

COUNTED = frozenset({"delivery.contact_id", "question.contact_id"})
"""Of these there are thousands, of our words and not of theirs: how many is told."""
TWICE = frozenset({"report.contact_id"})
"""Rows that are theirs by another reference already."""
ELSEWHERE = frozenset({"audit_entry.by_id", "audit_entry.whom_id"})
"""Asked for by way of the audit log, which words them."""


def references() -> Iterator[Column[Any]]:
    """Return every column that names a person, one of their contacts or reports, or who sent a message."""
    yield t.person.c.id
    for table in SQLModel.metadata.sorted_tables:
        yield from (column for column in table.columns if _is_reference(column))


def _is_reference(column: Column[Any]) -> bool:
    owned = (t.person, t.contact, SQLModel.metadata.tables["report"])
    # That a mute names a report too makes it nobody else's.
    points = any(key.column.table in owned for key in column.foreign_keys) and str(column) != "mute.report_id"
    return points or bool(column.info.get("pseudonym")) or str(column) == "inbox.sender_index"


def whose(column: Column[Any], person_id: int, senders: list[bytes]) -> ColumnElement[bool]:
    """Return the condition under which a row is this person's by that column. `senders`: their indexes in the inbox."""
    if str(column) == "inbox.sender_index":
        return column.in_(senders)
    report = SQLModel.metadata.tables["report"]
    through: Mapping[Table, ColumnElement[bool]] = {
        t.contact: column.in_(select(t.contact.c.id).where(t.contact.c.person_id == person_id)),
        report: column.in_(select(report.c.id).where(report.c.person_id == person_id)),
    }
    for key in column.foreign_keys:
        if key.column.table in through:
            return through[key.column.table]
    return column == person_id


async def sender_indexes(session: AsyncSession, vault: Vault, person_id: int) -> list[bytes]:
    """Return the keyed hashes by which messages from this person's contacts stand in the inbox."""
    theirs = select(t.contact).where(t.contact.c.person_id == person_id)
    rows = await (await session.connection()).execute(theirs)
    addresses = [(one.line_id, vault.open("contact", "address", one.id, one.address)) for one in rows]
    return [vault.index("sender", f"{line_id}:{address}") for line_id, address in addresses]
