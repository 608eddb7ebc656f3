"""What the use cases of the directory need of storage."""

from datetime import datetime
from typing import Protocol

from alerts.directory.entry import Entry, Listing
from alerts.work.port import Port


class Directory(Protocol):
    """The entries of the directory. Times are aware UTC."""

    async def all(self) -> list[Entry]:
        """Return every entry, in the order in which they were added."""
        ...

    async def get(self, entry_id: int) -> Entry | None:
        """Return one entry; None where there is none of that id."""
        ...

    async def add(self, listing: Listing, now: datetime) -> Entry:
        """Put this into the directory."""
        ...

    async def change(self, entry_id: int, version: int, listing: Listing, now: datetime) -> bool:
        """Let it say this; False where it is gone or was changed since that version."""
        ...

    async def remove(self, entry_id: int, version: int) -> bool:
        """Take it out; False where it is gone or was changed since that version."""
        ...


DIRECTORY = Port[Directory]("directory")
