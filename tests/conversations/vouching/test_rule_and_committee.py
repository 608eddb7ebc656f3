"""The committee watches over how many vouches make a member: fewer wait for it, and it objects to any change."""

import pytest

from alerts.committee.setting_changes import take_up_settings
from alerts.network.watched_setting import WatchedSetting
from alerts.vouching import changing_rule
from alerts.vouching.vouch_rule import vouches_needed
from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.conversations.vouching.scenes import asks_for, code_of, newcomer


async def needed(town: Town) -> int:
    async with town.work.begin() as uow:
        return vouches_needed(await uow.network())


async def with_committee(town: Town, rule: int = 5) -> list[Phone]:
    """Two coordinators and two of the committee, in a network that has chosen; nobody was asked, as nobody watched."""
    coordinators = await town.with_people("Cora en coordinator", "Ben en coordinator Holyoke signal")
    await asks_for(town, rule)
    return [
        *coordinators,
        *await town.with_people("Olga en committee everywhere", "Bea es committee everywhere signal"),
    ]


async def sets(phone: Phone, n: int) -> None:
    await phone.says("/vouching").hears("vouching.head").taps("vouching.ask").hears("vouching.how_many")
    await phone.taps("choice.vouching.count", n=n)


async def lowered(cora: Phone, ben: Phone, n: int) -> None:
    """Both coordinators want it so."""
    await sets(cora, n)
    await cora.is_told("toast.vouching.asked")
    await ben.hears("vouching.easier_ask").taps("vouching.yes").is_told("vouching.waits_for_committee")
    await cora.hears("vouching.told_waits")


async def test_fewer_vouches_wait_a_week_for_the_committee_though_two_coordinators_want_them(town: Town) -> None:
    cora, ben, olga, bea = await with_committee(town)
    await lowered(cora, ben, 2)
    for phone in (olga, bea):
        await phone.hears("committee.vouches_change")
    await town.nobody_hears_anything_else()
    assert await needed(town) == 5
    await cora.says("/vouching").hears("vouching.head", rule="vouching.rule").sees("vouching.waits_for_committee")
    await cora.taps("vouching.ask").taps("choice.vouching.count", n=2).is_told("vouching.waits_for_committee")
    town.forget_news()
    await town.forward(days=6, hours=23)
    assert await needed(town) == 5
    await town.forward(hours=2)
    assert await needed(town) == 2
    for phone in (olga, bea, cora, ben):
        await phone.hears("committee.setting_holds")
    assert not any(cora.screen.lines[-1].offer(tap) for tap in ("veto.object", "veto.agree"))
    await town.nobody_hears_anything_else()
    assert [row.action for row in await town.rows_of("audit_entry")][-3:] == [
        "vouches_asked",
        "setting_proposed",
        "setting_holds",
    ]


async def test_one_yes_of_the_committee_lets_fewer_be_enough_at_once_and_another_still_objects(town: Town) -> None:
    cora, ben, olga, bea = await with_committee(town)
    await lowered(cora, ben, 1)
    await olga.hears("committee.vouches_change").taps("choice.committee.agree").is_told("toast.committee.holds")
    assert await needed(town) == 1
    await bea.hears("committee.vouches_change").hears("committee.vouches_agreed", name="Olga")
    for phone in (cora, ben):
        await phone.hears("committee.vouches_agreed", name="Olga")
    await town.forward(days=6)
    await bea.taps("choice.committee.object").is_told("toast.committee.objected")
    assert await needed(town) == 5
    for phone in (olga, cora, ben):
        await phone.hears("committee.setting_objected", name="Bea")
    await cora.says("/vouching").hears("vouching.head").sees("vouching.objected")
    await olga.taps("choice.committee.withdraw").is_told("toast.committee.holds")
    await cora.hears("committee.objection_withdrawn", name="Olga")
    assert await needed(town) == 1


@pytest.mark.parametrize("app", ["telegram", "signal"])
async def test_what_the_committee_objects_to_is_not_set_again_and_a_newcomer_needs_as_many_as_before(
    town: Town, app: str
) -> None:
    cora, ben, olga, _ = await with_committee(town, 3)
    await lowered(cora, ben, 1)
    await olga.hears("committee.vouches_change").taps("choice.committee.object").is_told("toast.committee.objected")
    await cora.hears("committee.setting_objected", name="Olga")
    await town.forward(days=30)
    assert await needed(town) == 3
    await cora.taps("choice.vouching.count", n=1).is_told("vouching.objected")
    nina = await newcomer(town, app=app)
    await cora.says(f"/vouch {await code_of(nina)}").taps("vouch.yes").is_told("vouching.counted", given=1, needed=3)


async def test_more_vouches_hold_at_once_as_they_may_be_urgent_and_the_committee_objects_within_the_week(
    town: Town,
) -> None:
    cora, ben, olga, bea = await with_committee(town, 0)
    await sets(cora, 10)
    await cora.is_told("toast.vouching.set")
    assert await needed(town) == 10
    await ben.hears("vouching.told", by="Cora")
    for phone in (olga, bea):
        await phone.hears("committee.vouches_at_once")
    await town.nobody_hears_anything_else()
    await town.forward(days=6)
    await olga.taps("choice.committee.object").is_told("toast.committee.objected")
    assert await needed(town) == 0, "what held before, that a coordinator's word is enough, is a rule too"
    await cora.hears("committee.setting_objected", name="Olga")
    await bea.hears("committee.setting_objected").says("/comite").hears("committee.setting_held")


async def test_after_the_week_more_vouches_stand(town: Town) -> None:
    cora, _, olga, _ = await with_committee(town, 2)
    await sets(cora, 4)
    await town.forward(days=8)
    await olga.taps("choice.committee.object").is_told("committee.vouches_too_late")
    assert await needed(town) == 4


async def test_a_coordinator_takes_a_change_back_that_waits_and_old_taps_do_nothing(town: Town) -> None:
    cora, ben, olga, bea = await with_committee(town)
    await lowered(cora, ben, 2)
    town.forget_news()
    await cora.taps("choice.vouching.count", n=5).is_told("toast.vouching.back")
    await ben.hears("vouching.told_back", by="Cora")
    for phone in (olga, bea):
        await phone.hears("committee.vouches_back")
    await olga.taps("choice.committee.agree").is_told("committee.setting_gone")
    await town.forward(days=8)
    assert await needed(town) == 5


async def test_more_vouches_take_the_place_of_fewer_that_wait(town: Town) -> None:
    cora, ben, olga, _ = await with_committee(town)
    await lowered(cora, ben, 2)
    await cora.taps("choice.vouching.count", n=7).is_told("toast.vouching.set")
    assert await needed(town) == 7
    await olga.hears("committee.vouches_change").hears("committee.vouches_at_once")
    await town.forward(days=8)
    assert await needed(town) == 7


async def test_an_operator_waits_for_the_committee_too(town: Town) -> None:
    cora, _, olga, _ = await with_committee(town)
    async with town.work.begin() as uow:
        await changing_rule.set_rule(uow, town.now, 0, None)
    await town.settle()
    assert await needed(town) == 5
    await cora.hears("vouching.told_waits", by="trust.operator")
    await olga.hears("committee.vouches_change").taps("choice.committee.agree")
    assert await needed(town) == 0


async def test_a_start_of_the_bot_changes_nothing_about_it(town: Town) -> None:
    cora, ben, *_ = await with_committee(town)
    await lowered(cora, ben, 2)
    town.forget_news()
    async with town.work.begin() as uow:
        await take_up_settings(uow, town.now, {})
        waits = await changing_rule.rule_in_force(uow)
        assert (waits.setting, waits.value, waits.proposed) == (WatchedSetting.VOUCHES, 5, 2)
    await town.nobody_hears_anything_else()
