"""An answer in words belongs to the question that is open; where several are, it is asked back with numbers."""

import pytest

from alerts.incidents.incident import Reply, VerifierState
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town

ELSEWHERE = "/report vans at Oak & 9th"


async def two_questions(town: Town, transport: str = "") -> Phone:
    """Jean was asked to look at two, and has answered neither."""
    rosa, jean, _ = await town.with_people("Rosa es member", f"Jean en responder {transport}", "Luis en responder")
    await rosa.says(REPORT)
    await rosa.says(ELSEWHERE)
    town.forget_news()
    return jean


async def states(town: Town, who: Phone) -> dict[int, str]:
    """How far they are said to have got, by the number that people call it by."""
    numbers = {row.id: row.number for row in await town.rows_of("incident")}
    looks = await town.rows_of("verification")
    return {numbers[row.incident_id]: row.state for row in looks if row.person_id == who.person_id}


@pytest.mark.parametrize("words", ["I can go", "on my way", "voy"])
async def test_an_answer_is_recorded_where_one_question_is_open(town: Town, words: str) -> None:
    rosa, jean = await town.with_people("Rosa es member", "Jean en responder")
    await rosa.says(REPORT)
    await jean.says(words).hears("task.understood", number=1)
    assert await states(town, jean) == {1: VerifierState.GOING.value}


@pytest.mark.parametrize("transport", ["", "signal"])
@pytest.mark.parametrize("number", [1, 2])
async def test_where_two_are_open_it_is_asked_back_and_recorded_for_the_one_chosen(
    town: Town, transport: str, number: int
) -> None:
    jean = await two_questions(town, transport)
    await jean.says("on my way, 5 min").hears("task.which_number").hears_nothing()
    assert set((await states(town, jean)).values()) == {VerifierState.ASKED.value}
    await jean.taps("choice.task_number", number=number).hears("verify.go_at")
    other = {1: 2, 2: 1}[number]
    assert await states(town, jean) == {number: VerifierState.GOING.value, other: VerifierState.ASKED.value}


@pytest.mark.parametrize(
    ("words", "state"), [("can't make it, my kid", "cannot"), ("nothing here, all quiet", "nothing")]
)
async def test_no_and_nothing_there_are_asked_back_as_well(town: Town, words: str, state: str) -> None:
    jean = await two_questions(town)
    await jean.says(words).hears("task.which_number")
    await jean.taps("choice.task_number", number=1).hears(f"look.{state}")
    assert await states(town, jean) == {1: state, 2: VerifierState.ASKED.value}


async def test_an_old_question_s_button_answers_that_question_though_a_newer_one_stands(town: Town) -> None:
    rosa, jean, _ = await town.with_people("Rosa es member", "Jean en responder signal", "Luis en responder")
    await rosa.says(REPORT)
    first = jean.button("choice.going", minutes=5)
    await rosa.says(ELSEWHERE)
    await jean.presses(first).hears("verify.go_at")
    assert await states(town, jean) == {1: VerifierState.GOING.value, 2: VerifierState.ASKED.value}


async def test_an_alert_and_a_question_are_told_apart_too(town: Town) -> None:
    rosa, dana, jean, _ = await town.with_people(
        "Rosa es member", "Dana en dispatcher", "Jean en responder", "Luis en responder"
    )
    await rosa.says(REPORT)
    await dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    await rosa.says(ELSEWHERE)
    town.forget_news()
    await jean.says("on my way").hears("task.which_number")
    await jean.taps("choice.task_number", number=1).hears("answer.onway")
    assert [row.answer for row in await town.rows_of("answer")] == [Reply.ON_MY_WAY.value]
    assert (await states(town, jean))[2] == VerifierState.ASKED.value
