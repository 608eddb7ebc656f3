"""What happens to a shift at its moments: gaps, questions, substitutes, the beginning, and handing over."""

from datetime import timedelta

import pytest

from alerts.on_call.shift_moments import UNANSWERED_AFTER
from tests.conversations.on_call.planned import kept, on_duty, planned, until
from tests.conversations.scenes import gathered
from tests.conversations.town import Town


async def test_reminders_come_a_day_and_an_hour_before_and_each_once_also_over_a_restart(town: Town) -> None:
    """Nothing waits for its own record of having come: each stands as a deadline from the beginning."""
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana)
    await until(town, shift.starts_at, days=1, minutes=1)
    await dana.hears_nothing()
    town.begin(town.store)
    await town.forward(minutes=2)
    await dana.hears("on_call.ask.tomorrow").sees("on_call.as.primary").taps("on_call.confirm")
    await until(town, shift.starts_at, hours=1, minutes=1)
    town.begin(town.store)
    town.forget_news()
    await town.forward(minutes=30)
    await dana.hears("on_call.ask.soon").hears_nothing()


async def test_a_shift_before_dawn_is_asked_about_the_evening_before_and_nobody_is_woken_for_it(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana, days=5.5)
    assert shift.starts_at.astimezone(town.network.zone).hour == 5
    await until(town, shift.starts_at, hours=33)
    await dana.hears("on_call.ask.tomorrow").hears_nothing()
    await until(town, shift.starts_at, hours=9)
    await dana.hears("on_call.told.unconfirmed").hears_nothing()


async def test_where_somebody_does_not_confirm_the_backups_are_asked_and_then_everybody(town: Town) -> None:
    cora, dana, luis, ana = await town.with_people(
        "Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal", "Ana en dispatcher"
    )
    shift = await planned(town, cora, dana, luis)
    await until(town, shift.starts_at, hours=20)
    await luis.taps("on_call.confirm")
    town.forget_news()
    await until(town, shift.starts_at, hours=6)
    await dana.hears("on_call.told.unconfirmed")
    await luis.hears("on_call.ask.swap", name="Dana")
    await ana.hears_nothing()
    await town.forward(minutes=30)
    await ana.hears("on_call.ask.swap", name="Dana").taps("on_call.swap").hears("on_call.taken")
    await dana.hears("on_call.told.swapped", name="Ana")
    await luis.taps("on_call.swap").hears("on_call.taken_already")
    seats = (await kept(town, shift)).seats
    assert [seat.person_id for seat in seats] == [ana.person_id, luis.person_id]
    assert all(seat.confirmed_at for seat in seats)


async def test_who_confirms_late_keeps_the_seat(town: Town) -> None:
    cora, dana, ana = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Ana en dispatcher")
    shift = await planned(town, cora, dana)
    await until(town, shift.starts_at, hours=5)
    await dana.taps("on_call.confirm").is_told("toast.on_call.confirmed")
    town.forget_news()
    await ana.taps("on_call.swap").is_told("on_call.taken_already")
    assert [seat.person_id for seat in (await kept(town, shift)).seats] == [dana.person_id]


async def test_free_seats_are_told_three_days_and_one_day_before(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana, None)
    await until(town, shift.starts_at, days=3, minutes=1)
    await cora.hears_nothing()
    await town.forward(minutes=2)
    await cora.hears("on_call.told.gap").sees("on_call.who.some_free", free=1).hears_nothing()
    await until(town, shift.starts_at, days=1, minutes=-1)
    await cora.hears("on_call.told.gap").hears_nothing()


async def test_a_language_that_nobody_in_a_full_shift_reads_is_told_too(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana)
    await until(town, shift.starts_at, days=3)
    await cora.hears("on_call.told.language").hears_nothing()


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_the_first_says_i_am_on_by_a_tap_and_the_desk_hears_who_has_it(town: Town, platform: str) -> None:
    cora, dana, luis = await town.with_people(
        "Cora en coordinator", f"Dana en dispatcher {platform}", "Luis es dispatcher"
    )
    shift = await planned(town, cora, dana, luis, days=0.02)
    await until(town, shift.starts_at)
    await dana.hears("on_call.start.primary").sees("on_call.nothing_open").taps("on_call.on")
    await dana.is_told("toast.on_call.on", end=shift.ends_at)
    await luis.hears("on_call.start.backup", name="Dana").hears("on_call.told.has_desk", name="Dana")
    await luis.taps("on_call.on").is_told("toast.on_call.on_as_backup")
    town.forget_news()
    await town.forward(hours=2)
    await town.nobody_hears_anything_else()


async def test_where_the_first_does_not_answer_the_backup_begins_and_coordinators_hear(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    shift = await planned(town, cora, dana, luis, days=0.02)
    await until(town, shift.starts_at)
    town.forget_news()
    await town.forward(seconds=UNANSWERED_AFTER.total_seconds())
    await luis.hears("on_call.start.instead", name="Dana").taps("on_call.on").hears("toast.on_call.on")
    await cora.hears("on_call.told.unanswered", name="Dana", backups=1).hears("on_call.told.has_desk", name="Luis")
    await dana.hears("on_call.told.relieved", name="Luis").hears_nothing()
    assert await on_duty(town) == [luis.person_id, dana.person_id]


async def test_a_backup_who_is_on_already_has_the_desk_when_the_first_stays_silent(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher")
    shift = await planned(town, cora, dana, luis, days=0.02)
    await until(town, shift.starts_at)
    await luis.taps("on_call.on")
    town.forget_news()
    await town.forward(minutes=10)
    await luis.hears("on_call.start.now_yours", name="Dana")
    await dana.hears("on_call.told.has_desk", name="Luis")
    await cora.hears("on_call.told.has_desk").hears("on_call.told.unanswered", backups=1)


async def test_where_there_is_no_backup_the_whole_desk_is_asked(town: Town) -> None:
    cora, dana, ana = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Ana en dispatcher")
    shift = await planned(town, cora, dana, days=0.02)
    await until(town, shift.starts_at)
    town.forget_news()
    await town.forward(minutes=10)
    await cora.hears("on_call.told.unanswered", backups=0).hears("on_call.ask.now")
    await ana.hears("on_call.ask.now").taps("on_call.now").hears("on_call.desk_yours")
    assert await on_duty(town) == [ana.person_id, dana.person_id]


async def test_a_shift_that_begins_with_nobody_in_it_is_told_and_offered(town: Town) -> None:
    cora, ana = await town.with_people("Cora en coordinator", "Ana en dispatcher")
    shift = await planned(town, cora, None, days=0.02)
    await until(town, shift.starts_at)
    await cora.hears("on_call.told.begins_empty").hears("on_call.ask.now")
    await ana.hears("on_call.ask.now")


async def test_the_desk_is_handed_over_with_what_is_open_in_numbers_and_states_alone(town: Town) -> None:
    cast = await gathered(town)
    (cora, luis) = await town.with_people("Cora en coordinator", "Luis es dispatcher")
    first = await planned(town, cora, cast.dana, days=0.02)
    await planned(town, cora, luis, starts_at=first.ends_at, ends_at=first.ends_at + timedelta(hours=12))
    await until(town, first.starts_at)
    await cast.dana.taps("on_call.on")
    await until(town, first.ends_at, hours=1)
    await cast.rosa.says("/report two vans at Elm & 3rd, Northampton")
    await cast.dana.taps("desk.claim").taps("desk.verify")
    await cast.jean.taps("look.going")
    town.forget_news()
    await until(town, first.ends_at)
    await cast.dana.hears("on_call.over.follows", name="Luis").sees("on_call.open", n=1)
    said = cast.dana.screen.lines[-1].spoken.text
    assert "Elm" not in said
    await luis.hears("on_call.start.primary").sees("on_call.open_one", number=1, going=1)
    await cast.dana.taps("on_call.hand").is_told("toast.on_call.handed", name="Luis")
    await luis.hears("on_call.over.given", name="Dana").taps("on_call.on").is_told("toast.on_call.on")
    await cast.dana.hears("on_call.told.has_desk", name="Luis")


async def test_where_nobody_follows_whoever_leaves_hears_that(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana, days=0.02)
    await until(town, shift.starts_at)
    await dana.taps("on_call.on")
    town.forget_news()
    await until(town, shift.ends_at)
    await dana.hears("on_call.over.nobody_follows").hears_nothing()
    assert await on_duty(town) == []


async def test_whoever_is_off_duty_is_told_nothing_of_a_shift_any_more(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana, days=0.02)
    await until(town, shift.starts_at)
    await dana.taps("on_call.cannot")
    town.forget_news()
    await town.forward(hours=13)
    await dana.hears_nothing()
    assert await on_duty(town) == []


async def test_of_a_shift_planned_hours_before_a_substitute_is_sought_within_the_hour(town: Town) -> None:
    cora, dana, ana = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Ana en dispatcher")
    shift = await planned(town, cora, dana, days=0.125)
    await town.forward(minutes=59)
    await dana.hears_nothing()
    await town.forward(minutes=1)
    await dana.hears("on_call.told.unconfirmed")
    await town.forward(minutes=30)
    await ana.hears("on_call.ask.swap", name="Dana").taps("on_call.swap")
    assert [seat.person_id for seat in (await kept(town, shift)).seats] == [ana.person_id]
