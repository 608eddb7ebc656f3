"""The desk asks who reported, by number, and the answer comes back: neither sees who the other is."""

import pytest

from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, Cast, gathered, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town

QUESTION = "Which door, front or back?"


async def asked(town: Town) -> tuple[Cast, Phone, Phone]:
    """Sam, a stranger, and Kim on Signal reported; Dana asked Kim, who is person 2."""
    cast = await gathered(town)
    sam, kim = await town.with_people("Sam", "Kim signal")
    for stranger in (sam, kim):
        await stranger.says(f"vans at {CORNER}, Northampton")
    town.forget_news()
    await cast.dana.taps("desk.people").hears("people.ask", number=1).taps("choice.ask_reporter", n=2)
    await cast.dana.hears("people.write", n=2).says(QUESTION).hears("people.asked", number=1, n=2)
    return cast, sam, kim


async def test_the_question_reaches_that_reporter_and_the_answer_the_desk(town: Town) -> None:
    cast, sam, kim = await asked(town)
    await kim.hears("asked_back.question", words=QUESTION)
    assert "Dana" not in kim.text
    await sam.hears_nothing()
    await kim.says("the back door").hears("report.added")
    await cast.dana.hears("desk.answers", number=1, n=2, words="the back door")
    assert "Kim" not in cast.dana.text
    assert kim.address not in cast.dana.text
    await cast.dana.sees("card.lead", n=2, words=f"vans at {CORNER}, Northampton\nthe back door")
    await town.nobody_hears_anything_else()


async def test_several_questions_in_a_row_and_the_answers_to_each(town: Town) -> None:
    cast, _, kim = await asked(town)
    await kim.says("the back door")
    await cast.dana.hears("desk.answers").taps("choice.ask_reporter", n=2).says("How many are they?")
    await cast.dana.taps("choice.ask_reporter", n=2).says("And cars?")
    await kim.hears("asked_back.question", words="How many are they?").hears("asked_back.question", words="And cars?")
    # A bare number is the answer, and nothing that an older question's number stands for.
    await kim.says("3").hears("report.added")
    await cast.dana.hears("desk.answers", n=2, words="3").hears("people.asked")
    await kim.says("two white ones").hears("report.added")
    await cast.dana.hears("desk.answers", n=2, words="two white ones")


async def test_an_answer_may_be_a_voice_note_a_photo_or_a_location(town: Town) -> None:
    cast, _, kim = await asked(town)
    town.forget_news()
    await kim.sends_voice().hears("report.added")
    await cast.dana.hears("desk.voice", number=1, n=2)
    await kim.sends_photo("the back door").hears("report.added")
    await cast.dana.hears("desk.answers", n=2, words="the back door").hears("desk.photo", number=1, n=2)
    await kim.sends_location(*NORTHAMPTON).hears("report.place_added")
    await cast.dana.hears("desk.answers_point", n=2)
    await town.nobody_hears_anything_else()


async def test_a_member_in_the_middle_of_nothing_answers_too_and_it_is_no_new_report(town: Town) -> None:
    cast = await reported(town)
    await town.forward(minutes=40)
    await cast.dana.taps("desk.people").taps("choice.ask_reporter", n=1).says(QUESTION)
    town.forget_news()
    await cast.rosa.says("la de atrás").hears("report.added")
    await cast.dana.hears("desk.answers", number=1, n=1, words="la de atrás")
    await town.nobody_hears_anything_else()


@pytest.mark.parametrize("words", ["it is over", "now on Bridge St", "the one in front of the library", "no"])
async def test_an_answer_ends_nothing_and_moves_nothing_by_itself(town: Town, words: str) -> None:
    cast, _, kim = await asked(town)
    town.forget_news()
    await kim.says(words).hears("report.added")
    await cast.dana.hears("desk.answers", n=2, words=words).sees("card.place", place=CORNER)
    await town.nobody_hears_anything_else()


async def test_that_they_came_for_them_is_heard_as_that_too(town: Town) -> None:
    cast, _, kim = await asked(town)
    town.forget_news()
    await kim.says("they came for me, they are at my door")
    await cast.dana.hears("desk.came", number=1, n=2).hears("desk.answers", n=2)


async def test_an_answer_that_comes_after_hours_is_still_an_answer(town: Town) -> None:
    cast, _, kim = await asked(town)
    await town.forward(hours=3)
    town.forget_news()
    await kim.says("it was the back door").hears("report.added")
    await cast.dana.hears("desk.answers", n=2)


async def test_what_names_another_place_after_half_an_hour_is_a_sighting_of_its_own(town: Town) -> None:
    cast, _, kim = await asked(town)
    await town.forward(minutes=40)
    town.forget_news()
    await kim.says("two vans at Oak & 9th, Northampton").hears("report.received")
    await cast.dana.hears("card.head", number=2)


async def test_once_it_is_over_nothing_comes_back_any_more(town: Town) -> None:
    cast, _, kim = await asked(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await kim.says("the back door, and two vans at Oak & 9th, Northampton").hears("report.received")
    await cast.dana.hears("card.head", number=2)


async def test_a_command_and_a_new_report_by_command_stay_what_they_are(town: Town) -> None:
    cast, _, kim = await asked(town)
    town.forget_news()
    await kim.says("/report a car at Oak & 9th, Northampton").hears("report.received")
    await cast.dana.hears("card.head", number=2)
    await kim.says("/rights").hears("rights.full")


@pytest.mark.parametrize("why", ["silent", "stopped", "unreachable"])
async def test_who_must_not_or_cannot_be_written_to_is_not_and_the_desk_hears_why(town: Town, why: str) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER}, Northampton").taps("kind.came").taps("witnesses.yes")
    if why == "silent":
        await sam.taps("write.no")
    elif why == "stopped":
        await sam.taps("write.yes").says("/stop")
    else:
        sam.screen.blocked = True
        await sam.taps("write.yes")
        await town.forward(seconds=10)
    town.forget_news()
    await cast.dana.taps("desk.people").taps("choice.ask_reporter", n=1).is_told(f"refused.reporter_{why}", n=1)
    await sam.hears_nothing()


async def test_who_says_it_while_the_dispatcher_writes_is_not_written_to_either(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER}, Northampton").taps("kind.came").taps("witnesses.yes")
    await cast.dana.taps("desk.people").taps("choice.ask_reporter", n=1)
    await sam.taps("write.no")
    town.forget_news()
    await cast.dana.says(QUESTION).hears("refused.reporter_silent", n=1)
    await sam.hears_nothing()


async def test_back_sends_nothing_and_what_is_written_later_is_no_question(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.people").taps("choice.ask_reporter", n=1).says("back").hears("toast.unchanged")
    await cast.dana.taps("desk.people").taps("choice.ask_reporter", n=1)
    await town.forward(minutes=6)
    town.forget_news()
    await cast.dana.says("nobody is to read this")
    await cast.rosa.hears_nothing()


async def test_a_question_is_never_the_end_of_what_somebody_is_in_the_middle_of(town: Town) -> None:
    """A reporter who is just joining goes on with that; what they write later is the answer."""
    cast = await gathered(town)
    (nina,) = await town.with_people("Nina")
    await nina.says(f"vans at {CORNER}, Northampton").says("/join").taps("consent.en").taps("join.town")
    town.forget_news()
    await cast.dana.taps("desk.people").taps("choice.ask_reporter", n=1).says(QUESTION)
    await nina.hears("asked_back.question").says("the back door").hears("report.added")
    await cast.dana.hears("desk.answers", words="the back door")


async def test_on_signal_the_desk_asks_by_numbers(town: Town) -> None:
    rosa, leo = await town.with_people("Rosa es member", "Leo es dispatcher signal")
    await rosa.says(f"/report vans at {CORNER}")
    await leo.taps("desk.people").taps("choice.ask_reporter", n=1).says("¿Qué puerta?").hears("people.asked")
    await rosa.hears("asked_back.question", words="¿Qué puerta?").says("la de atrás")
    await leo.hears("desk.answers", words="la de atrás").taps("choice.ask_reporter", n=1).hears("people.write")
