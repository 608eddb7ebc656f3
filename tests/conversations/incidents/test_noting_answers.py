"""The desk notes for somebody what they said by phone: they hear it, and correct it by a tap."""

from tests.conversations.scenes import confirmed
from tests.conversations.town import Town


async def test_phoned_coming_in_twenty_minutes(town: Town) -> None:
    cast = await confirmed(town)
    marisol = cast.marisol.person_id
    await cast.dana.taps("answers.show").hears("answers.head", number=1)
    await cast.dana.taps(f"answers.one:{marisol}").hears("answers.ask").taps(f"answers.note:{marisol}:onway:20")
    await cast.dana.is_told("toast.answer_noted")
    await cast.marisol.hears("answer.noted", number=1)
    await town.forward(seconds=5)
    await cast.dana.sees("card.answers", going=1).sees("card.arriving")


async def test_whom_it_was_noted_for_corrects_it_by_a_tap(town: Town) -> None:
    cast = await confirmed(town)
    jean = cast.jean.person_id
    await cast.dana.taps("answers.show").taps(f"answers.one:{jean}").taps(f"answers.note:{jean}:onscene")
    await cast.jean.hears("answer.noted").taps("answer.cannot").hears("answer.cannot")
    await town.forward(seconds=5)
    await cast.dana.sees("card.answers", there=0, cannot=1)


async def test_who_noted_it_is_kept_until_they_answer_themselves(town: Town) -> None:
    cast = await confirmed(town)
    marisol, dana = cast.marisol.person_id, cast.dana.person_id
    await cast.dana.taps("answers.show").taps(f"answers.one:{marisol}").taps(f"answers.note:{marisol}:later:60")
    [kept] = await town.rows_of("answer")
    assert (kept.answer, kept.noted_by_id) == ("later", dana)
    await cast.marisol.taps("answer.onway")
    [kept] = await town.rows_of("answer")
    assert (kept.answer, kept.noted_by_id, kept.arrives_at) == ("onway", None, None)


async def test_nothing_is_noted_once_it_is_over(town: Town) -> None:
    cast = await confirmed(town)
    marisol = cast.marisol.person_id
    await cast.dana.taps("answers.show").taps(f"answers.one:{marisol}")
    held = cast.dana.button(f"answers.note:{marisol}:onscene")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    town.forget_news()
    await cast.dana.presses(held)
    await cast.marisol.hears_nothing()
