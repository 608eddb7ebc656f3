"""A button pressed twice, late, or by somebody it was not meant for does no harm and says why."""

import pytest

from tests.conversations.scenes import CORNER, confirmed, gathered, observed, reported
from tests.conversations.town import Town


async def test_a_second_tap_does_no_harm(town: Town) -> None:
    cast = await reported(town)
    claim = cast.dana.button("desk.claim")
    await cast.dana.presses(claim).is_told("toast.claimed").presses(claim).is_told("toast.yours")
    see = cast.jean.button("look.seen")
    await cast.jean.presses(see).hears("look.seen").presses(see).hears("toast.known")
    await cast.dana.hears("desk.seen").hears_nothing()
    await cast.dana.taps("desk.confirm")
    send = cast.dana.button("confirm.send")
    await cast.dana.presses(send).is_told("toast.sent")
    town.forget_news()
    await cast.dana.presses(send).is_told("refused.confirmed")
    await town.nobody_hears_anything_else()


async def test_the_same_tap_twice_at_one_moment_sends_once(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    send = cast.dana.button("confirm.send")
    town.forget_news()
    await town.together(cast.dana.presses(send), cast.dana.presses(send))
    await cast.tomas.hears("community.head").hears_nothing()


async def test_an_old_card_says_how_it_stands(town: Town) -> None:
    cast = await reported(town)
    old = {tap: cast.dana.button(f"desk.{tap}") for tap in ("claim", "verify", "confirm", "dismiss")}
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    for button in old.values():
        await cast.dana.presses(button).is_told("refused.over")
    await town.nobody_hears_anything_else()


async def test_a_deciding_question_answered_late_says_why(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss")
    yes = cast.dana.button("end.dismiss")
    await cast.dana.presses(yes).is_told("toast.laid_down").presses(yes).is_told("refused.over")


@pytest.mark.parametrize("who", ["a stranger", "a member", "another dispatcher"])
async def test_a_button_meant_for_somebody_else_does_nothing(town: Town, who: str) -> None:
    cast = await reported(town)
    description = {"a stranger": "Sam", "a member": "Sam en member", "another dispatcher": "Sam en dispatcher Holyoke"}
    (sam,) = await town.with_people(description[who])
    for button in (cast.dana.button("desk.claim"), cast.rosa.button("kind.over"), cast.marisol.button("look.seen")):
        await sam.presses(button).is_told("refused.not_yours")
    await cast.dana.sees("card.state.reported").hears_nothing()


async def test_who_lost_the_role_can_no_longer_use_the_card(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.says("/leave").taps("towns.leave").hears("leave.done")
    await cast.dana.taps("desk.claim").is_told("refused.role")


async def test_edited_messages_never_command(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.edits(f"/report vans at {CORNER}").hears("help.edited")
    await cast.jean.edits("/stop").hears("help.edited").says("/status").hears("status.head")
    await town.nobody_hears_anything_else()


async def test_a_position_that_moves_is_no_chatter(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.sends_location(42.325, -72.641).hears("report.received")
    town.forget_news()
    for step in range(3):
        await cast.rosa.sends_location(42.325 + step / 1000, -72.641, edited=True)
    await town.nobody_hears_anything_else()


async def test_forwarded_messages_never_command_and_are_second_hand(town: Town) -> None:
    cast = await gathered(town)
    await cast.jean.forwards("/stop").hears("unclear.ask").says("/status").hears("status.head")
    await cast.rosa.forwards(f"agents at {CORNER}").hears("report.received")
    await cast.dana.hears("card.second_hand")
    await town.nobody_hears_anything_else()


async def test_a_strangers_forwarded_message_is_a_second_hand_lead(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.forwards(f"/report agents at {CORNER} in Northampton").hears("report.received")
    await cast.dana.hears("card.second_hand").sees("card.lead")


async def test_an_offer_to_file_is_good_for_its_own_words_only(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.forwards("/stop").hears("unclear.ask")
    first = rosa.button("file.this")
    await rosa.forwards("/help").hears("unclear.ask").presses(first).is_told("choose.stale")


async def test_on_signal_numbers_are_never_given_twice_and_a_stale_one_asks_back(town: Town) -> None:
    cast = await reported(town)
    asked = cast.jean.button("look.nothing")
    await cast.dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    answer = cast.jean.button("answer.onway")
    assert asked.number is not None
    assert answer.number is not None
    assert answer.number > asked.number
    town.forget_news()
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.jean.hears("closing.all_clear.responders").presses(asked).hears("answer.over")
    await cast.jean.presses(answer).hears("answer.over").says("999").hears("choose.no_such_number", number=999)
    await town.forward(seconds=5)
    await cast.dana.hears("sure.allclear").hears("desk.ended.all_clear").hears_nothing()


async def test_on_signal_a_deciding_number_repeats_place_and_number_first(town: Town) -> None:
    rosa, leo, jean = await town.with_people("Rosa es member", "Leo es dispatcher signal", "Jean en responder")
    await rosa.says(f"/report vans at {CORNER}")
    await leo.hears("card.head").taps("desk.dismiss").hears("sure.dismiss", number=1, place=CORNER)
    await jean.hears("verify.ask").hears_nothing()
    await leo.taps("end.dismiss").is_told("toast.laid_down")
    await jean.hears("outcome.verifier.not_found")


async def test_on_signal_a_number_of_a_card_that_changed_asks_back(town: Town) -> None:
    rosa, leo, dana = await town.with_people("Rosa es member", "Leo es dispatcher signal", "Dana en dispatcher")
    await rosa.says(f"/report vans at {CORNER}")
    claim = leo.button("desk.claim")
    await dana.taps("desk.claim")
    town.forget_news()
    await leo.presses(claim).hears("refused.held", name="Dana")


async def test_the_words_of_a_choice_do_as_its_number(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.says("Nothing there").hears("look.nothing")
    await cast.dana.hears("desk.nothing")


async def test_a_typed_no_leaves_what_never_mind_leaves(town: Town) -> None:
    rosa, luis = await town.with_people("Rosa en member signal", "Luis es member")
    await rosa.says("/leave").hears("leave.ask").says("no").hears("towns.enough")
    await luis.says("/salir").hears("leave.ask").says("Dejarlo así").hears("towns.enough")


async def test_a_thumb_answers_a_question_of_two_choices(town: Town) -> None:
    rosa, leo = await town.with_people("Rosa es member", "Leo es dispatcher signal")
    await rosa.says(f"/report vans at {CORNER}")
    await leo.taps("desk.dismiss").reacts("👎", "sure.dismiss").is_told("toast.nothing_sent")
    await leo.taps("desk.dismiss").reacts("👍🏽", "sure.dismiss").hears("desk.ended.dismiss")


@pytest.mark.parametrize("emoji", ["❤️", "", "😢", "👌"])
async def test_any_other_reaction_decides_nothing(town: Town, emoji: str) -> None:
    rosa, leo = await town.with_people("Rosa es member", "Leo es dispatcher signal")
    await rosa.says(f"/report vans at {CORNER}")
    await leo.taps("desk.dismiss").hears("sure.dismiss").reacts(emoji, "sure.dismiss")
    await leo.sees("card.state.reported")
    assert "toast.nothing_sent" not in leo.screen.unheard()


async def test_a_thumb_on_a_question_of_many_choices_is_asked_back_and_decides_nothing(town: Town) -> None:
    cast = await confirmed(town)
    await cast.jean.reacts("👍", "alert.head").hears("task.which", number=1)
    await cast.dana.hears_nothing()


async def test_a_quoted_answer_goes_to_what_it_quotes(town: Town) -> None:
    rosa, jean, dana = await town.with_people("Rosa es member", "Jean en responder signal", "Dana en dispatcher")
    await rosa.says(f"/report vans at {CORNER}")
    first = jean.screen.lines[-1].ref
    await rosa.says("/report a car at Oak & 9th")
    await dana.taps("desk.verify")
    town.forget_news()
    await jean.says("I see it", quote=first).hears("look.seen")
    await dana.hears("desk.seen", number=1)
