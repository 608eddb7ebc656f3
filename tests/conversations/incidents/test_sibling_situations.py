"""Situations of people in such networks, in other words or the other language than other files play them."""

import pytest

from tests.conversations.scenes import CORNER, confirmed, gathered, reported
from tests.conversations.town import Town


@pytest.mark.parametrize("words", ["ICE at the McDonald's on Northampton St", "migra en la Northampton street"])
async def test_a_street_that_is_called_like_another_town_stays_in_the_members_own(town: Town, words: str) -> None:
    ana, dana, hugo = await town.with_people(
        "Ana en member Holyoke", "Dana en dispatcher", "Hugo es dispatcher Holyoke"
    )
    await ana.says(words).hears("report.received")
    await hugo.hears("card.head")
    await dana.hears_nothing()


async def test_three_corners_in_eight_minutes_and_the_alert_names_the_newest(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"ICE at {CORNER}, Northampton").hears("report.received")
    for corner in ("Bridge St", "King St"):
        await town.forward(minutes=4)
        town.forget_news()
        await cast.rosa.says(f"now on {corner}")
        await cast.dana.hears("desk.place_moves", place=corner)
    await cast.jean.taps("look.seen")
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.marisol.hears("alert.head", place="King St")


@pytest.mark.parametrize("words", ["no era la Main, era la MAPLE con 3rd", "sorry, Maple & 3rd, not Main"])
async def test_a_correction_in_other_words_replaces_the_place_too(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says("ICE at Main & 3rd, Northampton").hears("report.received")
    town.forget_news()
    await cast.rosa.says(words).hears("report.place_added")
    await cast.dana.hears("desk.place_corrects")


@pytest.mark.parametrize("words", ["migra en casa de Lupita Morales, Northampton", "ICE at Lupita Morales's house"])
async def test_a_place_that_is_somebodys_name_goes_to_nobody(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says(words)
    await cast.dana.hears("card.head")
    for phone in (cast.jean, cast.marisol):
        assert "Morales" not in " ".join(line.spoken.text for line in phone.screen.lines)


@pytest.mark.parametrize("words", ["ayuda", "I'm being detained", "me quitaron el teléfono", "they are arresting me"])
async def test_a_responder_in_trouble_in_other_words_wakes_the_desk(town: Town, words: str) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.onway")
    town.forget_news()
    await cast.marisol.says(words).hears("task.trouble", number=1)
    await cast.dana.hears("desk.trouble", number=1)


@pytest.mark.parametrize("words", ["falsa alarma, era el inspector de bomberos, perdón", "my mistake, it was not ICE"])
async def test_a_retraction_in_other_words_rings_the_desk_and_the_verifier_waits(town: Town, words: str) -> None:
    cast = await reported(town)
    await cast.rosa.says(words).hears("report.taken_back")
    await cast.dana.hears("desk.back", n=1)
    await cast.jean.hears("verify.taken_back", number=1)


@pytest.mark.parametrize(
    "words",
    ["la policía está en mi puerta, dicen que traen un papel", "they are at my door and say they have a warrant"],
)
async def test_officers_with_a_paper_at_the_own_door_are_first_hand(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says(words).hears("report.received")
    await cast.dana.hears("desk.came", n=1).sees("card.first_hand")


@pytest.mark.parametrize(
    ("words", "matter"),
    [
        ("a mi jefe le llegó una carta de auditoría I-9 y tenemos que traer papeles", "work_papers"),
        ("donde está mi esposo, inmigración lo tiene desde el martes", "relative"),
    ],
)
async def test_a_letter_at_work_and_a_husband_in_their_hands_in_spanish_send_nobody(
    town: Town, words: str, matter: str
) -> None:
    cast = await gathered(town)
    await cast.rosa.says(words).hears(f"private.{matter}")
    await cast.dana.hears(f"card.matter.{matter}")
    await cast.jean.hears_nothing()


async def test_a_tap_minutes_later_leaves_the_time_at_which_it_was_written(town: Town) -> None:
    cast = await gathered(town)
    written = town.now
    await cast.rosa.says(f"algo pasa en {CORNER}, Northampton").hears("report.received")
    await town.forward(minutes=2)
    await cast.rosa.taps("kind.see")
    await cast.dana.sees("card.head", at=written)


@pytest.mark.parametrize("words", ["la migra en Northampton", "ICE is in Northampton MA"])
async def test_a_town_alone_is_no_place_in_either_language(town: Town, words: str) -> None:
    cast = await gathered(town)
    await cast.rosa.says(words).hears("report.where")
    await cast.dana.hears("card.no_place")
    await cast.jean.hears_nothing()


@pytest.mark.parametrize("report", ["PRACTICE, two vans at Elm & 3rd", "PRÁCTICA: dos camionetas en Elm & 3rd"])
async def test_practice_that_begins_the_report_is_the_first_line_for_who_is_asked_and_told(
    town: Town, report: str
) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report {report}")
    await cast.dana.sees("card.reporter", words=report)
    for responder in (cast.jean, cast.marisol):
        await responder.hears("verify.ask")
        assert responder.text.startswith(("PRACTICE", "PRÁCTICA"))
    await cast.jean.taps("look.seen")
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.marisol.hears("alert.head")
    assert cast.marisol.text.startswith("PRÁCTICA")
    await cast.tomas.hears("community.head")
    assert cast.tomas.text.startswith("PRÁCTICA")


async def test_practice_in_small_letters_is_a_word_like_any_other(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report practice is over, two vans at {CORNER}")
    await cast.jean.hears("verify.ask")
    assert "practice.first" not in cast.jean.keys


async def test_practice_is_not_announced_once_somebody_reports_there_in_earnest(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report PRACTICE, two vans at {CORNER}")
    ana, leo = await town.with_people("Ana en member", "Leo en responder")
    await ana.says(f"/report two vans at {CORNER}")
    await cast.jean.taps("look.cannot")
    await leo.hears("verify.ask")
    assert "practice.first" not in leo.keys
