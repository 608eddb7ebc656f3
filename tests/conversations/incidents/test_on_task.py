"""What somebody with an open task or alert sends belongs to it: understood as a tap, or passed on as theirs."""

import pytest

from handlers.core.inbound import InboundKind
from tests.conversations.scenes import confirmed, gathered, reported
from tests.conversations.town import Town

TAPS = (
    ("no hay nada aqui", "look.nothing", "desk.nothing"),
    ("nothing here, all quiet", "look.nothing", "desk.nothing"),
    ("im here, 3 of them", "look.seen", "desk.seen"),
    ("los veo, son 4 con chaleco", "look.seen", "desk.seen"),
)
NOTHING_RUNG = (
    ("voy saliendo", "look.going"),
    ("on my way, 5 min", "look.going"),
    ("can't make it, my kid", "look.cannot"),
)


@pytest.mark.parametrize(("words", "answer", "rung"), TAPS)
async def test_a_verifiers_plain_words_are_their_answer(town: Town, words: str, answer: str, rung: str) -> None:
    cast = await reported(town)
    await cast.jean.says(words).hears(answer).sees("task.understood", number=1)
    await cast.dana.hears(rung)
    assert len(await town.rows_of("incident")) == 1


@pytest.mark.parametrize(("words", "answer"), NOTHING_RUNG)
async def test_who_goes_and_who_cannot_are_understood_too(town: Town, words: str, answer: str) -> None:
    cast = await reported(town)
    await cast.jean.says(words).hears(answer).sees("task.understood", number=1)
    assert len(await town.rows_of("incident")) == 1


async def test_what_was_understood_wrongly_is_put_right_with_a_tap(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.says("no hay nada aqui").hears("look.nothing")
    await cast.jean.taps("look.seen").hears("look.seen")
    await cast.dana.hears("desk.nothing").hears("desk.seen")


async def test_it_is_not_immigration_reaches_the_desk_in_the_verifiers_words(town: Town) -> None:
    cast = await reported(town)
    words = "its just state troopers, not ice"
    await cast.jean.says(words)
    await cast.dana.hears("desk.task.words", number=1, words=words)
    assert len(await town.rows_of("incident")) == 1


async def test_no_but_later_keeps_both(town: Town) -> None:
    cast = await reported(town)
    words = "no puedo ahora, en 2 horas si"
    await cast.marisol.says(words).hears("look.cannot")
    await cast.dana.hears("desk.task.words", words=words)


async def test_photo_video_voice_and_pin_of_somebody_who_looks_go_to_that_incidents_desk(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.sends_photo().hears("task.passed_on", number=1)
    await cast.dana.hears("desk.task.photo", number=1)
    await cast.jean.sends_video("dos vans").hears("task.passed_on", number=1)
    await cast.dana.hears("desk.task.video", number=1)
    await cast.jean.sends_voice().hears("task.passed_on", number=1)
    await cast.dana.hears("desk.task.voice", number=1)
    await cast.jean.sends_location(42.33, -72.65).hears("task.passed_on", number=1)
    await cast.dana.hears("desk.task.point", number=1)
    assert len(await town.rows_of("incident")) == 1


async def test_many_photos_of_somebody_who_looks_ring_once_in_two_minutes_and_none_is_lost(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.sends_photo().hears("task.passed_on", number=1)
    await cast.dana.hears("desk.task.photo", number=1)
    await cast.jean.sends_photo().hears("task.passed_on", number=1)
    await cast.dana.hears("desk.task.more", number=1)
    for _ in range(5):
        await cast.jean.sends_photo().hears("task.passed_on", number=1)
    await cast.dana.hears_nothing()
    # Another kind says something else, and so does what comes later.
    await cast.jean.sends_voice()
    await cast.dana.hears("desk.task.voice", number=1)
    await town.forward(minutes=2)
    town.forget_news()
    await cast.jean.sends_photo()
    await cast.dana.hears("desk.task.photo", number=1).hears_nothing()
    await cast.dana.taps("choice.whole")
    assert len([line for line in cast.dana.screen.news if line.says("desk.task.photo")]) == 5
    await cast.dana.taps("choice.more_media")
    assert len([line for line in cast.dana.screen.news if line.says("desk.task.photo")]) == 6


async def test_an_album_of_somebody_who_looks_rings_or_waits_as_a_whole(town: Town) -> None:
    cast = await reported(town)
    for part in range(3):
        await cast.jean.send(InboundKind.PHOTO, media=f"first {part}", album="1", follows=part > 0)
        await cast.dana.hears("desk.task.photo", number=1)
    for part in range(3):
        await cast.jean.send(InboundKind.PHOTO, media=f"second {part}", album="2", follows=part > 0)
    await cast.dana.hears("desk.task.more", number=1).hears_nothing()


@pytest.mark.parametrize("words", ["me tienen rodeada", "they took my phone", "help", "me agarraron del brazo"])
async def test_a_responder_in_trouble_wakes_the_desk_with_who_and_where(town: Town, words: str) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.onway")
    town.forget_news()
    await cast.marisol.says(words).hears("task.trouble", number=1)
    await cast.dana.hears("desk.trouble", number=1)
    assert len(await town.rows_of("incident")) == 1


async def test_answers_to_an_alert_in_words_are_understood(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.says("ya voy en camino").hears("answer.onway").sees("task.understood", number=1)
    await cast.marisol.says("ya llegué").hears("answer.onscene")
    await cast.jean.says("sorry can't tonight").hears("answer.cannot")
    await cast.dana.sees("card.answers", there=1, cannot=1)


async def test_a_thumb_of_somebody_asked_is_asked_back(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.reacts("👍", "verify.ask").hears("task.which", number=1)


async def test_other_agents_elsewhere_are_a_report_of_their_own(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.says("two more ICE vans at the Walmart on Main St, Northampton").hears("report.received")
    await cast.dana.hears("card.head", place="the Walmart on Main St")


async def test_who_is_on_no_task_reports(town: Town) -> None:
    cast = await gathered(town)
    await cast.jean.says("ICE agents at the Walmart on Main St, Northampton").hears("report.received")


@pytest.mark.parametrize(
    "words",
    ["se llevaron a mi esposo de la casa", "agarraron a mi primo aquí", "they took my husband from our house"],
)
@pytest.mark.parametrize("before", ["", "choice.going"])
async def test_a_relative_who_was_taken_is_no_answer_of_a_verifier(town: Town, words: str, before: str) -> None:
    cast = await reported(town)
    if before:
        await cast.marisol.taps(before, minutes=5)
        town.forget_news()
    await cast.marisol.says(words).hears("taken.with_you")
    await cast.dana.hears("desk.taken", number=2)
    assert not {"desk.nothing", "desk.seen"} & {*cast.dana.screen.unheard()}


@pytest.mark.parametrize(
    "words",
    [
        "are they still there?", "is it true there is ice in town", "siguen ahí?", "is it confirmed", "todavía están?",
        "how many agents?", "did anybody see them", "eske yo la toujou?",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "look.going"])
async def test_a_question_of_a_verifier_is_no_observation(town: Town, words: str, before: str) -> None:
    cast = await reported(town)
    if before:
        await cast.marisol.taps(before)
    town.forget_news()
    await cast.marisol.says(words)
    assert not {"desk.seen", "desk.nothing"} & {*cast.dana.screen.unheard()}
    await cast.dana.taps("desk.confirm").hears("confirm.reason")


@pytest.mark.parametrize("words", ["I see 3 agents, should I film?", "los veo, son 4, ¿qué hago?"])
async def test_who_tells_what_is_there_before_they_ask_is_heard_as_an_observer(town: Town, words: str) -> None:
    cast = await reported(town)
    await cast.marisol.says(words).hears("task.understood")
    await cast.dana.hears("desk.seen", number=1)


async def test_six_responders_who_ask_whether_it_is_true_elsewhere_ring_the_desk_once(town: Town) -> None:
    cast = await confirmed(town)
    people = await town.with_people(*(f"R{n} en responder" for n in range(6)))
    town.forget_news()
    for one in (*people, cast.marisol):
        await one.says("is it true that ICE is at the Walmart too?").hears("rumor.confirmed")
    await cast.dana.hears("desk.rumor").hears_nothing()


@pytest.mark.parametrize(
    "words",
    [
        "I see them at Oak & 9th, 3 agents", "los veo en la Maple con 5ta, son 3", "nothing here at Oak & 9th",
        "visual on 3 agents, corner of Oak and 9th",
    ],
)  # fmt: skip
async def test_what_a_verifier_sees_somewhere_else_confirms_nothing_where_they_were_sent(
    town: Town, words: str
) -> None:
    cast = await reported(town)
    await cast.jean.taps("choice.going", minutes=5)
    town.forget_news()
    await cast.jean.says(words).hears("task.which", number=1)
    await cast.dana.hears("desk.task.words", words=words)
    await cast.dana.taps("desk.confirm").hears("confirm.reason")
    # One tap says that it is there all the same.
    await cast.jean.taps("look.seen")
    await cast.dana.hears("desk.seen", number=1)


async def test_the_place_that_they_were_sent_to_may_be_told_otherwise(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.says("I see them at 3rd and Elm, 3 agents").hears("task.understood")
    await cast.dana.hears("desk.seen", number=1)


async def test_who_was_asked_to_look_at_two_places_is_asked_which_one_they_mean(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.says("/report vans at Oak & 9th, Northampton")
    town.forget_news()
    await cast.jean.says("I see them, 3 agents with vests").hears("task.which_number", number=2)
    await cast.dana.hears("desk.task.words").hears_nothing()
    await cast.jean.taps("choice.task_number", number=2)
    await cast.dana.hears("desk.seen", number=2)


async def test_the_place_that_they_name_says_which(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.says("/report vans at Oak & 9th, Northampton")
    town.forget_news()
    await cast.jean.says("I see them at Oak & 9th, 3 agents").hears("task.understood", number=2)
    await cast.dana.hears("desk.seen", number=2)


async def test_who_found_nothing_at_one_place_and_sees_them_at_the_next_confirms_nothing_at_the_first(
    town: Town,
) -> None:
    cast = await reported(town)
    await cast.jean.taps("look.nothing")
    await town.forward(minutes=5)
    await cast.rosa.says("/report vans at Oak & 9th, Northampton")
    town.forget_news()
    await cast.jean.says("los veo, son 3")
    assert [line for line in cast.dana.screen.news if line.says("desk.seen", number=1)] == []
    await cast.jean.hears("task.which_number", number=2)
