"""The operator changes a setting that the committee watches over: it waits, and the committee may object."""

from datetime import timedelta

import pytest

from alerts.areas import KEEPS
from alerts.committee.setting_changes import take_up_settings
from alerts.network.watched_setting import WatchedSetting
from alerts.upkeep.purging import PURGE_MAIL
from alerts.upkeep.retention_defaults import MESSAGES
from storage.core.core_tables import notice
from tests.conversations.phone import Phone
from tests.conversations.town import Town

SHORT, LONG = timedelta(days=3), timedelta(days=30)
SET = {one: timedelta(days=3) for one in WatchedSetting if one is not WatchedSetting.VOUCHES}


async def starts_with(town: Town, days: float, setting: WatchedSetting = WatchedSetting.MESSAGES) -> None:
    """The bot is started with this setting."""
    async with town.work.begin() as uow:
        await take_up_settings(uow, town.now, SET | {setting: timedelta(days=days)})
    await town.settle()


async def in_force(town: Town) -> int:
    async with town.work.begin() as uow:
        return (await uow.retention()).of(MESSAGES).days


async def with_committee(town: Town) -> list[Phone]:
    people = await town.with_people(
        "Olga en committee everywhere", "Bea es committee everywhere signal", "Cora en coordinator", "Rosa es member"
    )
    await starts_with(town, 3)
    await town.nobody_hears_anything_else()
    return people


@pytest.mark.parametrize("days", [30, 1])
async def test_a_change_either_way_waits_a_week_and_is_told_to_the_committee_alone(town: Town, days: int) -> None:
    olga, bea, cora, _ = await with_committee(town)
    await starts_with(town, days)
    for phone in (olga, bea):
        await phone.hears("committee.setting_change")
    await town.nobody_hears_anything_else()
    assert await in_force(town) == 3
    await starts_with(town, days)
    await town.nobody_hears_anything_else()
    await town.forward(days=6, hours=23)
    assert await in_force(town) == 3
    town.forget_news()
    await town.forward(hours=2)
    assert await in_force(town) == days
    for phone in (olga, bea):
        await phone.hears("committee.setting_holds")
    await cora.hears_nothing()
    await olga.taps("choice.committee.object").is_told("committee.setting_gone")


async def test_one_yes_lets_it_hold_at_once_and_within_the_week_another_may_object(town: Town) -> None:
    olga, bea, cora, _ = await with_committee(town)
    await starts_with(town, 30)
    await olga.hears("committee.setting_change").taps("choice.committee.agree").is_told("toast.committee.holds")
    assert await in_force(town) == 30
    await bea.hears("committee.setting_change").hears("committee.setting_agreed", name="Olga")
    await town.forward(days=6)
    await bea.taps("choice.committee.object").is_told("toast.committee.objected")
    assert await in_force(town) == 3
    for phone in (olga, cora):
        await phone.hears("committee.setting_objected", name="Bea")
    await starts_with(town, 30)
    assert await in_force(town) == 3, "a start changes nothing about it"
    await olga.taps("choice.committee.withdraw").is_told("toast.committee.holds")
    await cora.hears("committee.objection_withdrawn", name="Olga")
    assert cora.last is not None
    assert not cora.last.spoken.notice.choices, "only the committee objects"
    assert await in_force(town) == 30


async def test_after_the_week_a_yes_stands(town: Town) -> None:
    olga, bea, *_ = await with_committee(town)
    await starts_with(town, 30)
    await olga.hears("committee.setting_change").taps("choice.committee.agree")
    await town.forward(days=8)
    await bea.taps("choice.committee.object").is_told("committee.setting_too_late")
    assert await in_force(town) == 30


async def test_an_objection_holds_however_long_and_is_seen_in_the_command(town: Town) -> None:
    olga, bea, cora, _ = await with_committee(town)
    await starts_with(town, 30)
    await olga.hears("committee.setting_change").taps("choice.committee.object").is_told("toast.committee.objected")
    await olga.hears("committee.setting_held")
    await cora.hears("committee.setting_objected")
    await town.forward(days=40)
    await starts_with(town, 30)
    assert await in_force(town) == 3
    town.forget_news()
    await bea.says("/comite").hears("committee.setting_held")
    await olga.taps("choice.committee.object").is_told("committee.setting_gone")
    await olga.taps("choice.committee.agree").is_told("committee.setting_gone")
    assert await in_force(town) == 3


async def test_the_operator_takes_it_back_and_old_taps_do_nothing(town: Town) -> None:
    olga, bea, *_ = await with_committee(town)
    await starts_with(town, 30)
    await olga.hears("committee.setting_change")
    await starts_with(town, 3)
    for phone in (olga, bea):
        await phone.hears("committee.setting_back")
    await olga.taps("choice.committee.agree").is_told("committee.setting_gone")
    await starts_with(town, 14)
    first = olga.screen.lines
    await olga.hears("committee.setting_change")
    assert first
    await town.forward(days=8)
    assert await in_force(town) == 14


async def test_a_tap_for_another_value_than_the_one_that_waits_does_nothing(town: Town) -> None:
    olga, *_ = await with_committee(town)
    await starts_with(town, 30)
    old = olga.button("choice.committee.agree")
    await starts_with(town, 365)
    await olga.presses(old).is_told("committee.setting_gone")
    assert await in_force(town) == 3


async def test_without_a_committee_it_holds_at_once(town: Town) -> None:
    await town.with_people("Cora en coordinator")
    await starts_with(town, 3)
    await starts_with(town, 30)
    assert await in_force(town) == 30
    await town.nobody_hears_anything_else()


async def test_who_left_the_committee_decides_nothing(town: Town) -> None:
    olga, *_ = await with_committee(town)
    await starts_with(town, 30)
    async with town.work.begin() as uow:
        person = await uow.people.get(olga.person_id)
        assert person is not None
        for grant in person.grants:
            await uow.grants.take_role(olga.person_id, grant.role, grant.town_id)
    await olga.taps("choice.committee.agree").is_told("refused.role")
    assert await in_force(town) == 3


async def test_the_purge_and_privacy_use_what_is_in_force(town: Town) -> None:
    olga, _, _, rosa = await with_committee(town)
    await starts_with(town, 1)
    await rosa.says("/privacidad").hears("privacy.head")
    values = [part.values for part in rosa.last.spoken.notice.parts if part.key == "privacy.row"] if rosa.last else []
    days = {str(row["what"].key): row["span"].values["n"] for row in values}
    assert days["retention.messages.what"] == 3
    kept = len(await town.rows(notice))
    await town.forward(days=2)
    async with town.work.begin() as uow:
        await uow.deadlines.set(PURGE_MAIL, 0, town.now)
    await town.settle()
    assert len(await town.rows(notice)) >= kept, "three days are in force"
    await olga.taps("choice.committee.agree")
    async with town.work.begin() as uow:
        await uow.deadlines.set(PURGE_MAIL, 0, town.now)
    await town.settle()
    assert len(await town.rows(notice)) < kept
    assert KEEPS


async def test_the_pace_of_signal_holds_at_once_and_can_be_objected_to(town: Town) -> None:
    """After a captcha of Signal's an operator must be able to slow down."""
    olga, _, cora, _ = await with_committee(town)
    await starts_with(town, 0.5 / 86400, WatchedSetting.SIGNAL_PACE)
    await olga.hears("committee.setting_at_once")
    assert "0.5 s" in olga.text
    assert await pace(town) == 0.5
    await olga.taps("choice.committee.object").is_told("toast.committee.objected")
    await cora.hears("committee.setting_objected")
    assert await pace(town) == 3 * 86400
    await starts_with(town, 0.5 / 86400, WatchedSetting.SIGNAL_PACE)
    assert await pace(town) == 3 * 86400


async def pace(town: Town) -> float:
    async with town.work.begin() as uow:
        settings = {one.setting: one.span for one in (await uow.network()).settings}
        return settings[WatchedSetting.SIGNAL_PACE].total_seconds()
