"""The plan of a day or a week is posted in a group of the town by tap."""

import pytest

from alerts.groups.group import GroupReader
from alerts.groups.ports import GROUPS
from storage.unit_of_work import SqlUnitOfWork
from tests.conversations.on_call.planned import planned
from tests.conversations.town import Room, Town


async def responders_of(town: Town) -> Room:
    """The town's group of responders on Signal."""

    async def connect(uow: SqlUnitOfWork) -> None:
        group = await GROUPS(uow).added(town.signal.line_id, "group.responders", "Witnesses", GroupReader.RESPONDERS)
        await GROUPS(uow).connect(group.id, town.network.towns[0].id)

    await town.work.run(connect)
    return town.room("group.responders", town.signal)


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_what_the_public_reads_is_shown_and_asked_about_before_it_is_posted(town: Town, platform: str) -> None:
    cora, dana = await town.with_people(f"Cora en coordinator {platform}", "Dana en dispatcher")
    public, _ = await town.with_groups()
    await planned(town, cora, dana, None, days=2)
    await cora.says("/shifts").taps("on_call.groups").hears("on_call.post.where")
    await cora.taps("choice.name", name="Northampton").hears("on_call.post.which").taps("choice.on_call.plan.7")
    await cora.hears("on_call.post.sure").sees("on_call.plan")
    assert public.screen.lines == []
    await cora.taps("on_call.posted").is_told("toast.on_call.posted")
    post = public.hears("on_call.plan")
    assert "Dana" in post.spoken.text
    assert post.says("on_call.free")
    assert post.languages(town.network, town.now) == {"en", "es"}
    await cora.says("/audit").sees("audit.did.plan_posted")


async def test_no_surname_and_no_number_stands_in_a_group(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")

    async def call_her(uow: SqlUnitOfWork) -> None:
        await uow.people.consent(dana.person_id, "Dana Whitfield 413-555-0177", town.now)

    await town.work.run(call_her)
    room = await responders_of(town)
    await planned(town, cora, dana, days=2)
    await cora.says("/shifts").taps("on_call.groups").taps("choice.name", name="Witnesses")
    await cora.taps("choice.on_call.plan.7").is_told("toast.on_call.posted")
    words = room.hears("on_call.plan").spoken.text
    assert "Dana" in words
    assert "Whitfield" not in words
    assert "0177" not in words


async def test_a_group_of_another_town_is_not_offered_nor_posted_in(town: Town) -> None:
    cora, ines = await town.with_people("Cora en coordinator", "Ines en coordinator Holyoke")
    await town.with_groups()
    await planned(town, cora, cora, days=2)
    await cora.says("/shifts").taps("on_call.groups").taps("choice.name", name="Northampton")
    await cora.taps("choice.on_call.plan.1").hears("on_call.post.sure")
    yes = cora.button("on_call.posted")
    home = town.network.named("Holyoke")
    assert home is not None

    async def moves_away(uow: SqlUnitOfWork) -> None:
        for group in await GROUPS(uow).of_people(town.network.towns[0].id):
            await GROUPS(uow).connect(group.id, home.id)

    await town.work.run(moves_away)
    await cora.presses(yes).is_told("on_call.post.gone")
    await planned(town, ines, ines, days=2, town_ids=(home.id,))
    await cora.says("/shifts").taps("on_call.groups").hears("on_call.post.none")
    await ines.says("/shifts").taps("on_call.groups").hears("on_call.post.where")
