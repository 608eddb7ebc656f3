"""Somebody was taken: their language, sorrow, what to have ready, the truth about who answers; never "over"."""

import pytest

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
