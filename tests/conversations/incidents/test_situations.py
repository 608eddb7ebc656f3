"""Situations that people of such networks told of in public and that no other file of conversations plays."""

import pytest

from tests.conversations.scenes import CORNER, gathered, reported
from tests.conversations.town import Town


@pytest.mark.parametrize(
    "words",
    ["Se llevaron a Juan Perez y Maria Lopez", "ICE took Juan Perez and Maria Lopez", "levaram o Juan Perez e a Maria"],
)
async def test_the_names_of_who_was_taken_stand_nowhere_as_a_place(town: Town, words: str) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam es")
    await sam.says(words).hears("taken.with_you")
    await cast.dana.hears("card.no_place").hears("desk.taken", n=1)
    assert "Perez" not in cast.dana.text
    assert "Maria" not in cast.dana.text
    await cast.jean.hears_nothing()


@pytest.mark.parametrize("words", ["no", "I don't know", "no sé bien", "not sure"])
async def test_an_address_that_comes_after_a_no_is_the_place(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says("la migra está aquí").hears("report.where")
    await cast.rosa.says(words).hears("report.where_else")
    await cast.rosa.says(f"estoy en {CORNER}, Northampton").hears("report.place_added")
    await cast.dana.sees("card.place", place=CORNER)


async def test_three_places_of_a_stranger_in_two_languages_are_kept_in_their_order(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam es")
    words = "Northampton: hay dos vans en la Pleasant st y otros at Elm & 3rd, also by the Big Y on King st"
    await sam.says(words).hears("report.received")
    await cast.dana.hears("card.place", place="by the Big Y on King st")
    await cast.dana.sees("card.earlier_place", place="la Pleasant st").sees("card.earlier_place", place="Elm & 3rd")


@pytest.mark.parametrize("count", [8])
async def test_many_who_ask_whether_it_is_true_ring_the_desk_once(town: Town, count: int) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    for _ in range(count):
        await sam.says("Is it true that ICE is in town?")
    rung = [line for line in cast.dana.screen.unheard() if "rumor" in line]
    assert len(rung) == 1
    assert await town.rows_of("incident") == []


async def test_a_verifier_who_found_nothing_is_said_before_it_is_confirmed(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.taps("look.nothing")
    town.forget_news()
    await cast.dana.taps("desk.confirm").hears("confirm.found_nothing")


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("k'o jun winaq chi nuwach la ja, chinto'o", "(in a language that we do not know)"),
        ("tem dois carros da imigração na minha rua", "(written in Portuguese)"),
        ("imigrasyon pran mari m", "(written in Haitian Creole)"),
    ],
)
async def test_the_desk_sees_which_language_it_is_or_that_nobody_knows(town: Town, words: str, mark: str) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(words)
    await cast.dana.hears("card.head")
    assert f"{words} {mark}" in cast.dana.text


@pytest.mark.parametrize(
    "words",
    [
        "ICE pulled me over at Elm & 3rd in Northampton",
        "la migra me tiene parado en mi troca en la Elm con 3ra, Northampton",
        "traigo carros de la migra atras siguiendome por la Elm, Northampton",
    ],
)
async def test_who_is_stopped_in_a_car_hears_the_law_of_a_car(town: Town, words: str) -> None:
    await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(words).hears("report.received").sees("report.car")
    assert "report.door" not in sam.keys


async def test_who_has_them_at_the_door_hears_that_of_a_door(town: Town) -> None:
    await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("ICE is at my door, my car is blocked").hears("report.received").sees("report.door")
    assert "report.car" not in sam.keys
