"""A town's witnesses' group on Telegram: who gets a link, who is let in by it, who is taken out, and who is told."""

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alerts.groups.group import GroupReader
from alerts.groups.missing_rights import GroupRight
from alerts.groups.ports import GROUPS
from alerts.groups.seen_account import SeenAccount
from alerts.notices import text
from alerts.people.person import Grant, Role
from alerts.trust import role_removal, suspension
from alerts.trust.banning import ban, unban
from bot.transports.telegram.administration import GroupPlace
from handlers.core.inbound import InboundKind
from locales.catalogue import ReaderLocale
from storage.core.core_tables import group_account, group_chat, group_member
from tests.conversations.phone import Phone
from tests.conversations.town import Town

GROUP = "-1001234567890"
REMOVED = [GroupPlace.BANNED]


async def group_of_witnesses(town: Town, *others: str) -> list[Phone]:
    """Cora connects it for Northampton's witnesses; she is in it, as is who made it."""
    people = await town.with_people("Cora en coordinator", *others)
    town.administration.places[GROUP][people[0].address] = GroupPlace.ADMIN
    await people[0].send(InboundKind.GROUP_ADDED, group=GROUP, text="Testigos")
    await (
        people[0]
        .hears("group.ask")
        .taps("choice.name", name="Northampton")
        .hears("group.connected")
        .taps("choice.group.witnesses")
    )
    await people[0].hears("group.now_responders", title="Testigos", town="Northampton")
    assert "group.needs_rights" in people[0].keys
    return people


async def asks(phone: Phone, group: str = GROUP) -> None:
    await phone.send(InboundKind.JOIN_REQUEST, group=group)


async def comes_in(town: Town, phone: Phone, **more: bool) -> None:
    town.administration.places[GROUP][phone.address] = GroupPlace.INSIDE
    account = SeenAccount(address=phone.address, name=phone.name, **more)
    await phone.send(InboundKind.GROUP_JOINED, group=GROUP, accounts=(account,))


async def takes_role(town: Town, phone: Phone, role: Role = Role.RESPONDER) -> None:
    async with town.work.begin() as uow:
        await role_removal.take_role(uow, town.now, phone.person_id, Grant(role, town.network.towns[0].id), None)
    await town.settle()


def outside(town: Town, phone: Phone) -> bool:
    return phone.address not in town.administration.inside(GROUP)


async def test_a_witness_gets_a_personal_link_and_is_let_in_by_it(town: Town) -> None:
    _, luis, ines, rosa = await group_of_witnesses(
        town, "Luis es responder", "Ines en responder Holyoke", "Rosa es member"
    )
    await luis.hears("group.link", title="Testigos", town="Northampton")
    assert "https://t.me/+link" in luis.text
    assert [(chat, until - town.now) for chat, until in town.administration.links] == [(GROUP, timedelta(hours=24))]
    for phone in (ines, rosa):
        await phone.hears_nothing()
    await asks(luis)
    assert town.administration.answers == [(GROUP, luis.address, True)]
    await town.nobody_hears_anything_else()
    assert [row.joined for row in await town.rows(group_member)] == [True, True]


async def test_who_becomes_a_witness_later_gets_the_link_then(town: Town) -> None:
    _, rosa = await group_of_witnesses(town, "Rosa es member")
    async with town.work.begin() as uow:
        await uow.grants.give(rosa.person_id, Role.RESPONDER, town.network.towns[0].id, town.now)
    await town.settle()
    await rosa.hears("group.link")
    await town.forward(days=2)
    await rosa.hears_nothing()
    await rosa.says("/grupo").hears("group.link_comes").hears("group.link")
    assert len(town.administration.links) == 2


async def test_a_link_that_was_passed_on_lets_nobody_in_and_coordinators_hear_a_count(town: Town) -> None:
    cora, luis, rosa, sam, mallory = await group_of_witnesses(
        town, "Luis es responder", "Rosa es member", "Sam", "Mallory"
    )
    await luis.hears("group.link")
    await sam.says("/start")
    town.forget_news()
    for phone in (rosa, sam, mallory):
        await asks(phone)
    assert town.administration.answers == [(GROUP, one.address, False) for one in (rosa, sam, mallory)]
    for phone in (rosa, sam):
        await phone.hears("group.you_were_refused", title="Testigos", town="Northampton")
    await town.nobody_hears_anything_else()
    for _ in range(3):
        await asks(rosa)
        await asks(mallory)
    await town.nobody_hears_anything_else()
    await town.forward(hours=25)
    await cora.hears("group.refused_count", title="Testigos", n=3)
    await asks(rosa)
    await rosa.hears("group.you_were_refused")
    await town.forward(days=2)
    await cora.hears("group.refused_count", n=1)
    await town.nobody_hears_anything_else()
    await town.forward(days=4)
    assert await town.rows(group_account) == []


async def test_a_link_followed_after_the_role_was_lost_lets_nobody_in(town: Town) -> None:
    _, luis = await group_of_witnesses(town, "Luis es responder member")
    await luis.hears("group.link")
    await takes_role(town, luis)
    town.forget_news()
    await asks(luis)
    assert town.administration.answers == [(GROUP, luis.address, False)]
    await luis.hears("group.you_were_refused")


@pytest.mark.parametrize("way", ["role", "suspended", "stop", "forget", "leave", "parted town"])
async def test_who_has_the_role_no_more_is_taken_out_and_may_come_back(town: Town, way: str) -> None:
    _, luis = await group_of_witnesses(town, "Luis es responder member")
    await asks(luis)
    town.forget_news()
    match way:
        case "role":
            await takes_role(town, luis)
        case "suspended":
            async with town.work.begin() as uow:
                await suspension.suspend(uow, town.now, luis.person_id, None)
            await town.settle()
        case "stop":
            await luis.says("/alto").taps("stop.yes")
        case "forget":
            await luis.says("/olvidame").taps("forget.yes")
        case "leave":
            await luis.says("/salir").taps("towns.leave", name="Northampton")
        case _:
            async with town.work.begin() as uow:
                await uow.grants.take(luis.person_id, town.network.towns[0].id)
            await town.settle()
    assert luis.address not in town.administration.places[GROUP], "out, and not banned"
    assert len(await town.rows(group_member)) == 1


async def test_who_was_suspended_and_is_back_gets_a_fresh_link(town: Town) -> None:
    _, luis = await group_of_witnesses(town, "Luis es responder")
    await asks(luis)
    async with town.work.begin() as uow:
        await suspension.suspend(uow, town.now, luis.person_id, None)
    await town.settle()
    assert outside(town, luis)
    town.forget_news()
    async with town.work.begin() as uow:
        await suspension.lift(uow, town.now, luis.person_id, None)
    await town.settle()
    await luis.hears("group.link")
    await asks(luis)
    assert not outside(town, luis)


async def test_who_is_banned_stays_out_by_any_link_until_they_are_let_in_anew(town: Town) -> None:
    _, luis = await group_of_witnesses(town, "Luis es responder")
    await asks(luis)
    async with town.work.begin() as uow:
        await ban(uow, town.now, luis.person_id, None)
    await town.settle()
    assert town.administration.places[GROUP][luis.address] is GroupPlace.BANNED
    async with town.work.begin() as uow:
        await unban(uow, town.now, luis.person_id, None)
    await luis.says("/start")
    async with town.work.begin() as uow:
        found = await uow.people.find(1, luis.address)
        assert found is not None
        await uow.people.consent(found[0].id, "Luis", town.now)
        await uow.grants.give(found[0].id, Role.RESPONDER, town.network.towns[0].id, town.now)
    town.forget_news()
    await town.settle()
    await luis.hears("group.link")
    assert luis.address not in town.administration.places[GROUP]


async def test_taking_out_outlives_a_platform_that_is_away_and_a_crash(town: Town) -> None:
    _, luis = await group_of_witnesses(town, "Luis es responder member")
    await asks(luis)
    town.administration.away = True
    await takes_role(town, luis)
    assert not outside(town, luis)
    town.begin(town.store)
    await town.settle()
    assert not outside(town, luis)
    town.administration.away = False
    await town.forward(minutes=1)
    assert outside(town, luis)


async def test_a_request_made_while_telegram_is_slow_is_answered_later(town: Town) -> None:
    _, luis = await group_of_witnesses(town, "Luis es responder")
    town.administration.slow = 30
    await asks(luis)
    assert town.administration.answers == []
    town.administration.slow = 0
    await town.settle()
    assert town.administration.answers == [], "not before it may be asked again"
    await town.forward(seconds=31)
    assert town.administration.answers == [(GROUP, luis.address, True)]


@pytest.mark.parametrize("right", list(GroupRight))
async def test_a_right_that_is_missing_is_told_once_a_day_and_nothing_is_lost(town: Town, right: GroupRight) -> None:
    cora, luis, dana = await group_of_witnesses(town, "Luis es responder member", "Dana en dispatcher")
    await asks(luis)
    town.forget_news()
    town.administration.rights.discard(right)
    if right is GroupRight.REMOVE:
        await takes_role(town, luis)
    else:
        await asks(dana)
    await cora.hears(f"group.no_right.{right}", title="Testigos", town="Northampton")
    assert "group.right_where" in cora.keys
    town.forget_news()
    await town.forward(hours=20)
    await town.nobody_hears_anything_else()
    town.administration.rights.add(right)
    await town.forward(minutes=2)
    assert outside(town, luis) if right is GroupRight.REMOVE else not outside(town, dana)


async def test_strangers_are_reported_once_each_and_taken_out_by_a_tap(town: Town) -> None:
    cora, rosa, mallory = await group_of_witnesses(town, "Rosa es member", "Mallory")
    await comes_in(town, mallory)
    await cora.hears("group.unknown", title="Testigos", town="Northampton")
    assert {"group.unknown_name", "group.unknown_to_us", "group.unknown_reads"} <= cora.keys
    await mallory.says("hello", group=GROUP)
    await rosa.says("hola", group=GROUP)
    await cora.hears("group.unknown")
    assert "group.unknown_has" in cora.keys
    await rosa.says("hola otra vez", group=GROUP)
    await town.nobody_hears_anything_else()
    await cora.taps("choice.group.stay").is_told("toast.group.stays")
    await cora.taps("choice.group.out")
    held = cora.button("choice.group.out")
    town.forget_news()
    await rosa.says("hola", group=GROUP)
    await town.nobody_hears_anything_else()
    assert held


async def test_a_stranger_whom_a_coordinator_wants_out_is_out(town: Town) -> None:
    cora, mallory = await group_of_witnesses(town, "Mallory")
    await comes_in(town, mallory)
    await cora.hears("group.unknown").taps("choice.group.out").is_told("toast.group.out")
    await cora.hears("group.taken_out", title="Testigos")
    assert outside(town, mallory)
    assert await town.rows(group_account) == []
    await cora.taps("choice.group.out").is_told("group.too_late")
    await comes_in(town, mallory)
    await cora.hears("group.unknown")


@pytest.mark.parametrize(("place", "key"), [(GroupPlace.OWNER, "group.is_owner"), (GroupPlace.ADMIN, "group.is_admin")])
async def test_who_administers_the_group_cannot_be_taken_out_and_that_is_said_once(
    town: Town, place: GroupPlace, key: str
) -> None:
    cora, luis, mallory = await group_of_witnesses(town, "Luis es responder member", "Mallory")
    await asks(luis)
    for phone in (luis, mallory):
        town.administration.places[GROUP][phone.address] = place
    await mallory.says("hello", group=GROUP)
    await cora.hears("group.unknown").taps("choice.group.out").hears(key)
    town.forget_news()
    await takes_role(town, luis)
    await cora.hears(key, name="Luis")
    town.forget_news()
    await town.forward(hours=30)
    await town.nobody_hears_anything_else()


async def test_bots_anonymous_admins_and_linked_channels_are_told_apart(town: Town) -> None:
    cora, spy = await group_of_witnesses(town, "Spy")
    await comes_in(town, spy, is_bot=True)
    await cora.hears("group.unknown")
    assert "group.unknown_bot" in cora.keys
    (mask,) = await town.with_people("Mask")
    await mask.says("I am nobody", group=GROUP, is_channel=True)
    await cora.hears("group.unknown")
    assert "group.unknown_masked" in cora.keys
    assert cora.last is not None
    assert len(cora.last.spoken.notice.actions()) == 1, "nobody can take them out"
    (linked,) = await town.with_people("Linked")
    await linked.says("a post", group=GROUP, is_channel=True, forwarded=True)
    await town.nobody_hears_anything_else()


async def test_a_flood_of_strangers_is_told_of_in_one_message_after_the_tenth(town: Town) -> None:
    (cora,) = await group_of_witnesses(town)
    strangers = await town.with_people(*(f"Stranger{n}" for n in range(15)))
    for stranger in strangers:
        await comes_in(town, stranger)
    for _ in range(10):
        await cora.hears("group.unknown")
    await cora.hears("group.strangers")
    await town.nobody_hears_anything_else()


async def test_whoever_leaves_by_themselves_gets_no_link_before_they_ask(town: Town) -> None:
    _, luis = await group_of_witnesses(town, "Luis es responder")
    await asks(luis)
    town.forget_news()
    del town.administration.places[GROUP][luis.address]
    await luis.send(InboundKind.GROUP_LEFT, group=GROUP)
    await town.forward(days=1)
    await luis.hears_nothing()
    await luis.says("/grupo").hears("group.link_comes").hears("group.link")


async def test_who_is_inside_already_needs_no_link(town: Town) -> None:
    (luis,) = await town.with_people("Luis es responder")
    town.administration.places[GROUP][luis.address] = GroupPlace.INSIDE
    await group_of_witnesses(town)
    await luis.hears_nothing()
    await luis.says("/grupo").hears("group.link_comes").hears("group.inside_already")
    await luis.says("hola", group=GROUP)
    await town.nobody_hears_anything_else()


async def test_the_command_answers_who_has_no_group_who_has_only_signal_and_who_may_not(town: Town) -> None:
    luis, jean, rosa, ana = await town.with_people(
        "Luis es responder Holyoke", "Jean en responder signal", "Rosa es member", "Ana en coordinator everywhere"
    )
    await group_of_witnesses(town)
    town.forget_news()
    await luis.says("/grupo").hears("group.no_group")
    await jean.says("/group").hears("group.signal_needs_no_link")
    await rosa.says("/grupo").hears("refused.role")
    await ana.hears_nothing()
    await ana.says("/group").hears("group.link_comes").hears("group.link", town="Northampton")


async def test_a_group_that_became_a_supergroup_keeps_who_is_in_it(town: Town) -> None:
    _, luis = await group_of_witnesses(town, "Luis es responder member")
    await asks(luis)
    new = "-1009876543210"
    town.administration.places[new] = town.administration.places.pop(GROUP)
    await luis.send(InboundKind.GROUP_MOVED, group=GROUP, text=new)
    await takes_role(town, luis)
    assert luis.address not in town.administration.places[new]


async def test_three_hundred_witnesses_at_once_get_a_link_each_and_requests_do_not_wait_for_all(town: Town) -> None:
    async with town.work.begin() as uow:
        for number in range(300):
            person, _ = await uow.people.add(1, str(6_000_000_000 + number), town.now)
            await uow.people.consent(person.id, "x", town.now)
            await uow.grants.give(person.id, Role.RESPONDER, town.network.towns[0].id, town.now)
    for number in range(300):
        town.room(str(6_000_000_000 + number))
    await group_of_witnesses(town)
    assert len(town.administration.links) == 300
    assert len(await town.rows(group_member)) == 301


async def test_only_a_coordinator_of_the_town_decides_and_the_group_of_everybody_has_no_list(town: Town) -> None:
    cora, luis, hugo = await group_of_witnesses(town, "Luis es responder", "Hugo en coordinator Holyoke")
    await asks(luis)
    town.forget_news()
    await cora.taps("choice.group.everybody").hears("group.now_community")
    assert [row.reader for row in await town.rows(group_chat)] == ["community"]
    assert await town.rows(group_member) == []
    await luis.says("hola", group=GROUP)
    await town.nobody_hears_anything_else()
    async with town.work.begin() as uow:
        await uow.grants.take(cora.person_id, town.network.towns[0].id)
    await cora.taps("choice.group.witnesses").is_told("refused.role")
    await hugo.hears_nothing()


async def test_who_writes_in_a_signal_group_of_responders_is_not_told_of_by_this_way(town: Town) -> None:
    """There whoever the service lists and we did not let in is told of; Telegram's taps would do nothing."""
    cora, sam = await town.with_people("Cora en coordinator", "Sam signal")
    async with town.work.begin() as uow:
        group = await GROUPS(uow).added(2, "group.responders", "Witnesses", GroupReader.RESPONDERS)
        await GROUPS(uow).connect(group.id, town.network.towns[0].id)
    await sam.says("hello", group="group.responders")
    await cora.hears_nothing()
    assert await town.rows(group_account) == []


def test_the_page_for_operators_names_the_rights_as_the_bot_does() -> None:
    page = " ".join((Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8").split())
    english = ReaderLocale("en", ZoneInfo("America/New_York"))
    for right in GroupRight:
        said = english.text(text(f"group.no_right.{right}", title="T", town="T"))
        names = [name for name in re.findall("“([^”]+)”", said) if name != "T"]
        assert names
        assert [name for name in names if f"**{name}**" not in page] == []
