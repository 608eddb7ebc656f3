"""Adding, changing and removing entries: only a coordinator of the town, and never over somebody else's change."""

from datetime import datetime

from alerts.directory.access import may_write
from alerts.directory.entry import Entry, Listing
from alerts.directory.ports import DIRECTORY
from alerts.notices import text
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def add(uow: UnitOfWork, now: datetime, person: Person, listing: Listing) -> Entry | Refused:
    """Put this into the directory."""
    if not may_write(person, listing.town_id):
        return Refused(text("refused.role"))
    return await DIRECTORY(uow).add(listing, now)


async def writable(uow: UnitOfWork, person: Person, entry_id: int) -> Entry | Refused:
    """Return the entry, if it is still there and this person may change it."""
    entry = await DIRECTORY(uow).get(entry_id)
    if entry is None:
        return Refused(text("toast.directory.gone"))
    if not may_write(person, entry.listing.town_id):
        return Refused(text("refused.role"))
    return entry


async def change(
    uow: UnitOfWork, now: datetime, person: Person, entry_id: int, version: int, listing: Listing
) -> Entry | Refused:
    """Let the entry say this, if it still is what this person saw. A town that they give it must be theirs too."""
    entry = await writable(uow, person, entry_id)
    if isinstance(entry, Refused):
        return entry
    if not may_write(person, listing.town_id):
        return Refused(text("refused.role"))
    if not await DIRECTORY(uow).change(entry_id, version, listing, now):
        # Another coordinator was faster.
        return Refused(text("toast.directory.changed_meanwhile"))
    return await writable(uow, person, entry_id)


async def remove(uow: UnitOfWork, person: Person, entry_id: int, version: int) -> Entry | Refused:
    """Take the entry out, if it still is what this person saw; return what it was."""
    entry = await writable(uow, person, entry_id)
    if isinstance(entry, Refused):
        return entry
    if not await DIRECTORY(uow).remove(entry_id, version):
        # Another coordinator was faster.
        return Refused(text("toast.directory.changed_meanwhile"))
    return entry
