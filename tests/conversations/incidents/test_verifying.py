"""Who is asked to look, what they may answer, and what that changes."""

from datetime import timedelta

import pytest

from tests.conversations.scenes import CORNER, REPORT, gathered, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town


async def test_verifiers_are_asked_while_the_desk_wakes(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(REPORT).hears("report.received")
    await cast.dana.hears("card.head", place=CORNER, town="Northampton")
    for verifier in (cast.marisol, cast.jean):
        await verifier.hears("verify.ask", number=1, place=CORNER)
        assert verifier.last is not None
        said = {"verify.approach", "verify.look_for", "verify.back", "verify.rules", "verify.observed"}
        assert said <= set(verifier.last.keys)
    await town.nobody_hears_anything_else()


async def test_five_are_asked_at_once_and_those_asked_longest_ago_first(town: Town) -> None:
    rosa, dana, *trained = await town.with_people(
        "Rosa es member", "Dana en dispatcher", *(f"R{n} en responder" for n in range(8))
    )
    await rosa.says(REPORT)
    asked = [one for one in trained if one.screen.news]
    assert len(asked) == 5
    await dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await town.forward(hours=1)
    town.forget_news()
    await rosa.says("/report vans at Oak & 9th")
    assert [one for one in trained if one not in asked and one.screen.news] == trained[5:]


async def test_who_reports_or_works_the_desk_or_is_on_the_way_elsewhere_is_not_asked(town: Town) -> None:
    ana, dana, luis, eva = await town.with_people(
        "Ana en responder", "Dana en dispatcher responder", "Luis en responder", "Eva en responder"
    )
    await ana.says(REPORT).hears("report.received")
    await luis.hears("verify.ask").taps("look.going").hears("look.going")
    await eva.hears("verify.ask")
    town.forget_news()
    await ana.says("/report vans at Oak & 9th").hears("report.received")
    await dana.hears("card.head", number=2)
    await luis.hears_nothing()
    await eva.hears("verify.ask", number=2)


async def test_a_lead_is_verified_by_the_desks_tap(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER} in Northampton")
    await cast.marisol.hears_nothing()
    await cast.dana.hears("card.lead").taps("desk.verify").is_told("toast.asked", n=2)
    await cast.marisol.hears("verify.ask")
    await cast.jean.hears("verify.ask")
    await cast.dana.sees("card.looks", asked=2)


async def test_without_a_place_nobody_is_sent(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("migra")
    await cast.dana.taps("desk.verify").is_told("refused.no_place")
    await cast.marisol.hears_nothing()


async def test_with_nobody_free_the_desk_is_told(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    await rosa.says(REPORT)
    await dana.taps("desk.verify").is_told("toast.nobody_to_ask")


@pytest.mark.parametrize("by_words", [False, True])
async def test_when_the_last_of_those_asked_cannot_the_desk_is_rung(town: Town, by_words: bool) -> None:
    cast = await reported(town)
    await cast.jean.taps("look.cannot")
    await cast.ines.hears("verify.ask").taps("look.cannot")
    await cast.dana.hears_nothing()
    await (cast.marisol.says("no puedo ir") if by_words else cast.marisol.taps("look.cannot"))
    await cast.dana.hears("desk.nobody_left", number=1).hears_nothing()


async def test_while_somebody_still_goes_a_cannot_rings_nobody(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.taps("choice.going", minutes=5)
    await cast.marisol.taps("look.cannot")
    await cast.dana.hears_nothing()


async def test_going_with_a_time_counts_on_the_card_and_brings_the_pin(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.sends_location(*NORTHAMPTON)
    await cast.marisol.hears("verify.ask").taps("choice.going", minutes=15).hears("look.going").hears("place.pin")
    assert cast.marisol.last is not None
    assert cast.marisol.last.spoken.pin is not None
    await cast.jean.hears("verify.ask").taps("choice.going", minutes=5).hears("look.going").hears("place.pin")
    assert "openstreetmap.org" in cast.jean.text
    await cast.dana.hears("card.head").hears_nothing().sees("card.looks", going=2)


@pytest.mark.parametrize(("tap", "key"), [("look.seen", "desk.seen"), ("look.nothing", "desk.nothing")])
async def test_a_result_wakes_the_desk(town: Town, tap: str, key: str) -> None:
    cast = await reported(town)
    await cast.jean.taps(tap).hears(tap)
    await cast.dana.hears(key, number=1).hears_nothing()
    await town.nobody_hears_anything_else()


async def test_who_cannot_is_thanked_and_the_next_one_is_asked(town: Town) -> None:
    rosa, dana, *trained = await town.with_people(
        "Rosa es member", "Dana en dispatcher", *(f"R{n} en responder" for n in range(6))
    )
    await rosa.says(REPORT)
    await dana.hears("card.head")
    await trained[0].hears("verify.ask").taps("look.cannot").hears("look.cannot")
    await trained[5].hears("verify.ask")
    await dana.hears_nothing().sees("card.looks", asked=6, cannot=1)


async def test_a_verifier_who_went_and_is_not_heard_of_is_overdue(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.confirm")
    await cast.jean.taps("choice.going", minutes=5).hears("look.going")
    town.forget_news()
    await town.forward(minutes=14, seconds=59)
    assert "desk.overdue" not in str(cast.dana.screen.unheard())
    await town.forward(seconds=2)
    await cast.dana.hears("desk.overdue", number=1)
    await cast.jean.hears("verify.still")


async def test_who_came_in_time_is_not_overdue(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.taps("choice.going", minutes=5).taps("look.nothing")
    await town.forward(minutes=20)
    assert "desk.overdue" not in str(cast.dana.screen.unheard())


async def test_an_answer_may_change(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.taps("look.nothing").taps("look.seen").hears("look.seen")
    await cast.dana.hears("desk.nothing").hears("desk.seen").sees("card.looks", seen=1, nothing=0)


async def test_the_time_of_the_observation_is_when_it_was_seen(town: Town) -> None:
    cast = await reported(town)
    await town.forward(minutes=4)
    seen_at = town.now
    await cast.jean.taps("look.seen")
    await town.forward(minutes=1)
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.marisol.hears("alert.times", observed=seen_at, confirmed=town.now)
    assert town.now - seen_at >= timedelta(minutes=1)


async def test_a_verifier_of_a_merged_incident_is_still_heard(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.says("/report one car at Oak & 9th").hears("report.received")
    await cast.dana.says("/desk").taps("choice.show", number=1).taps("desk.same:2").is_told("toast.merged")
    town.forget_news()
    await cast.jean.taps("look.seen").hears("look.seen")
    await cast.dana.hears("desk.seen", number=2)


async def test_a_question_to_a_verifier_dies_with_its_incident_save_for_seeing_it(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await cast.jean.taps("look.nothing").hears("answer.over")
    await cast.marisol.taps("look.going").hears("answer.over")
    await cast.dana.hears_nothing()
