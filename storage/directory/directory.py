"""The entries of the directory."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.directory.entry import Entry, Listing, ServiceKind, Viewers
from storage.core.columns import core_table
from storage.core.ids import new_id
from storage.directory.tables import DirectoryEntryRow
from storage.encryption.vault import Vault

_DETAILS = ("name", "reach", "purpose", "hours", "languages")

# Built once: to build a statement takes longer than SQLite needs for it.
_entries = core_table(DirectoryEntryRow)
_AS_SEEN = _entries.c.id == bindparam("which"), _entries.c.version == bindparam("seen")
_ALL = select(_entries).order_by(_entries.c.id)
_WITH_ID = select(_entries).where(_entries.c.id == bindparam("which"))
_ADD = insert(_entries)
_CHANGE = (
    update(_entries)
    .where(*_AS_SEEN)
    .values(
        version=bindparam("next_version"),
        changed_at=bindparam("now"),
        **{name: bindparam(f"new_{name}") for name in ("kind", "viewers", "town_id", "details")},
    )
)
_REMOVE = delete(_entries).where(*_AS_SEEN)


class SqlDirectory:
    """alerts.directory.ports.Directory on a database."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def all(self) -> list[Entry]:
        """Return every entry, in the order in which they were added."""
        return [self._entry(row) for row in await self._run(_ALL, {})]

    async def get(self, entry_id: int) -> Entry | None:
        """Return one entry; None where there is none of that id."""
        row = (await self._run(_WITH_ID, {"which": entry_id})).first()
        return self._entry(row) if row is not None else None

    async def add(self, listing: Listing, now: datetime) -> Entry:
        """Put this into the directory."""
        entry_id = new_id()
        values = {"id": entry_id, "version": 1, "changed_at": now, **self._columns(entry_id, listing)}
        await self._run(_ADD, values)
        return Entry(id=entry_id, version=1, changed_at=now, listing=listing)

    async def change(self, entry_id: int, version: int, listing: Listing, now: datetime) -> bool:
        """Let the entry say this; False where it is gone or was changed since that version."""
        given = {"which": entry_id, "seen": version, "next_version": version + 1, "now": now}
        given |= {f"new_{name}": value for name, value in self._columns(entry_id, listing).items()}
        return bool((await self._run(_CHANGE, given)).rowcount)

    async def remove(self, entry_id: int, version: int) -> bool:
        """Take the entry out; False where it is gone or was changed since that version."""
        return bool((await self._run(_REMOVE, {"which": entry_id, "seen": version})).rowcount)

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)

    def _columns(self, entry_id: int, listing: Listing) -> dict[str, Any]:
        details = {name: getattr(listing, name) for name in _DETAILS}
        return {
            "kind": listing.kind.value,
            "viewers": listing.viewers.value,
            "town_id": listing.town_id,
            "details": self._vault.seal_json("directory_entry", "details", entry_id, details),
        }

    def _entry(self, row: Any) -> Entry:
        details = self._vault.open_json("directory_entry", "details", row.id, row.details)
        listing = Listing(kind=ServiceKind(row.kind), viewers=Viewers(row.viewers), town_id=row.town_id, **details)
        return Entry(id=row.id, version=row.version, changed_at=row.changed_at, listing=listing)
