"""The entries of the directory: kept as they were written, and never changed over somebody else's change."""

from dataclasses import replace

from alerts.directory.entry import Listing, ServiceKind, Viewers
from alerts.directory.ports import DIRECTORY
from storage.directory.tables import DirectoryEntryRow
from tests.storage.house import HOLYOKE, House

LEGAL = Listing(
    kind=ServiceKind.LEGAL,
    town_id=HOLYOKE,
    name="Río Legal Center",
    reach="413-555-0177",
    purpose="casos de asilo",
    hours="Mon to Fri",
    languages="español, k'iche'",
    viewers=Viewers.NETWORK,
)
CONSULATE = Listing(kind=ServiceKind.CONSULATE, name="Consulado", reach="617-555-0100", viewers=Viewers.EVERYBODY)


async def test_an_entry_is_kept_as_it_was_written(house: House) -> None:
    async with house.begin() as uow:
        legal = await DIRECTORY(uow).add(LEGAL, house.now)
        consulate = await DIRECTORY(uow).add(CONSULATE, house.now)
    assert (legal.listing, legal.version, legal.changed_at) == (LEGAL, 1, house.now)
    async with house.begin() as uow:
        assert await DIRECTORY(uow).all() == [legal, consulate]
        assert await DIRECTORY(uow).get(consulate.id) == consulate
        assert await DIRECTORY(uow).get(1) is None


async def test_only_the_version_that_was_seen_is_changed(house: House) -> None:
    async with house.begin() as uow:
        entry = await DIRECTORY(uow).add(LEGAL, house.now)
    house.forward(hours=1)
    changed = replace(LEGAL, town_id=None, kind=ServiceKind.OTHER, hours="")
    async with house.begin() as uow:
        assert await DIRECTORY(uow).change(entry.id, 1, changed, house.now)
        assert not await DIRECTORY(uow).change(entry.id, 1, CONSULATE, house.now)
        assert not await DIRECTORY(uow).change(1, 1, CONSULATE, house.now)
        now = await DIRECTORY(uow).get(entry.id)
    assert now == replace(entry, version=2, changed_at=house.now, listing=changed)


async def test_only_the_version_that_was_seen_is_removed(house: House) -> None:
    async with house.begin() as uow:
        entry = await DIRECTORY(uow).add(LEGAL, house.now)
        assert await DIRECTORY(uow).change(entry.id, 1, CONSULATE, house.now)
        assert not await DIRECTORY(uow).remove(entry.id, 1)
        assert await DIRECTORY(uow).remove(entry.id, 2)
        assert not await DIRECTORY(uow).remove(entry.id, 2)
        assert await DIRECTORY(uow).all() == []


async def test_a_transaction_that_fails_leaves_the_list_as_it_was(house: House) -> None:
    async with house.undone() as uow:
        await DIRECTORY(uow).add(LEGAL, house.now)
    async with house.begin() as uow:
        assert await DIRECTORY(uow).all() == []


async def test_no_word_of_an_entry_stands_there_in_the_clear(house: House) -> None:
    async with house.begin() as uow:
        await DIRECTORY(uow).add(LEGAL, house.now)
    [row] = await house.rows(DirectoryEntryRow.__table__)  # type: ignore[attr-defined]
    assert not any(word.encode() in row.details for word in LEGAL.words)
