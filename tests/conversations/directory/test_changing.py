"""A coordinator changes an entry field by field, or removes it; two of them at once do no harm."""

import pytest

from alerts.directory.entry import ServiceKind, Viewers
from tests.conversations.directory.scenes import entries, listed
from tests.conversations.town import Town

CORA = ["Cora es coordinator everywhere", "Cora en coordinator everywhere signal"]


@pytest.mark.parametrize("cora", CORA)
async def test_an_entry_is_changed_field_by_field(town: Town, cora: str) -> None:
    await listed(town, "Centro Río", hours="Mon to Fri")
    (phone,) = await town.with_people(cora)
    await phone.says("/contacts río").hears("directory.found").taps("entry.open").hears("directory.what_to_change")
    await phone.taps("choice.directory.field_name").hears("directory.reads_now", words="Centro Río")
    await phone.says("Río Legal").hears("directory.preview", name="Río Legal")
    assert [listing.name for listing in await entries(town)] == ["Centro Río"], "not before it was seen and saved"
    await phone.taps("entry.save").hears("directory.changed", name="Río Legal")
    await phone.taps("choice.directory.field_hours").taps("entry.skip:hours").hears("directory.changed")
    await phone.taps("choice.directory.field_kind").taps("entry.kind:other").hears("directory.changed")
    await phone.taps("choice.directory.field_town").taps("entry.town:2").hears("directory.changed")
    await phone.taps("choice.directory.field_viewers").taps("entry.viewers:network").hears("directory.changed")
    [listing] = await entries(town)
    assert (listing.name, listing.hours, listing.kind) == ("Río Legal", "", ServiceKind.OTHER)
    assert (listing.town_id, listing.viewers, listing.reach) == (2, Viewers.NETWORK, "413-555-0177")


@pytest.mark.parametrize("cora", CORA)
async def test_an_entry_is_removed_after_asking_back_by_name(town: Town, cora: str) -> None:
    await listed(town, "Centro Río")
    phone, sam = await town.with_people(cora, "Sam")
    await phone.says("/contacts río").taps("entry.open").taps("entry.remove").hears("directory.sure", name="Centro Río")
    await phone.taps("entry.keep").is_told("toast.directory.kept")
    assert len(await entries(town)) == 1
    await phone.taps("entry.gone").hears("directory.removed", name="Centro Río")
    assert await entries(town) == []
    await phone.taps("entry.gone").is_told("toast.directory.gone").taps("entry.open").is_told("toast.directory.gone")
    await phone.taps("choice.directory.field_name").is_told("toast.directory.gone")
    await sam.says("/contacts río").hears("directory.empty")


async def test_cancelling_leaves_the_entry_as_it_was(town: Town) -> None:
    await listed(town, "Centro Río")
    (cora,) = await town.with_people("Cora es coordinator")
    await cora.says("/contacts río").taps("entry.open").taps("choice.directory.field_name")
    await cora.taps("entry.cancel").is_told("toast.directory.given_up").says("hola").hears("help.hello")
    assert [listing.name for listing in await entries(town)] == ["Centro Río"]


async def test_of_two_who_change_one_entry_the_second_sees_how_it_reads_now(town: Town) -> None:
    await listed(town, "Centro Río")
    cora, abel = await town.with_people("Cora es coordinator everywhere", "Abel en coordinator everywhere signal")
    for phone in (cora, abel):
        await phone.says("/contacts río").hears("directory.found").taps("entry.open").hears("directory.what_to_change")
        await phone.taps("choice.directory.field_reach").hears("directory.ask_reach")
    await cora.says("413-555-0111").taps("entry.save").hears("directory.changed")
    await abel.says("413-555-0222").taps("entry.save").hears("toast.directory.changed_meanwhile")
    await abel.hears("directory.what_to_change")
    assert "413-555-0111" in abel.text
    assert [listing.reach for listing in await entries(town)] == ["413-555-0111"]
    await abel.taps("choice.directory.field_reach").says("413-555-0222").taps("entry.save").hears("directory.changed")
    assert [listing.reach for listing in await entries(town)] == ["413-555-0222"]


async def test_an_entry_that_was_changed_meanwhile_is_not_removed_unseen(town: Town) -> None:
    await listed(town, "Centro Río")
    cora, abel = await town.with_people("Cora es coordinator everywhere", "Abel en coordinator everywhere signal")
    await cora.says("/contacts río").taps("entry.open").taps("entry.remove").hears("directory.sure")
    await abel.says("/contacts río").taps("entry.open").taps("choice.directory.field_name").says("Río Legal")
    await abel.taps("entry.save")
    town.forget_news()
    await cora.taps("entry.gone").is_told("toast.directory.changed_meanwhile").hears("directory.what_to_change")
    assert "Río Legal" in cora.text
    assert len(await entries(town)) == 1


async def test_an_entry_that_is_removed_while_somebody_writes_stays_removed(town: Town) -> None:
    await listed(town, "Centro Río")
    cora, abel = await town.with_people("Cora es coordinator everywhere", "Abel en coordinator everywhere signal")
    await cora.says("/contacts río").taps("entry.open").taps("choice.directory.field_name").hears("directory.ask_name")
    await abel.says("/contacts río").taps("entry.open").taps("entry.remove").taps("entry.gone")
    town.forget_news()
    await cora.says("Río Legal").hears("directory.preview").taps("entry.save").is_told("toast.directory.gone")
    assert await entries(town) == []


async def test_entries_of_another_town_are_only_read(town: Town) -> None:
    await listed(town, "In Holyoke", "Holyoke")
    await listed(town, "In Northampton", "Northampton")
    await listed(town, "In all towns")
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/contacts legal").hears("directory.found")
    assert cora.last is not None
    opened = [action for action in cora.last.spoken.notice.actions() if action.startswith("entry.open")]
    assert len(opened) == 2
    await cora.taps("choice.directory.open", name="In Northampton").taps("choice.directory.field_town")
    await cora.hears("directory.ask_town")
    assert cora.last.spoken.notice.actions() == {"entry.town:1", "entry.town", "entry.cancel"}


async def test_who_lost_the_role_changes_nothing(town: Town) -> None:
    await listed(town, "Centro Río")
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/contacts río").taps("entry.open").taps("entry.remove").hears("directory.sure")
    await cora.taps("choice.directory.field_name").hears("directory.ask_name")
    async with town.work.begin() as uow:
        await uow.grants.take(cora.person_id, 1)
    await cora.says("Other name").hears("refused.role")
    for what in ("entry.open", "entry.remove", "entry.gone", "choice.directory.field_name"):
        await cora.taps(what).is_told("refused.role")
    assert [listing.name for listing in await entries(town)] == ["Centro Río"]


async def test_a_report_that_was_written_into_an_entry_is_seen_by_nobody(town: Town) -> None:
    """Somebody was asked for the hours, and writes what they see: it is shown to them alone, with the way to report."""
    await listed(town, "Centro Río")
    cora, sam = await town.with_people("Cora en coordinator everywhere", "Sam")
    await cora.says("/contacts río").taps("entry.open").taps("choice.directory.field_hours")
    await cora.says("two vans at Elm & 3rd").hears("directory.preview")
    await sam.says("/contacts río").hears("directory.found")
    assert "vans" not in sam.text
    await cora.says("two vans at Elm & 3rd!").hears("directory.choose_one")
    await town.forward(minutes=16)
    await cora.says("two ICE vans at Elm & 3rd").hears("report.received")
    await cora.taps("entry.save").is_told("choose.stale")


async def test_a_photo_in_the_middle_of_it_is_a_report(town: Town) -> None:
    await listed(town, "Centro Río")
    (cora,) = await town.with_people("Cora en coordinator everywhere")
    await cora.says("/contacts río").taps("entry.open").taps("choice.directory.field_hours").sends_photo()
    await cora.hears("report.received")
