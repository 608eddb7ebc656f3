"""Who hears that a chat refuses what we send, what they are told to do, and how often."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.groups import bot_membership, refused_groups
from alerts.groups.refusal import GroupRefusal
from alerts.people.person import Role
from bot.transports.base import Delivered, NeedsAdmin, Outcome, Rejected, RetryAfter, Unreachable
from storage.core import core_tables as t
from storage.database.sqlite_drivers import DriverOptions
from tests.bot.lines.test_health_monitor import Line, Watched, claimed
from tests.storage.house import HOLYOKE, NORTHAMPTON, House
from tests.storage.mailbox import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Watched]:
    """A dispatcher and a coordinator of Northampton, and a coordinator of another town."""
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    await house.someone("dana", (Role.DISPATCHER, NORTHAMPTON))
    await house.someone("cora", (Role.COORDINATOR, NORTHAMPTON))
    await house.someone("hugo", (Role.COORDINATOR, HOLYOKE))
    yield Watched(house, Line("telegram", house.telegram, NOON))
    await house.store.close()


async def post(town: Watched, outcome: Outcome, group_id: int, chat: str = "-1005") -> None:
    """A post in that group, and the next look."""
    sent = claimed(contact_id=None, group_id=group_id)
    town.watch.sent(town.line.line_id, type(sent)(**(vars(sent) | {"chat": chat})), outcome)
    await town.watch.look()


async def written(town: Watched, outcome: Outcome, contact_id: int) -> None:
    """A message to that contact, and the next look."""
    town.watch.sent(town.line.line_id, claimed(contact_id=contact_id), outcome)
    await town.watch.look()


@pytest.mark.parametrize("why", list(GroupRefusal))
async def test_the_towns_desk_hears_of_every_refusal_of_a_group_what_has_to_be_done(
    town: Watched, why: GroupRefusal
) -> None:
    group = await town.house.group("-1005")
    outcome: Outcome = NeedsAdmin(why)
    if why in (GroupRefusal.REMOVED, GroupRefusal.DELETED):
        outcome = Unreachable(why)
    if why is GroupRefusal.SLOW:
        outcome = RetryAfter(600, account=False)
    await post(town, outcome, group)
    assert await town.told() == [f"desk.group_refused.{why}"] * 2, "dispatcher and coordinator of that town"


async def test_a_message_that_no_group_would_take_is_told_as_well(town: Watched) -> None:
    await post(town, Rejected("text too long"), await town.house.group("-1005"))
    assert await town.told() == ["desk.group_refused.unknown"] * 2


async def test_a_group_is_told_of_once_an_hour_and_each_group_for_itself(town: Watched) -> None:
    first, second = await town.house.group("-1005"), await town.house.group("-1006")
    for _ in range(10):
        await post(town, NeedsAdmin(GroupRefusal.TOPIC), first)
        await post(town, NeedsAdmin(GroupRefusal.MUTED), second)
        town.house.now += MINUTE
    assert sorted(await town.told()) == ["desk.group_refused.muted"] * 2 + ["desk.group_refused.topic"] * 2


async def test_a_group_of_no_town_is_missed_by_nobody(town: Watched) -> None:
    await post(town, NeedsAdmin(GroupRefusal.TOPIC), await town.house.group("-1005", None))
    assert await town.told() == []


async def test_a_post_that_arrives_again_is_told_once_also_after_a_restart(town: Watched) -> None:
    group = await town.house.group("-1005")
    await post(town, Delivered("1"), group)
    await post(town, NeedsAdmin(GroupRefusal.TOPIC), group)
    town.begin()
    for number in range(3):
        await post(town, Delivered(str(number)), group)
    assert await town.told() == ["desk.group_refused.topic"] * 2 + ["desk.group_back"] * 2
    await post(town, NeedsAdmin(GroupRefusal.TOPIC), group)
    assert (await town.told())[4:] == ["desk.group_refused.topic"] * 2, "it was well meanwhile"


async def test_slow_mode_is_no_refusal_that_ends(town: Watched) -> None:
    group = await town.house.group("-1005")
    await post(town, RetryAfter(600, account=False), group)
    await post(town, Delivered("1"), group)
    assert await town.told() == ["desk.group_refused.slow"] * 2
    await post(town, RetryAfter(40, account=False), await town.house.group("-1006"))
    assert await town.told() == ["desk.group_refused.slow"] * 2, "its 20 a minute is over soon"


async def test_a_signal_group_that_is_gone_is_made_anew_and_not_told(town: Watched) -> None:
    await post(town, Unreachable(GroupRefusal.REMOVED), await town.house.group("group.x"), chat="group.x")
    assert await town.told() == []


@pytest.mark.parametrize("why", ["blocked", "unregistered", "never started", "charges", "refuses"])
async def test_somebody_whom_the_desk_waits_for_is_told_by_name_with_what_they_have_to_do(
    town: Watched, why: str
) -> None:
    _, ana = await town.house.someone("ana", (Role.RESPONDER, NORTHAMPTON))
    await written(town, Unreachable(why), ana.id)
    assert await town.told() == [f"desk.person_refused.{why.replace(' ', '_')}"] * 2


async def test_who_only_receives_alerts_and_who_is_reached_elsewhere_is_a_number_on_the_card(town: Watched) -> None:
    _, sam = await town.house.someone("sam", (Role.SUBSCRIBER, NORTHAMPTON))
    ana, here = await town.house.someone("ana", (Role.RESPONDER, NORTHAMPTON))
    async with town.house.begin() as uow:
        other, _ = await uow.people.add(town.house.signal, "ana on signal", town.house.now)
        await uow.people.merge(ana.id, other.id, town.house.now)
    for contact in (sam, here):
        await written(town, Unreachable("blocked"), contact.id)
    assert await town.told() == []


async def test_a_dispatcher_who_is_not_reached_is_told_to_the_others_alone(town: Watched) -> None:
    [dana, *_] = await town.house.rows(t.contact)
    await written(town, Unreachable("blocked"), dana.id)
    assert await town.told() == ["desk.person_refused.blocked"]


async def test_a_message_refused_for_no_known_reason_is_told_once_an_hour_for_each_who_counts(town: Watched) -> None:
    _, ana = await town.house.someone("ana", (Role.RESPONDER, NORTHAMPTON))
    for _ in range(5):
        await written(town, Rejected("bad request"), ana.id)
    assert await town.told() == ["desk.message_refused"] * 2


async def test_messages_refused_to_all_who_receive_alerts_are_told_once_an_hour_for_the_line(town: Watched) -> None:
    people = [await town.house.someone(f"sam {n}", (Role.SUBSCRIBER, NORTHAMPTON)) for n in range(6)]
    for _, contact in people:
        await written(town, Rejected("bad request"), contact.id)
    assert await town.told() == ["desk.message_refused.other"] * 3, "every desk, for nobody knows whom it concerns"


async def test_what_is_told_may_be_told_again_after_its_hour(town: Watched) -> None:
    group = await town.house.group("-1005")
    await post(town, NeedsAdmin(GroupRefusal.TOPIC), group)
    due = [row.due_at for row in await town.house.rows(t.deadline, t.deadline.c.kind == refused_groups.TOLD.name)]
    assert due == [town.house.now + refused_groups.QUIET]


async def test_a_group_that_was_told_of_by_the_platform_itself_is_told_to_take_posts_again(town: Watched) -> None:
    group = await town.house.group("-1005")
    await town.watch.look()
    async with town.house.begin() as uow:
        await bot_membership.muted(uow, town.house.now, town.house.telegram, "-1005", None)
    await post(town, Delivered("1"), group)
    assert await town.told() == ["desk.group_refused.muted"] * 2 + ["desk.group_back"] * 2
