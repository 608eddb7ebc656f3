"""A coordinator connects a group or channel by adding the bot there and saying in private for which town."""

import pytest

from alerts.groups.group import GroupReader
from alerts.groups.ports import GROUPS
from alerts.groups.strangers import STRANGERS
from alerts.groups.telling_members import TELL
from handlers.core.inbound import InboundKind
from storage.core.core_tables import contact, group_chat
from storage.groups.groups import SqlGroups
from storage.groups.memberships import SqlMemberships
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Room, Town

GROUP = "-1001234567890"


async def test_a_coordinator_connects_a_group(town: Town) -> None:
    cora, rosa, dana = await town.with_people("Cora en coordinator everywhere", "Rosa es member", "Dana en dispatcher")
    room = town.room(GROUP)
    await cora.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
    await cora.hears("group.ask", title="Vecinos").taps("choice.name", name="Northampton").hears("group.connected")
    assert room.screen.news == []
    await rosa.says(REPORT)
    await dana.taps("desk.confirm").taps("basis.photo").hears("preview.transport", groups=1).taps("confirm.send")
    room.hears("community.head_likely")


async def test_only_towns_of_theirs_are_offered_and_no_is_no(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos", is_channel=True)
    await cora.hears("group.ask")
    assert cora.last is not None
    assert len(cora.last.spoken.notice.actions()) == 2
    await cora.taps("group.no").is_told("group.not_connected")
    assert [row.town_id for row in await town.rows(group_chat)] == [None]


async def test_a_group_that_somebody_else_adds_the_bot_to_hears_nothing(town: Town) -> None:
    sam, rosa = await town.with_people("Sam", "Rosa es member")
    room = town.room(GROUP)
    for phone in (sam, rosa):
        await phone.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
        await phone.hears_nothing()
    assert room.screen.news == []
    assert await town.rows(group_chat) == []


async def test_a_group_that_the_bot_was_removed_from_gets_no_post(town: Town) -> None:
    cora, rosa, dana = await town.with_people("Cora en coordinator everywhere", "Rosa es member", "Dana en dispatcher")
    await cora.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
    await cora.taps("choice.name", name="Northampton")
    await cora.send(InboundKind.GROUP_REMOVED, group=GROUP)
    await rosa.says(REPORT)
    await dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send").is_told("toast.sent")
    assert town.room(GROUP).screen.news == []


async def test_what_is_said_in_a_group_is_nothing_to_us(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    room = town.room(GROUP)
    for words in (REPORT, "migra", "/desk", "/stop", "ayuda"):
        await rosa.says(words, group=GROUP)
        await dana.says(words, group=GROUP)
    await rosa.sends_location(42.3, -72.6, group=GROUP)
    await dana.send(InboundKind.TEXT, text="/desk", group=GROUP, is_channel=True)
    await town.nobody_hears_anything_else()
    assert room.screen.lines == []


async def test_strangers_in_a_group_are_not_kept(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("hello all", group=GROUP)
    assert await town.rows(contact) == []


async def connected(town: Town) -> tuple[Phone, Phone]:
    """A group of Northampton's, its coordinator and a dispatcher."""
    cora, dana = await town.with_people("Cora en coordinator everywhere", "Dana en dispatcher")
    await cora.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
    await cora.hears("group.ask").taps("choice.name", name="Northampton").hears("group.connected")
    return cora, dana


async def test_who_takes_the_bot_out_may_be_anybody_and_the_desk_hears_of_it_at_once(town: Town) -> None:
    cora, dana = await connected(town)
    (sam,) = await town.with_people("Sam")
    known = len(await town.rows(contact))
    await sam.send(InboundKind.GROUP_REMOVED, group=GROUP)
    for phone in (cora, dana):
        await phone.hears("desk.group_refused.removed", title="Vecinos", town="Northampton")
    assert [row.active for row in await town.rows(group_chat)] == [False]
    assert len(await town.rows(contact)) == known, "whoever it was, they are not kept"
    await sam.send(InboundKind.GROUP_REMOVED, group=GROUP)
    await town.nobody_hears_anything_else()


async def test_a_coordinator_who_takes_the_bot_out_is_not_told_what_they_did(town: Town) -> None:
    cora, dana = await connected(town)
    await cora.send(InboundKind.GROUP_REMOVED, group=GROUP)
    await dana.hears("desk.group_refused.removed")
    await town.nobody_hears_anything_else()


async def test_a_bot_that_is_silenced_is_told_at_once_and_the_alert_is_tried_all_the_same(town: Town) -> None:
    cora, dana = await connected(town)
    rosa, sam = await town.with_people("Rosa es member", "Sam")
    room = town.room(GROUP)
    await sam.send(InboundKind.GROUP_MUTED, group=GROUP)
    for phone in (cora, dana):
        await phone.hears("desk.group_refused.muted", title="Vecinos", town="Northampton")
    await rosa.says(REPORT)
    await dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    room.hears("community.head_likely")


@pytest.mark.parametrize("who", ["Sam", "Rosa es member"])
async def test_somebody_else_who_adds_the_bot_again_is_asked_about_and_nothing_is_posted_before(
    town: Town, who: str
) -> None:
    cora, dana = await connected(town)
    (somebody,) = await town.with_people(who)
    await somebody.send(InboundKind.GROUP_REMOVED, group=GROUP)
    for phone in (cora, dana):
        await phone.hears("desk.group_refused.removed")
    await somebody.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
    await cora.hears("group.ask_again", title="Vecinos", town="Northampton")
    assert [row.town_id for row in await town.rows(group_chat)] == [None]
    await town.nobody_hears_anything_else()
    await cora.taps("choice.name", name="Northampton").hears("group.connected")
    await dana.hears("group.connected")
    assert [(row.town_id is not None, row.active) for row in await town.rows(group_chat)] == [(True, True)]


async def test_a_group_that_became_a_supergroup_is_followed_and_nobody_is_asked_again(town: Town) -> None:
    cora, dana = await connected(town)
    rosa, sam = await town.with_people("Rosa es member", "Sam")
    new = "-1009876543210"
    room = town.room(new)
    await sam.send(InboundKind.GROUP_MOVED, group=GROUP, text=new)
    await cora.send(InboundKind.GROUP_REMOVED, group=GROUP)
    await cora.send(InboundKind.GROUP_ADDED, group=new, text="Vecinos")
    await sam.send(InboundKind.GROUP_MOVED, group=GROUP, text=new)
    await town.nobody_hears_anything_else()
    await rosa.says(REPORT)
    await dana.taps("desk.confirm").taps("basis.photo").hears("preview.transport", groups=1).taps("confirm.send")
    room.hears("community.head_likely")


async def test_the_responders_group_gets_their_words_of_the_alert_and_everybody_its_end(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    _, community = await town.with_groups()
    responders = Room(town.signal, "group.of-responders", "the responders")
    async with town.store.write() as session:
        groups = SqlGroups(session, town.vault)
        made = await groups.added(town.signal.line_id, "group.of-responders", "Responders", GroupReader.RESPONDERS)
        await groups.connect(made.id, 1)
    await rosa.says(REPORT)
    await dana.taps("desk.confirm").taps("basis.photo").hears("preview.transport").taps("confirm.send")
    community.hears("community.head_likely")
    responders.hears("alert.head_likely")
    assert responders.screen.lines[-1].spoken.numbers == (), "each answers what they get themselves"
    await dana.taps("desk.allclear").taps("end.allclear")
    for room in (community, responders):
        room.hears("closing.all_clear.community")


async def test_who_joins_on_signal_reads_that_members_of_the_group_see_each_other_and_in_privacy_too(
    town: Town,
) -> None:
    jean, rosa = await town.with_people("Jean signal", "Rosa")
    for phone, told in ((jean, True), (rosa, False)):
        await phone.says("/join").hears("consent.ask")
        assert ("consent.signal_group" in phone.keys) == told
        await phone.says("/privacy").hears("privacy.head").hears("privacy.hold")
        assert ("consent.signal_group" in phone.keys) == told


async def test_a_group_that_is_taken_out_and_put_in_again_and_again_is_asked_about_each_time(town: Town) -> None:
    cora, _ = await connected(town)
    (sam,) = await town.with_people("Sam")
    for _ in range(3):
        town.forget_news()
        await sam.send(InboundKind.GROUP_REMOVED, group=GROUP)
        await sam.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
        await cora.hears("group.ask_again", title="Vecinos", town="Northampton")
        # Not within the hour: the question that stands will do.
        town.forget_news()
        await sam.send(InboundKind.GROUP_REMOVED, group=GROUP)
        await sam.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
        await cora.hears_nothing()
        await town.forward(minutes=61)
    await cora.taps("choice.name", name="Northampton").hears("group.connected")


async def test_a_group_to_which_a_coordinator_said_no_is_asked_about_no_more(town: Town) -> None:
    cora, _ = await connected(town)
    (sam,) = await town.with_people("Sam")
    await sam.send(InboundKind.GROUP_REMOVED, group=GROUP)
    await sam.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
    await cora.taps("group.no").is_told("group.not_connected")
    await town.forward(hours=2)
    town.forget_news()
    await sam.send(InboundKind.GROUP_REMOVED, group=GROUP)
    await sam.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
    await cora.hears_nothing()


async def test_who_is_in_a_signal_group_from_before_hears_once_what_its_members_see(town: Town) -> None:
    jean, tomas, marisol = await town.with_people(
        "Jean en responder signal", "Tomás es subscriber signal", "Marisol es responder"
    )
    async with town.store.write() as session:
        groups = SqlGroups(session, town.vault)
        memberships = SqlMemberships(session, town.vault)
        contacts = {row.person_id: row.id for row in await town.rows(contact)}
        for name in ("one", "two"):
            group = await groups.added(2, f"group.{name}", name)
            await memberships.add(group.id, [contacts[phone.person_id] for phone in (jean, tomas)])
    async with town.work.begin() as uow:
        await uow.deadlines.set(TELL, 0, town.now)
    await town.forward(minutes=1)
    for phone in (jean, tomas):
        await phone.hears("consent.signal_group").hears_nothing()
    await marisol.hears_nothing()


async def test_a_group_that_is_a_towns_is_not_taken_away_by_another_towns_coordinator(town: Town) -> None:
    cora, hugo = await town.with_people("Cora en coordinator", "Hugo en coordinator Holyoke")
    await hugo.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
    await hugo.hears("group.ask")
    await cora.send(InboundKind.GROUP_ADDED, group=GROUP, text="Vecinos")
    await cora.hears("group.ask").taps("choice.name", name="Northampton").hears("group.connected")
    await hugo.taps("choice.name", name="Holyoke").hears("refused.role")
    assert [row.town_id for row in await town.rows(group_chat)] == [town.network.towns[0].id]


async def test_coordinators_hear_once_a_day_of_a_stranger_in_the_responders_group(
    town: Town,
) -> None:
    cora, dana, jean = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Jean en responder signal")
    async with town.work.begin() as uow:
        group = await GROUPS(uow).added(2, "responders", "Valley responders", GroupReader.RESPONDERS)
        await GROUPS(uow).connect(group.id, 1)
    for _ in range(3):
        async with town.work.begin() as uow:
            await uow.deadlines.set_latest(STRANGERS, group.id, town.now)
        await town.forward(hours=1)
    await cora.hears("group.strangers", town="Northampton")
    await town.nobody_hears_anything_else()
    await town.forward(days=1)
    async with town.work.begin() as uow:
        await uow.deadlines.set_latest(STRANGERS, group.id, town.now)
    await town.settle()
    await cora.hears("group.strangers")
    await town.nobody_hears_anything_else()
    assert dana.screen.lines == jean.screen.lines == []
