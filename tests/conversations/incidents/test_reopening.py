"""What was ended too early: it is opened again by a tap, and news of it is joined to it and rings."""

import pytest

from alerts.people.person import Role
from storage.core import core_tables as t
from tests.conversations.scenes import CORNER, confirmed, gathered, observed, reported
from tests.conversations.town import Town


async def test_a_late_i_see_it_rings_and_a_tap_opens_it_again_and_it_can_be_confirmed(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(minutes=3)
    town.forget_news()
    seen_at = town.now
    await cast.jean.taps("look.seen").hears("look.seen").hears_nothing()
    await cast.dana.hears("desk.seen_after_end", number=1, at=seen_at).taps("desk.reopen").is_told("toast.reopened")
    await cast.dana.hears("desk.reopened", name="Dana").sees("card.state.verifying", name="Dana")
    await cast.jean.hears("verify.open_again_seen", place=CORNER)
    await cast.marisol.hears("verify.open_again").sees("verify.ask")
    await town.nobody_hears_anything_else()
    await cast.dana.taps("desk.confirm").hears("preview.ready").taps("confirm.send").is_told("toast.sent")
    await cast.marisol.hears("alert.head").sees("alert.times", observed=seen_at)
    # They had heard of no alert, so nothing is said to be so after all.
    assert "alert.open_again" not in cast.marisol.keys


async def test_what_somebody_saw_yesterday_confirms_nothing_today_they_are_asked_anew(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await town.forward(hours=20)
    town.forget_news()
    await cast.dana.taps("desk.reopen")
    await cast.jean.hears("verify.open_again").sees("verify.ask")
    await cast.dana.taps("desk.confirm").hears("confirm.reason", number=1).taps("desk.confirm")
    await cast.jean.taps("look.seen")
    town.forget_news()
    await cast.dana.taps("desk.confirm").hears("preview.ready")


async def test_what_was_dismissed_by_a_slip_is_opened_again_from_where_its_end_was_said(town: Town) -> None:
    cast = await reported(town)
    (leo,) = await town.with_people("Leo es dispatcher signal")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    # It takes both of them, as one has ended it (test_second_yes.py).
    await leo.taps("desk.reopen").hears("second.asked")
    await cast.dana.hears("second.ask.reopen").taps("second.yes").is_told("toast.reopened")
    await cast.dana.hears("desk.reopened", name="Leo").sees("card.state.verifying", name="Leo")
    await cast.dana.taps("desk.confirm").is_told("refused.held")


async def test_its_deadlines_live_again(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(hours=2)
    await cast.dana.taps("desk.reopen")
    town.forget_news()
    await town.forward(minutes=1)
    await cast.dana.hears("desk.nudge", number=1)
    await town.forward(minutes=1)
    await cast.dana.hears("desk.lapsed", number=1)
    await town.forward(minutes=1)
    await cast.dana.hears("desk.unclaimed", number=1)
    purges = [row for row in await town.rows(t.deadline) if row.kind == "purge incident" and row.state == "pending"]
    assert [(row.due_at - town.now).days for row in purges] == [13]


async def test_after_a_day_it_is_too_late(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    reopen, seen = cast.dana.button("desk.reopen"), cast.jean.button("look.seen")
    await town.forward(hours=24, seconds=1)
    town.forget_news()
    await cast.dana.presses(reopen).is_told("refused.too_late", number=1)
    await cast.jean.presses(seen).hears("answer.over")
    await town.nobody_hears_anything_else()


async def test_two_who_open_it_at_once_open_it_once(town: Town) -> None:
    cast = await reported(town)
    (leo,) = await town.with_people("Leo es dispatcher")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(seconds=5)
    await cast.jean.taps("look.seen")
    buttons = cast.dana.button("desk.reopen"), leo.button("desk.reopen")
    town.forget_news()
    await town.together(cast.dana.presses(buttons[0]), leo.presses(buttons[1]))
    told = sorted(toast.key for phone in (cast.dana, leo) for toast in phone.screen.toasts)
    assert told == ["refused.held", "toast.reopened"]


async def test_nobody_else_can_open_it(town: Town) -> None:
    cast = await reported(town)
    (ula,) = await town.with_people("Ula es dispatcher Holyoke")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    assert ula._offered("desk.reopen") is None
    async with town.work.begin() as uow:
        await uow.grants.take(cast.dana.person_id, town.network.towns[0].id)
    await cast.dana.taps("desk.reopen").is_told("refused.role")


async def test_who_left_meanwhile_is_not_asked_again_even_if_they_wrote_since(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await cast.marisol.says("/stop").taps("stop.yes").says(f"/report two vans at {CORNER}, Northampton")
    town.forget_news()
    await cast.dana.says("/desk").taps("desk.reopen")
    await cast.marisol.hears_nothing()
    await cast.jean.hears("verify.open_again")


async def test_what_was_alerted_and_closed_is_told_again_only_by_a_new_alert_that_says_so(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.onway")
    on_my_way = cast.marisol.button("answer.onway")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await town.forward(minutes=5)
    town.forget_news()
    await cast.dana.taps("desk.reopen").is_told("toast.reopened").hears("desk.reopened")
    await cast.jean.hears("verify.open_again_seen")
    await cast.marisol.hears("verify.open_again")
    await town.nobody_hears_anything_else()
    # An answer to the old alert is no "on my way" to a new one, and nobody is told that it is over.
    await cast.marisol.presses(on_my_way).hears("answer.open_again", number=1)
    await cast.dana.taps("desk.confirm").hears("alert.open_again").taps("confirm.send").is_told("toast.sent", people=3)
    await cast.marisol.hears("alert.head").sees("alert.open_again")
    await cast.tomas.hears("community.head").sees("alert.open_again")
    await cast.dana.sees("card.answers", going=0).sees("card.told", sent=3, all=3, groups=2, all_groups=2)
    town.forget_news()
    await cast.dana.taps("desk.allclear").hears("sure.allclear", people=3).taps("end.allclear")
    await cast.tomas.hears("closing.all_clear.community").hears_nothing()


async def test_who_got_only_the_first_alert_hears_no_second_end_and_no_news_of_the_second(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.tomas.says("/stop")
    await cast.marisol.says("/leave").taps("towns.leave")
    await town.forward(minutes=5)
    await cast.dana.taps("desk.reopen").taps("desk.confirm").taps("confirm.send").is_told("toast.sent", people=1)
    await cast.dana.taps("desk.correct").taps("choice.correct.time").taps("correct.ago:30")
    await cast.dana.hears("correction.sure", people=1).taps("correct.send").is_told("toast.corrected", people=1)
    await cast.dana.taps("desk.update").taps("tell.leaving").is_told("toast.updated", people=1)
    town.forget_news()
    await cast.dana.taps("desk.allclear").hears("sure.allclear", people=1).taps("end.allclear")
    await cast.jean.hears("closing.all_clear.responders")
    await cast.tomas.hears_nothing()
    # She had been asked to look.
    await cast.marisol.hears("outcome.verifier.over").hears_nothing()


async def test_dismissed_after_it_was_opened_again_nobody_hears_of_an_end_twice(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear").taps("desk.reopen")
    await cast.jean.taps("look.nothing")
    town.forget_news()
    await cast.dana.taps("desk.dismiss").hears("sure.dismiss").taps("end.dismiss").is_told("toast.laid_down")
    await cast.dana.hears("desk.ended.dismiss")
    await cast.tomas.hears_nothing()
    # Who was asked to look once more hears how that ended, and so does who reported it.
    await cast.marisol.hears("outcome.verifier.not_found")
    await cast.jean.hears("outcome.verifier.not_found")
    await cast.rosa.hears("outcome.not_found")
    await town.nobody_hears_anything_else()


async def test_what_its_reporter_writes_after_the_end_is_joined_to_it_and_rings(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(minutes=3)
    town.forget_news()
    await cast.rosa.says("still here!!").hears("report.added")
    await cast.dana.hears("desk.reporter_after_end", number=1, n=1, words="still here!!")
    await cast.dana.taps("desk.reopen").sees("card.reporter", words="two vans at Elm & 3rd\nstill here!!")


async def test_a_stranger_who_does_so_is_marked(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"two vans at {CORNER} in Northampton")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await sam.says("siguen aquí").hears("report.added")
    await cast.dana.hears("desk.lead_after_end", words="siguen aquí")


async def test_what_its_reporter_taps_after_the_end_rings_too(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await cast.rosa.taps("kind.see").hears("report.kind.see")
    await cast.dana.hears("desk.see_after_end", number=1, n=1).hears_nothing()
    await cast.rosa.taps("kind.came")
    await cast.dana.hears("desk.came_after_end", n=1)
    await cast.rosa.taps("kind.taken").taps("children.yes")
    await cast.dana.hears("desk.taken_after_end", n=1).hears("desk.need.children").taps("desk.reopen")
    await cast.dana.is_told("toast.reopened")


async def test_that_it_is_over_rings_nobody_then_and_neither_does_a_tap_a_day_later(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await cast.rosa.taps("kind.over")
    await town.forward(hours=25)
    await cast.rosa.taps("kind.see")
    await cast.dana.hears_nothing()


async def test_who_is_muted_rings_nobody_after_the_end_unless_they_came_for_them(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"two vans at {CORNER} in Northampton")
    await cast.dana.taps("desk.people").taps("choice.mute_reporter", n=1)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await sam.taps("kind.see").says("still here!!").hears("report.added")
    await cast.dana.hears_nothing()
    await sam.taps("kind.came")
    await cast.dana.hears("desk.came_after_end")


async def test_nobody_on_the_way_hears_that_there_is_no_need_while_somebody_sees_agents(town: Town) -> None:
    cast = await observed(town)
    await cast.marisol.taps("choice.going", minutes=5)
    town.forget_news()
    await cast.dana.taps("desk.dismiss").hears("sure.observed").taps("end.dismiss").is_told("toast.laid_down")
    await cast.marisol.hears("outcome.verifier.disputed")
    await cast.jean.hears("outcome.verifier.disputed")
    await cast.rosa.hears("outcome.disputed")


async def test_nor_by_a_false_alarm_where_it_was_seen_since_the_alert(town: Town) -> None:
    cast = await confirmed(town)
    await town.forward(minutes=2)
    await cast.marisol.taps("look.seen")
    town.forget_news()
    await cast.dana.taps("desk.cancel").hears("sure.observed").taps("end.cancel")
    await cast.jean.hears("closing.disputed.responders")
    await cast.tomas.hears("closing.disputed.community")


async def test_nor_by_answering_once_somebody_sees_it_after_the_end(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await town.forward(minutes=2)
    await cast.jean.taps("look.seen")
    town.forget_news()
    await cast.marisol.taps("answer.onway").hears("answer.disputed").taps("look.going").hears("answer.disputed")
    await cast.jean.taps("look.nothing").hears("look.nothing")
    await cast.dana.hears("desk.nothing_after_end")
    await cast.marisol.taps("answer.onscene").hears("answer.over")


async def test_an_i_see_it_between_the_question_and_the_yes_asks_once_more(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss")
    await cast.jean.taps("look.seen")
    town.forget_news()
    await cast.dana.taps("end.dismiss").hears("sure.observed")
    await cast.rosa.hears_nothing()
    await cast.dana.taps("end.dismiss").is_told("toast.laid_down")


@pytest.mark.parametrize("words", ["los veo, siguen aquí, son 4", "I still see them here, 4 agents"])
@pytest.mark.parametrize("end", ["allclear", "cancel"])
async def test_an_i_see_it_in_words_after_the_end_rings_as_the_tap_does(town: Town, words: str, end: str) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.onway")
    await cast.dana.taps(f"desk.{end}").taps(f"end.{end}")
    await town.forward(minutes=3)
    town.forget_news()
    await cast.jean.says(words).hears("task.understood", number=1)
    await cast.dana.hears("desk.seen_after_end", number=1).hears("desk.task.words", words=words)
    await cast.marisol.taps("answer.onway").hears("answer.disputed")
    await cast.dana.taps("desk.reopen").is_told("toast.reopened")


async def test_what_is_seen_somewhere_else_after_the_end_is_a_report_of_its_own(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    town.forget_news()
    await cast.jean.says("I see 4 ICE agents at Oak & 9th").hears("report.received")
    await cast.dana.hears("card.head", number=2)


@pytest.mark.parametrize("end", ["end.dismiss", "end.police"])
async def test_who_saw_what_the_desk_ended_as_nothing_is_asked_anew_and_is_no_observer(town: Town, end: str) -> None:
    cast = await observed(town)
    desk = "desk.dismiss" if end == "end.dismiss" else "desk.notimmigration"
    await cast.dana.taps("desk.claim").taps(desk).taps(end)
    await town.forward(minutes=5)
    town.forget_news()
    await cast.dana.taps("desk.reopen")
    await cast.jean.hears("verify.open_again").sees("verify.ask")
    await cast.dana.taps("desk.confirm").hears("confirm.reason", number=1)
    await cast.jean.taps("look.seen")
    await cast.dana.taps("desk.confirm").hears("preview.ready")


async def test_who_is_no_responder_of_the_town_any_more_is_neither_asked_again_nor_an_observer(town: Town) -> None:
    cast = await observed(town)
    northampton, holyoke = town.network.towns[0].id, town.network.named("Holyoke")
    assert holyoke is not None
    async with town.work.begin() as uow:
        await uow.grants.give(cast.jean.person_id, Role.RESPONDER, holyoke.id, town.now)
        await uow.grants.take(cast.jean.person_id, northampton)
    await cast.dana.taps("desk.confirm").hears("confirm.reason", number=1)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    await cast.dana.taps("desk.reopen")
    await cast.marisol.hears("verify.open_again")
    await cast.jean.hears_nothing()
    await cast.jean.taps("look.seen").hears("refused.lost_role")
