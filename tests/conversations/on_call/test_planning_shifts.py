"""A coordinator plans shifts step by step, moves them, calls them off, and gives a seat to somebody else."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conversations.on_call.planned import kept, planned
from tests.conversations.town import Town

SEVEN_PM, SEVEN_AM = 19 * 60, 7 * 60


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_one_shift_is_planned_by_taps_and_as_it_was_shown(town: Town, platform: str) -> None:
    cora, dana, luis = await town.with_people(
        f"Cora en coordinator {platform}", "Dana en dispatcher", "Luis es dispatcher signal"
    )
    await cora.says("/shifts").hears("on_call.none_yet").taps("on_call.new").hears("on_call.field.repeat")
    await cora.taps("on_call.often:once").hears("on_call.field.day")
    day = (town.now.astimezone(town.network.zone) + timedelta(days=2)).date()
    await cora.taps(f"on_call.day:{day.toordinal()}").hears("on_call.field.starts").taps(f"on_call.time:{SEVEN_PM}")
    await cora.hears("on_call.field.ends").says("7:00 am").hears("on_call.field.people")
    await cora.taps("choice.trust.open", name="Dana").hears("on_call.field.people")
    await cora.taps("choice.trust.open", name="Luis").hears("on_call.field.people").taps("on_call.enough")
    await cora.hears("on_call.review").sees("on_call.seat.waiting.primary", name="Dana")
    assert await town.rows_of("shift") == []
    await cora.taps("on_call.yes").hears("on_call.planned")
    [row] = await town.rows_of("shift")
    begin = datetime(day.year, day.month, day.day, 19, tzinfo=town.network.zone).astimezone(UTC)
    assert (row.starts_at, row.ends_at) == (begin, begin + timedelta(hours=12))
    await dana.hears("on_call.ask.yours").sees("on_call.as.primary")
    await luis.hears("on_call.ask.yours").sees("on_call.as.backup")
    await luis.taps("on_call.confirm").hears("toast.on_call.confirmed")
    await cora.says("/audit").sees("audit.did.shift_planned")


async def test_shifts_repeat_by_days_of_the_week_and_everybody_hears_it_once(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator everywhere", "Dana en dispatcher")
    await cora.says("/shifts").taps("on_call.new").hears("on_call.none_yet").hears("on_call.field.towns")
    await cora.taps("choice.name", name="Northampton").hears("on_call.field.towns").taps("on_call.enough")
    await cora.taps("on_call.often:weekly").taps("on_call.weekday:1").taps("on_call.weekday:4").taps("on_call.enough")
    await cora.taps(f"on_call.time:{SEVEN_PM}").taps(f"on_call.time:{SEVEN_AM}").taps("on_call.until:0")
    await cora.taps("choice.trust.open", name="Dana").taps("on_call.person:0").taps("on_call.enough")
    town.forget_news()
    await cora.taps("on_call.yes").hears("on_call.head")
    rows = await town.rows_of("shift")
    assert {row.starts_at.astimezone(town.network.zone).weekday() for row in rows} == {1, 4}
    assert len(rows) == 11
    await dana.hears("on_call.told.rota").hears_nothing()
    # The seats that were planned free are told when they are near.
    await dana.taps("on_call.own").hears("on_call.own")


async def test_a_monthly_shift_is_such_a_day_of_each_month(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/turnos").taps("on_call.new").taps("on_call.often:monthly").says("2026-11-24")
    await cora.says("12/5").hears("on_call.none_yet")
    town.forget_news()
    await cora.says("6:30 pm").hears("on_call.field.ends").says("half past nine").hears("on_call.not_an_hour")
    await (
        cora.says("21:30")
        .taps("on_call.until:0")
        .taps("on_call.person:0")
        .taps("on_call.enough")
        .hears("on_call.field.people")
    )
    await cora.sees("on_call.every.monthly").taps("on_call.yes")
    rows = await town.rows_of("shift")
    local = [row.starts_at.astimezone(town.network.zone) for row in rows]
    assert [(one.month, one.day, one.hour, one.minute) for one in local] == [(11, 24, 18, 30), (12, 22, 18, 30)]


async def test_what_is_written_meanwhile_and_is_a_report_is_filed(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/shifts").taps("on_call.new").taps("on_call.often:once")
    await cora.says("two ICE vans at Elm & 3rd, Northampton")
    assert len(await town.rows_of("report")) == 1


async def test_whoever_is_called_off_hears_it_and_is_reminded_of_nothing(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await planned(town, cora, dana)
    await cora.says("/shifts").taps("on_call.show").taps("on_call.off").taps("on_call.ended")
    await dana.hears("on_call.told.off")
    town.forget_news()
    await town.forward(days=7)
    await town.nobody_hears_anything_else()
    assert await town.rows_of("shift") == []


async def test_a_series_ends_from_one_shift_on(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await cora.says("/shifts").taps("on_call.new").taps("on_call.often:weekly").taps("on_call.weekday:7")
    await cora.taps(f"on_call.time:{SEVEN_PM}").taps(f"on_call.time:{SEVEN_AM}").taps("on_call.until:0")
    await cora.taps("choice.trust.open", name="Dana").taps("on_call.enough").taps("on_call.yes")
    rows = await town.rows_of("shift")
    assert len(rows) == 36
    town.forget_news()
    await cora.taps("on_call.show", at=rows[2].starts_at).taps("on_call.off").taps("on_call.series")
    await cora.is_told("toast.on_call.series_off", n=34)
    await dana.hears("on_call.told.series_off")
    assert len(await town.rows_of("shift")) == 2
    assert await town.rows_of("rota") == []


async def test_a_shift_that_moves_is_asked_about_anew_and_its_moments_move_with_it(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana)
    await cora.says("/shifts").taps("on_call.show").taps("on_call.move", hours="+1").hears("on_call.head")
    await dana.hears("on_call.ask.moved", begin=shift.starts_at + timedelta(hours=1))
    assert (await kept(town, shift)).starts_at == shift.starts_at + timedelta(hours=1)
    due = {row.kind: row.due_at for row in await town.rows_of("deadline") if row.state == "pending"}
    assert due["shift starts"] == shift.starts_at + timedelta(hours=1)


async def test_a_coordinator_gives_a_seat_to_somebody_else_and_both_read_why(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    shift = await planned(town, cora, dana)
    await cora.says("/shifts").taps("on_call.show").taps("on_call.instead").hears("on_call.head")
    await cora.taps("choice.trust.open", name="Luis").taps("on_call.because:ill").sees("on_call.overridden")
    await dana.hears("on_call.told.overridden", name="Luis").hears_nothing()
    await luis.hears("on_call.told.in_place", name="Dana").hears("on_call.ask.yours")
    assert [seat.person_id for seat in (await kept(town, shift)).seats] == [luis.person_id]
    await cora.taps("on_call.because:ill").is_told("choose.stale")
    await cora.says("/audit").sees("audit.did.seat_overridden")


async def test_of_another_town_nobody_plans_or_changes_anything(town: Town) -> None:
    cora, hugo, dana = await town.with_people(
        "Cora en coordinator", "Hugo en coordinator Holyoke", "Dana en dispatcher"
    )
    await planned(town, cora, dana)
    await hugo.says("/shifts").hears("on_call.none_yet")
    await dana.says("/shifts").taps("on_call.show")
    offered = {choice.action.partition(":")[0] for choice in sum(dana.screen.lines[-1].spoken.notice.choices, ())}
    assert offered == {"on_call.confirm", "on_call.offer", "on_call.cannot"}
