"""The alert: who hears it, in which words, and what they can answer."""

from tests.conversations.scenes import CORNER, confirmed, observed
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import HOTLINE, Town

AT_A_CORNER = f"/report two vans at {CORNER}"


async def test_everybody_hears_it_in_their_language_and_their_version_and_nobody_else(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    town.forget_news()
    await cast.dana.taps("confirm.send").is_told("toast.sent")
    for room in (cast.on_telegram, cast.on_signal):
        assert room.hears("community.head", town="Northampton").languages(town.network, town.now) == {"en", "es"}
    for responder in (cast.marisol, cast.jean):
        await responder.hears("alert.head", town="Northampton", place=CORNER)
        assert {"alert.task", "alert.may", "alert.may_not", "alert.times"} <= responder.keys
    assert cast.jean.languages == {"en"}
    assert cast.marisol.languages == {"es"}
    await cast.tomas.hears("community.head")
    assert cast.tomas.languages == {"es"}
    await cast.rosa.hears("outcome.confirmed", place=CORNER)
    await town.nobody_hears_anything_else()


async def test_groups_hear_first_then_responders_then_the_rest(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    begun = len(town.diary)
    await cast.dana.taps("confirm.send")
    alerts = [screen for screen, _, spoken in town.diary[begun:] if spoken.notice.kind == "alert"]
    assert alerts == [
        cast.on_telegram.screen.name,
        cast.marisol.screen.name,
        cast.on_signal.screen.name,
        cast.jean.screen.name,
        cast.tomas.screen.name,
    ]


async def test_the_community_gets_area_time_rights_and_hotline_and_neither_pin_nor_task(town: Town) -> None:
    cast = await observed(town)
    await cast.rosa.sends_location(*NORTHAMPTON)
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.tomas.hears("community.area", area=CORNER)
    assert cast.tomas.last is not None
    spoken = cast.tomas.last.spoken
    assert {"community.time", "community.rights", "community.dont_come"} <= set(cast.tomas.last.keys)
    assert HOTLINE in spoken.text
    assert "openstreetmap" not in spoken.text
    assert spoken.pin is None
    assert spoken.notice.choices == ()
    assert "alert.task" not in cast.tomas.last.keys


async def test_responders_get_place_and_map_in_the_message_and_the_pin_when_they_go(town: Town) -> None:
    cast = await observed(town)
    await cast.rosa.sends_location(*NORTHAMPTON)
    town.forget_news()
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.marisol.hears("alert.head").hears_nothing()
    assert "openstreetmap.org" in cast.marisol.text
    assert cast.marisol.last is not None
    assert cast.marisol.last.spoken.pin is None
    await cast.marisol.taps("answer.onway").hears("answer.onway").hears("place.pin")
    assert cast.marisol.last.spoken.pin is not None
    await cast.marisol.taps("answer.onway").hears("answer.onway").hears_nothing()
    await cast.jean.hears("alert.head").taps("answer.cannot").hears("answer.cannot").hears_nothing()


async def test_the_card_counts_sent_reached_and_answers(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.sees("card.told", sent=3, all=3, groups=2)
    await cast.marisol.taps("answer.onway")
    await cast.jean.taps("answer.cannot")
    await cast.dana.sees("card.answers", going=1, there=0, cannot=1)
    await cast.marisol.taps("answer.onscene").hears("answer.onscene")
    await cast.dana.sees("card.answers", going=0, there=1, cannot=1).hears_nothing()


async def test_who_blocked_the_bot_is_counted_as_not_reached(town: Town) -> None:
    cast = await observed(town)
    cast.marisol.screen.blocked = True
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.dana.sees("card.told", sent=2, all=3).sees("card.unreachable", n=1)


async def test_an_answer_comes_from_who_was_asked_only(town: Town) -> None:
    cast = await confirmed(town)
    (sam,) = await town.with_people("Sam")
    await sam.presses(cast.marisol.button("answer.onway")).is_told("refused.not_yours")
    await cast.dana.sees("card.answers", going=0)


async def test_a_report_that_joins_a_confirmed_incident_hears_its_end(town: Town) -> None:
    cast = await confirmed(town)
    (sam,) = await town.with_people("Sam signal")
    await sam.says(f"vans at {CORNER} in Northampton").hears("report.received")
    await cast.dana.hears("desk.second_lead", n=2).taps("desk.allclear").taps("end.allclear")
    await sam.hears("outcome.over", place=CORNER)


async def test_who_is_here_on_two_transports_hears_it_once(town: Town) -> None:
    cast = await observed(town)
    other = await town.also(cast.marisol, "signal")
    await cast.dana.taps("desk.confirm")
    town.forget_news()
    await cast.dana.taps("confirm.send")
    heard = [phone for phone in (cast.marisol, other) if phone.screen.news]
    assert len(heard) == 1


async def test_an_answer_after_the_end_does_no_harm(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    town.forget_news()
    await cast.marisol.taps("answer.onway").hears("answer.over")
    await cast.dana.hears_nothing()


async def test_an_alert_that_nobody_closed_reminds_the_desk(town: Town) -> None:
    cast = await confirmed(town)
    await town.forward(hours=2)
    await cast.dana.hears("desk.expired", number=1)
    await cast.jean.hears_nothing()
    await cast.tomas.hears_nothing()
