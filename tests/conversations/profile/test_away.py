"""Away until a day: nobody alerts, asks or rings who is; and back by itself."""

from datetime import timedelta

from tests.conversations.scenes import REPORT, confirmed, gathered
from tests.conversations.town import Town


async def test_who_is_away_is_neither_asked_nor_alerted_and_the_preview_says_so(town: Town) -> None:
    cast = await gathered(town)
    await cast.jean.says("/me").hears("profile.me").taps("me.away").hears("profile.away_ask").taps("me.gone:3")
    await cast.jean.hears("profile.away_until")
    await cast.rosa.says(REPORT)
    await cast.marisol.hears("verify.ask").taps("look.seen")
    await cast.dana.taps("desk.confirm").hears("left_out.away", count=1).taps("confirm.send")
    await cast.marisol.hears("alert.head")
    await cast.jean.hears_nothing()


async def test_who_goes_away_hears_the_end_of_what_they_were_told(town: Town) -> None:
    cast = await confirmed(town)
    await cast.jean.says("/me").hears("profile.me").taps("me.away").hears("profile.away_ask").taps("me.gone:3")
    await cast.jean.hears("profile.away_until")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.jean.hears("closing.all_clear.responders")


async def test_they_are_back_by_themselves_on_that_morning(town: Town) -> None:
    (jean,) = await town.with_people("Jean en responder signal")
    await jean.says("/me").hears("profile.me").taps("me.away").hears("profile.away_ask").taps("me.gone:1")
    await jean.hears("profile.away_until")
    await town.forward(hours=13)
    await jean.hears_nothing()
    await town.forward(hours=2)
    await jean.hears("profile.back_today")
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.says(REPORT)
    await jean.hears("verify.ask")


async def test_they_are_back_when_they_say_so(town: Town) -> None:
    jean, rosa = await town.with_people("Jean en responder", "Rosa es member")
    await jean.says("/me").taps("me.away").taps("me.gone:30").hears("profile.me").hears("profile.away_ask")
    await jean.hears("profile.away_until").taps("me.back").hears("profile.back").taps("me.back")
    await jean.is_told("profile.is_here")
    await rosa.says(REPORT)
    await jean.hears("verify.ask")
    await town.forward(days=31)
    assert "profile.back_today" not in {key for line in jean.screen.lines for key in line.keys}


async def test_a_later_day_takes_the_place_of_the_first(town: Town) -> None:
    (jean,) = await town.with_people("Jean en responder")
    await jean.says("/me").taps("me.away").taps("me.gone:1").taps("me.gone:7")
    town.forget_news()
    await town.forward(days=2)
    await jean.hears_nothing()
    await town.forward(days=6)
    await jean.hears("profile.back_today")


async def test_the_desk_rings_who_is_there(town: Town) -> None:
    dana, leo, rosa = await town.with_people("Dana en dispatcher", "Leo en dispatcher", "Rosa es member")
    await dana.says("/me").taps("me.away").taps("me.gone:7").hears("profile.me").hears("profile.away_ask")
    await dana.hears("profile.away_until")
    await rosa.says(REPORT)
    await dana.hears_nothing()
    assert leo.screen.unheard()


async def test_the_last_one_at_a_desk_is_warned_and_still_rung(town: Town) -> None:
    dana, leo, rosa = await town.with_people("Dana en dispatcher", "Leo en dispatcher signal", "Rosa es member")
    await leo.says("/me").taps("me.away").taps("me.gone:7").hears("profile.me").hears("profile.away_ask")
    await leo.hears("profile.away_until")
    await dana.says("/me").taps("me.away").taps("me.gone:7").hears("profile.me").hears("profile.away_ask")
    await dana.hears("profile.away_alone", towns=("Northampton",)).taps("choice.no").hears("profile.me")
    assert "profile.away_until" not in dana.keys
    await dana.taps("me.gone:7").hears("profile.away_alone").taps("me.gone_yes:7").hears("profile.away_until")
    town.forget_news()
    await rosa.says(REPORT)
    assert dana.screen.unheard()
    assert leo.screen.unheard()


async def test_who_has_no_role_has_nothing_to_pause(town: Town) -> None:
    (sam,) = await town.with_people("Sam")
    await sam.says("/me").hears("status.stranger").hears_nothing()


async def test_leaving_ends_it_and_forgets_what_they_said(town: Town) -> None:
    (jean,) = await town.with_people("Jean en subscriber")
    await jean.says("/me").taps("choice.profile.skills").taps("me.can:driver").taps("me.told")
    await jean.says("/me").taps("me.away").taps("me.gone:7").says("/stop").hears("profile.me")
    town.forget_news()
    assert await town.rows_of("profile") == await town.rows_of("person_skill") == []
    [row] = [row for row in await town.rows_of("person") if row.id == jean.person_id]
    assert row.away_until is None
    town.now += timedelta(days=8)
    await town.settle()
    await jean.hears_nothing()
