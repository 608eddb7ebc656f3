"""A bare yes, or the words of a choice: recorded where one question is open, asked back where several are."""

import pytest

from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, confirmed
from tests.conversations.town import Town

DESCRIBED = ["en", "en signal", "es", "es signal"]


async def _two_open(town: Town, described: str) -> tuple[Phone, str]:
    leo, rosa, _ = await town.with_people(f"Leo {described} dispatcher", "Rosa es member", "Dana en dispatcher")
    await rosa.says(f"/report two vans at {CORNER}")
    await rosa.says("/report a car at Oak & 9th")
    town.forget_news()
    return leo, "sí" if described.startswith("es") else "Yes"


@pytest.mark.parametrize("described", DESCRIBED)
async def test_a_bare_yes_is_the_answer_to_the_only_question(town: Town, described: str) -> None:
    leo, yes = await _two_open(town, described)
    await leo.says("/dismiss 1").hears("sure.dismiss", number=1).says(yes).hears("toast.laid_down", number=1)
    await leo.says("/dismiss 2").hears("sure.dismiss", number=2).says(yes).hears("toast.laid_down", number=2)


@pytest.mark.parametrize("described", DESCRIBED)
async def test_where_several_are_open_a_bare_yes_is_asked_back_with_their_numbers(town: Town, described: str) -> None:
    leo, yes = await _two_open(town, described)
    await leo.says("/dismiss 1").hears("sure.dismiss", number=1).says("/dismiss 2").hears("sure.dismiss", number=2)
    await leo.says(yes).hears("choose.which_question").hears_nothing()
    assert [row.state for row in await town.rows_of("incident")] == ["reported", "reported"]
    await leo.taps("question.is", number=1).is_told("toast.laid_down", number=1)
    assert sorted(row.state for row in await town.rows_of("incident")) == ["false_alarm", "reported"]
    # The other one is the only question that is open now.
    await leo.says(yes).hears("toast.laid_down", number=2)


async def test_the_number_that_people_know_it_by_answers_too(town: Town) -> None:
    leo, yes = await _two_open(town, "en")
    await leo.says("/dismiss 1").says("/dismiss 2").says(yes).hears("choose.which_question")
    await leo.says("1").hears("toast.laid_down", number=1)


async def test_what_comes_in_between_does_not_swallow_a_yes(town: Town) -> None:
    leo, yes = await _two_open(town, "en signal")
    await leo.says("/dismiss 1").hears("sure.dismiss", number=1)
    (sam,) = await town.with_people("Sam")
    await sam.says("vans at Pine St in Northampton")
    await leo.hears("card.head", number=3).says(yes).hears("toast.laid_down", number=1)


async def test_a_yes_long_after_the_question_is_no_answer_to_it(town: Town) -> None:
    leo, yes = await _two_open(town, "en signal")
    await leo.says("/dismiss 1").hears("sure.dismiss", number=1)
    await town.forward(minutes=15)
    (sam,) = await town.with_people("Sam")
    await sam.says("vans at Pine St in Northampton")
    await leo.says(yes)
    assert "false_alarm" not in {row.state for row in await town.rows_of("incident")}


async def test_an_answer_to_one_of_two_alerts_is_asked_back_and_a_quoted_one_is_not(town: Town) -> None:
    cast = await confirmed(town)
    first = next(line.ref for line in cast.jean.screen.lines if line.says("alert.head"))
    await cast.marisol.says("/report a car at Oak & 9th")
    await cast.dana.says("/confirm 2").taps("basis.photo").taps("confirm.send").is_told("toast.sent")
    town.forget_news()
    await cast.jean.says("On my way").hears("choose.which_question").hears_nothing()
    assert await town.rows_of("answer") == []
    await cast.jean.taps("question.is", number=2)
    [answer] = await town.rows_of("answer")
    [second] = [row.id for row in await town.rows_of("incident") if row.number == 2]
    assert answer.incident_id == second
    await cast.jean.says("On my way", quote=first)
    assert len(await town.rows_of("answer")) == 2


async def test_what_was_asked_is_offered_no_more_where_the_card_has_changed(town: Town) -> None:
    leo, _ = await _two_open(town, "en")
    await leo.says("Confirm").hears("choose.which_question")
    late = leo.button("question.is", number=1)
    await leo.says("/dismiss 1").taps("end.dismiss")
    town.forget_news()
    await leo.presses(late).is_told("choose.stale").hears_nothing()
    assert {row.state for row in await town.rows_of("incident")} == {"false_alarm", "reported"}


async def test_a_menu_is_no_question_that_waits(town: Town) -> None:
    leo, _ = await _two_open(town, "en signal")
    await leo.says("/dismiss 1").hears("sure.dismiss")
    await leo.says("/leave").hears("leave.ask").says("no").hears("towns.enough")
