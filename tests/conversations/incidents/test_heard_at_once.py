"""Who is known is heard as fast as a stranger: plain words reach the desk in one step, and can be taken back."""

import pytest

from handlers.core.inbound import InboundKind
from tests.conversations.scenes import CORNER, gathered, reported
from tests.conversations.town import Town

PLEAS = (
    "la migra esta aqui",
    "ICE is here at 20 Main st",
    "help",
    "se llevaron a mi esposo",
    "ayuda la migra",
    "they came for my brother please help",
    "hay redada",
)


@pytest.mark.parametrize("role", ["member", "subscriber", "responder"])
@pytest.mark.parametrize("words", PLEAS)
async def test_plain_words_of_somebody_known_reach_the_desk_at_once(town: Town, words: str, role: str) -> None:
    rosa, dana = await town.with_people(f"Rosa es {role}", "Dana en dispatcher")
    await rosa.says(words)
    await dana.hears("card.head")
    assert rosa.screen.news, "everybody gets an answer"


async def test_what_was_no_report_is_taken_back_with_a_tap_and_whoever_was_sent_waits(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"hay dos camionetas de ICE en {CORNER}, Northampton").hears("report.received")
    await cast.jean.hears("verify.ask")
    await cast.marisol.hears("verify.ask")
    await cast.dana.hears("card.head", place=CORNER)
    await cast.rosa.taps("report.back").hears("report.taken_back")
    await cast.dana.hears("desk.back", n=1).sees("card.back")
    await cast.jean.hears("verify.taken_back", number=1)
    await cast.marisol.hears("verify.taken_back", number=1)
    await town.nobody_hears_anything_else()


async def test_several_short_lines_one_after_the_other_are_one_report(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("la migra").says("esta aqui").says("en el Big Y de la King, Northampton")
    await cast.dana.hears("card.head").sees("card.place", place="el Big Y de la King")
    assert [row.number for row in await town.rows_of("incident")] == [1]
    await cast.dana.sees("card.reporter", words="esta aqui\nen el Big Y de la King, Northampton")


async def test_seen_is_when_it_was_written_though_the_platform_kept_it_for_hours(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says_late(f"migra en {CORNER}, Northampton", hours=3).hears("report.received")
    await cast.dana.hears("card.head", at=town.now_minus(hours=3))
    await cast.jean.hears_nothing()
    await cast.marisol.hears_nothing()


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("I saw ICE 20 minutes ago at {corner}, Northampton", 20),
        ("hace 40 minutos vi migra en {corner}, Northampton", 40),
        ("hace dos horas habia agentes de ICE en {corner}, Northampton", 120),
    ],
)
async def test_seen_is_when_it_was_seen_and_what_is_old_sends_nobody_by_itself(
    town: Town, words: str, minutes: int
) -> None:
    cast = await gathered(town)
    await cast.rosa.says(words.format(corner=CORNER))
    await cast.dana.hears("card.head", at=town.now_minus(minutes=minutes))
    sent = [phone.screen.unheard() for phone in (cast.jean, cast.marisol)]
    assert any(sent) == (minutes <= 30)


async def test_a_time_that_is_unclear_is_shown_as_such_and_sends_nobody(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"yesterday at 3 I saw ICE at {CORNER}, Northampton").hears("report.received")
    await cast.dana.hears("seen.unclear")
    await cast.jean.hears_nothing()
    await cast.marisol.hears_nothing()


async def test_a_number_that_an_older_choice_still_holds_is_asked_back_while_a_count_is_asked_for(town: Town) -> None:
    (kim, dana) = await town.with_people("Kim en member signal", "Dana en dispatcher")
    await kim.says(f"/report agents at {CORNER} in Northampton")
    over = kim.button("kind.over")
    await kim.taps("kind.see").taps("activity.taking").hears("ask.size")
    town.forget_news()
    assert over.number is not None
    await kim.says(str(over.number)).hears("choose.count_or_choice", number=over.number)
    await dana.hears_nothing()
    await kim.taps("kind.over").hears("report.kind.over")
    await dana.hears("desk.over", n=1)


async def test_a_count_that_no_choice_holds_is_the_count(town: Town) -> None:
    kim, dana = await town.with_people("Kim en member signal", "Dana en dispatcher")
    await kim.says(f"/report agents at {CORNER} in Northampton").taps("kind.see").taps("activity.taking")
    await kim.hears("ask.size").says("30").hears("ask.uniform")
    await dana.sees("fact.size.many")


async def test_a_question_whether_it_is_true_is_answered_from_what_is_confirmed_and_rings_the_desk_once(
    town: Town,
) -> None:
    dana, *others = await town.with_people("Dana en dispatcher", *(f"Sam{n} en subscriber" for n in range(8)))
    for sam in others:
        await sam.says("Is it true that ICE is in Northampton?").hears("rumor.nothing").hears_nothing()
    await dana.hears("desk.rumor").hears_nothing()


async def test_the_answer_to_a_rumour_is_the_same_while_something_is_unconfirmed(town: Town) -> None:
    await reported(town)
    (sam,) = await town.with_people("Sam en subscriber")
    await sam.says("Is it true that ICE is in Northampton?").hears("rumor.nothing").hears_nothing()


async def test_who_said_that_it_is_not_safe_to_write_to_them_is_not_asked_again_for_what_nobody_could_read(
    town: Town,
) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    await rosa.says("/reportar dos camionetas en Elm & 3rd").taps("kind.came").taps("witnesses.no").taps("write.no")
    town.forget_news()
    await rosa.send(InboundKind.UNHEARD)
    await rosa.hears_nothing()
    await dana.hears("desk.unheard", name="Rosa")
