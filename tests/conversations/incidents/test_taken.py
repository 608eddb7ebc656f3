"""Somebody was taken: their language, sorrow, what to have ready, the truth about who answers; never "over"."""

import pytest

from tests.conversations.scenes import CORNER, confirmed, gathered, reported
from tests.conversations.town import Town

WORDS = (
    "se llevaron a mi esposo",
    "they took my husband",
    "agarraron a mi hermano en el trabajo",
    "ICE just took my mom",
)


@pytest.mark.parametrize("words", WORDS)
async def test_the_first_words_are_for_the_family_and_the_desk_gets_call(town: Town, words: str) -> None:
    ana, dana = await town.with_people("Ana es subscriber", "Dana en dispatcher")
    await ana.says(words).hears("taken.with_you").hears("ask.children").hears_nothing()
    await dana.hears("card.matter.taken").hears("desk.taken", n=1)


async def test_children_alone_ring_at_once(town: Town) -> None:
    ana, dana = await town.with_people("Ana es subscriber", "Dana en dispatcher")
    await ana.says("se llevaron a mi esposo").taps("children.yes").hears("ask.medicine")
    await dana.hears("desk.need.children", n=1)
    await ana.taps("medicine.no").taps("pickup.no").hears("taken.enough")


async def test_while_nobody_answers_she_hears_so_and_when_somebody_does_too(town: Town) -> None:
    ana, dana = await town.with_people("Ana es subscriber", "Dana en dispatcher")
    await ana.says("se llevaron a mi esposo")
    town.forget_news()
    await town.forward(minutes=3)
    await ana.hears("taken.waiting").hears_nothing()
    await town.forward(minutes=3)
    await ana.hears("taken.waiting").hears_nothing()
    town.forget_news()
    await dana.taps("desk.claim")
    await ana.hears("taken.claimed").hears_nothing()


@pytest.mark.parametrize("ending", ["handled", "unverifiable"])
async def test_she_never_hears_that_nothing_was_found_or_that_it_is_over(town: Town, ending: str) -> None:
    ana, dana = await town.with_people("Ana es subscriber", "Dana en dispatcher")
    await ana.says("se llevaron a mi esposo")
    await dana.taps("desk.claim")
    town.forget_news()
    if ending == "handled":
        await dana.taps("desk.handled").taps("end.handled")
        await ana.hears("outcome.taken").hears_nothing()
    else:
        await dana.taps("desk.unverifiable")
        await ana.hears_nothing()


async def test_it_is_a_choice_of_the_first_answer_too(town: Town) -> None:
    sam, dana = await town.with_people("Sam", "Dana en dispatcher")
    await sam.says("migra").taps("kind.taken").hears("taken.with_you").hears("ask.children")
    await dana.hears("desk.taken", n=1)


@pytest.mark.parametrize("later", ["they are gone", "false alarm, he came home", "they came for me too, at my door"])
@pytest.mark.parametrize("ending", ["end.police", "end.others"])
async def test_whatever_else_she_says_later_she_hears_that_we_are_with_her(town: Town, later: str, ending: str) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"they took my husband at {CORNER}, Northampton").says(later)
    await cast.dana.taps("desk.claim").taps("desk.notimmigration")
    town.forget_news()
    await cast.dana.taps(ending)
    await sam.hears("outcome.taken").hears_nothing()


async def test_who_got_the_alert_and_then_lost_somebody_does_not_hear_that_it_is_over(town: Town) -> None:
    cast = await confirmed(town)
    await cast.tomas.says(f"se llevaron a mi esposo en {CORNER}").hears("taken.with_you")
    town.forget_news()
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.tomas.hears("outcome.taken").hears_nothing()
    await cast.jean.hears("closing.all_clear.responders")


async def test_who_reported_the_agents_before_they_took_her_husband_does_not_either(town: Town) -> None:
    cast = await gathered(town)
    await cast.tomas.says(f"/reportar dos camionetas en {CORNER}, Northampton")
    await cast.tomas.says(f"/reportar se llevaron a mi esposo en {CORNER}, Northampton")
    town.forget_news()
    await cast.dana.taps("desk.claim").taps("desk.notimmigration").taps("end.police")
    await cast.tomas.hears("outcome.taken")
    assert "outcome.police" not in cast.tomas.screen.unheard()


async def test_who_tells_of_it_where_agents_were_reported_before_hears_the_truth_about_who_answers(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"ICE took my husband at {CORNER}, Northampton").hears("taken.with_you")
    town.forget_news()
    await town.forward(minutes=3)
    await sam.hears("taken.waiting").hears_nothing()
    await cast.rosa.hears_nothing()
    town.forget_news()
    await cast.dana.taps("desk.claim")
    await sam.hears("taken.claimed").hears_nothing()
    await cast.rosa.hears_nothing()


async def test_who_says_it_by_a_tap_hears_so_too(town: Town) -> None:
    sam, dana = await town.with_people("Sam", "Dana en dispatcher")
    await sam.says(f"migra en {CORNER}, Northampton").taps("kind.taken")
    town.forget_news()
    await town.forward(minutes=3)
    await sam.hears("taken.waiting").hears_nothing()
    town.forget_news()
    await dana.taps("desk.claim")
    await sam.hears("taken.claimed").hears_nothing()


async def test_a_place_that_comes_late_and_joins_the_agents_there_ends_no_waiting(town: Town) -> None:
    await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("ICE took my husband").says(f"{CORNER}, Northampton")
    town.forget_news()
    await town.forward(minutes=3)
    await sam.hears("taken.waiting")


async def test_who_confirms_at_once_has_her_message_too(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"ICE took my husband at {CORNER}, Northampton")
    town.forget_news()
    await cast.dana.taps("desk.confirm")
    await sam.hears("taken.claimed").hears_nothing()
    await cast.rosa.hears_nothing()


@pytest.mark.parametrize("words", ["is he there? nobody called me", "please help me find him", "ya lo soltaron?"])
@pytest.mark.parametrize("ended", [True, False])
async def test_what_she_writes_hours_later_is_about_him_and_reaches_the_desk(
    town: Town, words: str, ended: bool
) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"they took my husband at {CORNER}, Northampton")
    await cast.dana.taps("desk.claim")
    if ended:
        await cast.dana.taps("desk.handled").taps("end.handled")
    await town.forward(hours=3)
    town.forget_news()
    await sam.says(words).hears("private.added").hears_nothing()
    if ended:
        await cast.dana.hears("desk.lead_after_end", number=1, words=words)
    else:
        await cast.dana.sees("card.lead", words=f"they took my husband at {CORNER}, Northampton\n{words}")


async def test_agents_whom_she_sees_later_are_a_report_of_their_own(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"they took my husband at {CORNER}, Northampton")
    await town.forward(hours=3)
    town.forget_news()
    await sam.says("two ICE vans at Oak & 9th, Northampton").hears("report.received")
    await cast.dana.hears("card.head", number=2)
