"""Seats change hands by taps: taken, offered, given up; what is left open is told at once."""

from datetime import timedelta

from tests.conversations.on_call.planned import kept, on_duty, planned, until
from tests.conversations.town import Town


async def test_after_a_swap_is_accepted_the_first_holder_is_not_reminded_rung_or_on_duty(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    shift = await planned(town, cora, dana)
    await dana.says("/shifts").hears("on_call.now.nobody").taps("on_call.show").taps("on_call.offer")
    await dana.is_told("toast.on_call.offered", n=2)
    await luis.hears("on_call.ask.swap", name="Dana").taps("on_call.swap").hears("on_call.taken")
    await dana.hears("on_call.seat.waiting.primary").hears("on_call.told.swapped", name="Luis")
    town.forget_news()
    await until(town, shift.starts_at, minutes=-5)
    await luis.hears("on_call.ask.tomorrow").hears("on_call.told.unconfirmed").hears("on_call.ask.soon")
    await luis.hears("on_call.start.primary")
    await dana.hears("on_call.ask.swap").hears_nothing()
    assert await on_duty(town) == [luis.person_id]


async def test_of_several_who_would_take_an_offered_seat_the_first_has_it(town: Town) -> None:
    cora, dana, luis, ana = await town.with_people(
        "Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal", "Ana en dispatcher"
    )
    shift = await planned(town, cora, dana)
    await dana.says("/shifts").taps("on_call.show").taps("on_call.offer")
    await luis.taps("on_call.swap").hears("on_call.ask.swap").hears("on_call.taken")
    await ana.taps("on_call.swap").is_told("on_call.taken_already")
    assert [seat.person_id for seat in (await kept(town, shift)).seats] == [luis.person_id]


async def test_a_backup_who_takes_the_first_seat_leaves_a_gap_that_is_told_at_once(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    shift = await planned(town, cora, dana, luis)
    await dana.says("/shifts").taps("on_call.show").taps("on_call.offer")
    town.forget_news()
    await luis.taps("on_call.swap")
    await cora.hears("on_call.told.gap").sees("on_call.who.some_free", free=1)
    left = await kept(town, shift)
    assert [(seat.position, seat.person_id) for seat in left.seats] == [(1, luis.person_id)]


async def test_who_cannot_is_out_at_once_and_everybody_who_could_is_asked(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    shift = await planned(town, cora, dana)
    await dana.says("/shifts").taps("on_call.show")
    town.forget_news()
    await dana.taps("on_call.cannot").is_told("toast.on_call.given_up").hears_nothing()
    await cora.hears("on_call.told.nobody").hears("on_call.ask.free")
    await luis.hears("on_call.ask.free").taps("on_call.take").hears("on_call.taken")
    await cora.taps("on_call.take").is_told("on_call.full")
    assert [seat.person_id for seat in (await kept(town, shift)).seats] == [luis.person_id]


async def test_one_person_who_taps_twice_fills_one_seat_of_two(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, None, None)
    await dana.says("/shifts").taps("on_call.show").taps("on_call.take")
    town.forget_news()
    take = dana.button("on_call.take")
    await dana.presses(take).is_told("on_call.have_one")
    assert (await kept(town, shift)).free == (2,)


async def test_whoever_keeps_a_seat_after_all_has_it_and_nobody_takes_it(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    shift = await planned(town, cora, dana)
    await dana.says("/shifts").taps("on_call.show").taps("on_call.offer").says("/shifts").taps("on_call.show")
    await dana.taps("on_call.keep").is_told("toast.on_call.confirmed")
    town.forget_news()
    await luis.taps("on_call.swap").hears("on_call.taken_already")
    assert [seat.person_id for seat in (await kept(town, shift)).seats] == [dana.person_id]


async def test_whoever_takes_the_desk_now_is_first_and_who_was_is_the_backup(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    shift = await planned(town, cora, dana, days=0.1)
    await until(town, shift.starts_at, minutes=-1)
    await dana.taps("on_call.on")
    town.forget_news()
    await luis.says("/shifts").taps("on_call.now").hears("on_call.now.who").hears("on_call.desk_yours")
    await dana.hears("on_call.told.relieved", name="Luis").hears_nothing()
    assert await on_duty(town) == [luis.person_id, dana.person_id]


async def test_where_nobody_is_planned_whoever_takes_the_desk_has_it_until_the_next_shift(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    coming = await planned(town, cora, None, days=0.25)
    await dana.says("/shifts").taps("on_call.now").hears("on_call.now.nobody").hears("on_call.desk_yours")
    assert await on_duty(town) == [dana.person_id]
    first, _ = sorted(await town.rows_of("shift"), key=lambda row: row.starts_at)
    assert (first.starts_at, first.ends_at) == (town.now, coming.starts_at)


async def test_who_loses_the_role_or_goes_away_loses_the_shifts_and_coordinators_hear_of_them_together(
    town: Town,
) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher")
    for days in (5, 6, 7):
        await planned(town, cora, dana, luis, days=days)
    await dana.says("/leave").taps("towns.leave")
    town_gap = [line for line in cora.screen.lines if line.says("on_call.told.gap")]
    assert len(town_gap) == 1
    town.forget_news()
    await luis.says("/me").taps("profile.away").taps("choice.profile.away.7")
    await cora.hears("on_call.told.nobody")
    assert [row.person_id for row in await town.rows_of("shift_seat")] == [luis.person_id]


async def test_own_shifts_come_as_a_calendar_file_that_names_nobody(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana)
    await dana.says("/shifts").taps("on_call.own").taps("on_call.file").sees("on_call.calendar")
    document = dana.screen.lines[-1].spoken.notice.document
    assert document is not None
    entry = document.content.decode()
    assert f"DTSTART:{shift.starts_at:%Y%m%dT%H%M%SZ}" in entry
    assert f"DTEND:{shift.ends_at:%Y%m%dT%H%M%SZ}" in entry
    assert "Northampton" not in entry
    assert "Dana" not in entry


async def test_the_plan_of_a_week_is_one_text_to_forward_with_its_gaps(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana, None, days=1)
    await dana.says("/shifts").taps("on_call.plan:7").sees("on_call.plan").sees("on_call.line", begin=shift.starts_at)
    notice = dana.screen.lines[-1].spoken.notice
    assert (notice.choices, notice.internal) == ((), False)
    await dana.sees("on_call.uncovered", begin=shift.ends_at, end=town.now + timedelta(days=7))
    await dana.sees("on_call.free", n=1)


async def test_nobody_who_is_away_then_is_planned_or_given_a_seat(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher")
    shift = await planned(town, cora, luis)
    await dana.says("/me").taps("profile.away").taps("choice.profile.away.7")
    await cora.says("/shifts").taps("on_call.new").taps("on_call.often:once")
    day = (town.now.astimezone(town.network.zone) + timedelta(days=2)).date()
    await cora.taps(f"on_call.day:{day.toordinal()}").taps("on_call.time:480").taps("on_call.time:1020")
    await cora.taps("choice.trust.open", name="Dana").taps("on_call.enough").taps("on_call.yes")
    await cora.is_told("on_call.away_then", name="Dana")
    assert [row.id for row in await town.rows_of("shift")] == [shift.id]
