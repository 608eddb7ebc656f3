"""A group that a stolen phone connects reads every alert: all other coordinators hear it, and cut it off by a tap."""

import pytest

from alerts.people.person import Role
from handlers.core.inbound import InboundKind
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town

GROUP = "-1001234567890"


async def _connected(town: Town) -> tuple[Phone, Phone]:
    """Mallory has a coordinator's phone and connects a group; Cora coordinates there too."""
    mallory, cora = await town.with_people("Mallory en coordinator", "Cora en coordinator")
    town.room(GROUP)
    await mallory.send(InboundKind.GROUP_ADDED, group=GROUP, text="Friends t.me/friends")
    await mallory.hears("group.ask").taps("choice.name", name="Northampton").hears("group.connected")
    return mallory, cora


async def test_all_other_coordinators_hear_which_group_it_is_and_by_whom(town: Town) -> None:
    (eva,) = await town.with_people("Eva en coordinator Holyoke")
    mallory, cora = await _connected(town)
    await cora.hears("group.told_connected", by="Mallory", town="Northampton")
    assert "t.me" not in cora.text, "its name leads nowhere"
    assert cora.last is not None
    assert cora.last.offer("group.cut") is not None
    await eva.hears("group.told_connected", by="Mallory")
    assert eva.last is not None
    assert eva.last.offer("group.cut") is None, "it is no town of hers"
    await mallory.hears_nothing()


@pytest.mark.parametrize("found", ["in the message", "on the town's page"])
async def test_one_tap_cuts_it_off_with_what_waits_to_be_posted(town: Town, found: str) -> None:
    mallory, cora = await _connected(town)
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    if found == "on the town's page":
        await cora.says("/towns Northampton").taps("group.list").hears("group.listed.community")
    await cora.taps("group.cut").is_told("toast.group.cut")
    await mallory.hears("group.told_cut", by="Cora", town="Northampton")
    await cora.taps("group.cut").is_told("group.no_towns")
    await rosa.says(REPORT)
    await dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send").is_told("toast.sent")
    assert town.room(GROUP).screen.news == []
    await cora.says("/towns Northampton").taps("group.list").hears("group.list_none")
    actions = [row.action for row in await town.rows_of("audit_entry")]
    assert actions[:2] == ["group_connected", "group_cut_off"]
    # Who is put back in by anybody is asked about by nobody.
    town.forget_news()
    await rosa.send(InboundKind.GROUP_ADDED, group=GROUP, text="Friends")
    await cora.hears_nothing()


async def test_who_coordinates_there_no_more_cuts_off_nothing(town: Town) -> None:
    _, cora = await _connected(town)
    async with town.work.begin() as uow:
        await uow.grants.give(cora.person_id, Role.COORDINATOR, town.network.towns[1].id, town.now)
        await uow.grants.take(cora.person_id, town.network.towns[0].id)
    await cora.taps("group.cut").is_told("refused.role")
    [group] = await town.rows_of("group_chat")
    assert (group.town_id, group.active) == (town.network.towns[0].id, True)
