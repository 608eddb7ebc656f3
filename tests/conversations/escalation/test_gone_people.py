"""Whoever has it in hand, or has the desk, goes: nothing falls silent, and nobody is left committed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.escalation.policy import USUAL_POLICY
from alerts.escalation.ports import ESCALATION_POLICIES
from alerts.people.person import Grant, Role
from alerts.towns import ending
from alerts.trust import role_removal, suspension
from alerts.work.refused import Refused
from tests.conversations.escalation.test_escalation import rings
from tests.conversations.escalation.test_on_duty import on_shift
from tests.conversations.on_call.planned import kept, planned
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town
from tests.conversations.trainings.announced import code_on


async def goes(town: Town, phone: Phone, how: str) -> None:
    """Let somebody of the desk be gone: by their own word, or a coordinator's."""
    if how == "forgets":
        await phone.says("/forget").taps("forget.yes")
    elif how == "stops":
        await phone.says("/stop").taps("stop.yes")
    elif how == "is suspended":
        async with town.work.begin() as uow:
            await suspension.suspend(uow, town.now, phone.person_id, None)
    else:
        async with town.work.begin() as uow:
            grant = Grant(Role.DISPATCHER, town.network.towns[0].id)
            assert not isinstance(await role_removal.take_role(uow, town.now, phone.person_id, grant, None), Refused)
    await town.settle()


@pytest.mark.parametrize("how", ["forgets", "stops", "is suspended", "loses the role"])
async def test_what_somebody_has_in_hand_who_goes_is_rung_again_until_it_is_taken(town: Town, how: str) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", "Dana en dispatcher", "Cora en coordinator")
    await rosa.says(REPORT)
    await dana.taps("desk.claim").taps("desk.unverifiable")
    await goes(town, dana, how)
    before, hers = rings(cora), rings(dana)
    await town.forward(minutes=95)
    asked = sum(line.says("escalation.undecided.unverifiable") for line in cora.screen.lines)
    assert rings(cora) > before or asked
    assert rings(dana) == hers


@pytest.mark.parametrize("how", ["forgets", "stops", "is suspended", "loses the role"])
async def test_where_the_one_on_duty_goes_the_next_report_rings_the_desk_at_once(town: Town, how: str) -> None:
    rosa, dana, leo = await town.with_people("Rosa es member", "Dana en dispatcher", "Leo es dispatcher")
    await town.with_people("Cora en coordinator")
    await on_shift(town, dana)
    await goes(town, dana, how)
    town.forget_news()
    await rosa.says(REPORT)
    await leo.hears("card.head", number=1)
    await dana.hears_nothing()


async def test_towns_with_a_policy_each_become_one_and_what_waits_is_rung_on(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    northampton, holyoke = town.network.towns[:2]
    async with town.work.begin() as uow:
        for place, seconds in ((northampton, 360), (holyoke, 420)):
            await ESCALATION_POLICIES(uow).save(place.id, replace(USUAL_POLICY, every=timedelta(seconds=seconds)))
    await rosa.says(REPORT)
    async with town.work.begin() as uow:
        assert not isinstance(await ending.merge_towns(uow, town.now, northampton.id, holyoke.id, None), Refused)
    before = rings(dana)
    await town.forward(minutes=30)
    assert rings(dana) > before
    async with town.work.look() as uow:
        policy = await ESCALATION_POLICIES(uow).of(holyoke.id)
    assert policy is not None
    assert policy.every == timedelta(seconds=420)


@pytest.mark.parametrize("undone", [True, False])
async def test_a_seat_that_came_by_a_link_goes_with_who_gets_the_role_back_and_else_stays(
    town: Town, undone: bool
) -> None:
    cora, dana, lee = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Lee en dispatcher signal")
    shift = await planned(town, cora, lee)
    await dana.says("/link").hears("link.code")
    await lee.says(f"/link {code_on(dana)}").taps("link.mine")
    await dana.taps("link.yes").hears("link.done")
    if undone:
        await dana.taps("link.undo").hears("link.parted")
    else:
        await lee.says("/unlink").taps("link.part").hears("link.parted_here")
    await town.settle()
    [seat] = (await kept(town, shift)).seats
    assert (seat.person_id == dana.person_id) is not undone
