"""The entries of the directory."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.directory.entry import Entry, Listing, ServiceKind, Viewers
from storage.core.ids import new_id
from storage.directory.tables import DirectoryEntryRow
from storage.encryption.vault import Vault

_DETAILS = ("name", "reach", "purpose", "hours", "languages")


class SqlDirectory:
    """alerts.directory.ports.Directory on a database."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def all(self) -> list[Entry]:
        """Return every entry, in the order in which they were added."""
        rows = await self._session.exec(select(DirectoryEntryRow).order_by(col(DirectoryEntryRow.id)))
        return [self._entry(row) for row in rows.all()]

    async def get(self, entry_id: int) -> Entry | None:
        """Return one entry; None where there is none of that id."""
        row = await self._session.get(DirectoryEntryRow, entry_id)
        return self._entry(row) if row else None

    async def add(self, listing: Listing, now: datetime) -> Entry:
        """Put this into the directory."""
        entry_id = new_id()
        row = DirectoryEntryRow(id=entry_id, changed_at=now, **self._columns(entry_id, listing))
        self._session.add(row)
        await self._session.flush()
        return self._entry(row)

    async def change(self, entry_id: int, version: int, listing: Listing, now: datetime) -> bool:
        """Let the entry say this; False where it is gone or was changed since that version."""
        values = self._columns(entry_id, listing)
        changed = await self._session.exec(
            update(DirectoryEntryRow)
            .where(col(DirectoryEntryRow.id) == entry_id, col(DirectoryEntryRow.version) == version)
            .values(version=version + 1, changed_at=now, **values)
        )
        self._session.expire_all()
        return bool(changed.rowcount)

    async def remove(self, entry_id: int, version: int) -> bool:
        """Take the entry out; False where it is gone or was changed since that version."""
        gone = await self._session.exec(
            delete(DirectoryEntryRow).where(
                col(DirectoryEntryRow.id) == entry_id, col(DirectoryEntryRow.version) == version
            )
        )
        self._session.expire_all()
        return bool(gone.rowcount)

    def _columns(self, entry_id: int, listing: Listing) -> dict[str, Any]:
        details = {name: getattr(listing, name) for name in _DETAILS}
        return {
            "kind": listing.kind.value,
            "viewers": listing.viewers.value,
            "town_id": listing.town_id,
            "details": self._vault.seal_json("directory_entry", "details", entry_id, details),
        }

    def _entry(self, row: DirectoryEntryRow) -> Entry:
        details = self._vault.open_json("directory_entry", "details", row.id, row.details)
        listing = Listing(kind=ServiceKind(row.kind), viewers=Viewers(row.viewers), town_id=row.town_id, **details)
        return Entry(id=row.id, version=row.version, changed_at=row.changed_at, listing=listing)
