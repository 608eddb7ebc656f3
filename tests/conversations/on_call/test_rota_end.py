"""Until when shifts repeat: asked as they are planned, and said of a plan that is there."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.conversations.phone import Phone
from tests.conversations.town import Town

SEVEN_PM, SEVEN_AM = 19 * 60, 7 * 60


async def asked_until_when(cora: Phone) -> None:
    """She plans a night for every day of the week, and is asked until when."""
    await cora.says("/shifts").taps("on_call.new").taps("on_call.often:weekly").taps("on_call.weekday:7")
    await cora.taps(f"on_call.time:{SEVEN_PM}").taps(f"on_call.time:{SEVEN_AM}").hears("on_call.field.until")


async def planned_every_night(cora: Phone, *, until: str = "") -> None:
    await asked_until_when(cora)
    await (cora.says(until) if until else cora.taps("on_call.until:0"))
    await cora.taps("choice.trust.open", name="Dana").taps("on_call.enough").taps("on_call.yes")


def nights(town: Town, rows: list[Any]) -> list[date]:
    return sorted(row.starts_at.astimezone(town.network.zone).date() for row in rows)


@pytest.mark.parametrize("words", ["{day:%Y-%m-%d}", "{day:%B} {day.day}", "{day.day} {day:%b} {day:%Y}"])
async def test_shifts_repeat_until_the_day_that_was_written(town: Town, words: str) -> None:
    cora, _ = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    last = (town.now + timedelta(days=6)).astimezone(town.network.zone).date()
    await planned_every_night(cora, until=words.format(day=last))
    await cora.sees("on_call.until", day=last)
    assert nights(town, await town.rows_of("shift"))[-1] == last
    await town.forward(days=9)
    assert await town.rows_of("rota") == [], "the rota of a last day that is over ends by itself"


async def test_an_end_is_chosen_by_a_tap_on_signal_too_and_no_day_before_today_is_taken(town: Town) -> None:
    cora, _ = await town.with_people("Cora en coordinator signal", "Dana en dispatcher")
    today = town.now.astimezone(town.network.zone).date()
    await asked_until_when(cora)
    await cora.says("2020-01-01").hears("on_call.not_a_day")
    await cora.taps(f"on_call.until:{(today + timedelta(weeks=4)).toordinal()}").hears("on_call.field.people")
    await cora.taps("on_call.person:0").taps("on_call.enough").sees("on_call.until").taps("on_call.yes")
    assert nights(town, await town.rows_of("shift"))[-1] == today + timedelta(weeks=4)


@pytest.mark.parametrize("by", ["tap", "words"])
async def test_a_plan_that_is_there_stops_at_a_day_and_who_had_a_later_seat_hears_it_once(town: Town, by: str) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await planned_every_night(cora)
    rows = sorted(await town.rows_of("shift"), key=lambda row: row.starts_at)
    town.forget_news()
    await cora.taps("on_call.show", at=rows[1].starts_at).taps("on_call.off").taps("on_call.stop")
    last = nights(town, rows)[4]
    await cora.hears("on_call.last_day")
    if by == "tap":
        await cora.taps(f"on_call.stops:{rows[1].id}:{last.toordinal()}").is_told("toast.on_call.ends_on", day=last)
    else:
        await cora.says(f"{last}").hears("toast.on_call.ends_on", day=last)
    await dana.hears("on_call.told.ends_on", day=last).hears_nothing()
    assert nights(town, await town.rows_of("shift")) == nights(town, rows)[:5]
    await town.forward(days=8)
    assert await town.rows_of("rota") == []
    assert max(nights(town, await town.rows_of("shift"))) == last


async def test_a_plan_that_is_made_longer_has_the_shifts_in_between_too(town: Town) -> None:
    cora, _ = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    today = town.now.astimezone(town.network.zone).date()
    await planned_every_night(cora, until=f"{today + timedelta(days=6)}")
    rows = sorted(await town.rows_of("shift"), key=lambda row: row.starts_at)
    later = today + timedelta(days=12)
    await cora.taps("on_call.show", at=rows[1].starts_at).taps("on_call.off").taps("on_call.stop")
    await cora.says(f"{later}").hears("toast.on_call.ends_on", day=later)
    assert nights(town, await town.rows_of("shift")) == [today + timedelta(days=n) for n in range(13)]


async def test_a_report_that_is_written_instead_of_a_day_is_filed(town: Town) -> None:
    cora, _ = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await planned_every_night(cora)
    rows = sorted(await town.rows_of("shift"), key=lambda row: row.starts_at)
    await cora.taps("on_call.show", at=rows[1].starts_at).taps("on_call.off").taps("on_call.stop")
    await cora.says("two ICE vans at Elm & 3rd, Northampton")
    assert len(await town.rows_of("report")) == 1
