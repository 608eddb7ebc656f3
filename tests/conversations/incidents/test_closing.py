"""Update, all clear, false alarm: to exactly those who were told, in their language, referring to it."""

import pytest

from alerts.notices import text
from alerts.people.person import Role
from locales.catalogue import ReaderLocale
from tests.conversations.scenes import CORNER, Cast, confirmed, observed
from tests.conversations.screen import plain
from tests.conversations.town import Town

UPDATE = "report to me: the north gate is open"
ENDS = [("allclear", "closing.all_clear", "over"), ("cancel", "closing.false_alarm", "not_found")]


@pytest.mark.parametrize("update", ["enough", "more", "leaving"])
async def test_an_update_goes_to_exactly_those_who_were_told(town: Town, update: str) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.update").hears("update.ask").taps(f"tell.{update}").is_told("toast.updated", people=3)
    await _all_hear(cast, f"update.{update}")
    await town.nobody_hears_anything_else()


async def test_a_written_update_is_shown_first_and_marked_as_being_in_one_language(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.update").taps("tell.words").hears("update.ask").hears("update.write")
    await cast.dana.says(UPDATE).hears("update.sure")
    await cast.jean.hears_nothing()
    await cast.dana.taps("tell.send").is_told("toast.updated")
    await cast.jean.hears("update.words.responders")
    assert cast.jean.languages == {"en"}
    await cast.marisol.hears("update.words.responders")
    assert cast.marisol.languages == {"es"}
    marked = ReaderLocale("es", town.network.zone).text(text("mark.in.en", words=UPDATE))
    assert marked in cast.marisol.text
    await cast.tomas.hears("update.words.community")


async def test_a_written_update_may_be_given_up(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.update").taps("tell.words").says("/cancel").hears("cancel.done")
    await cast.dana.says("the north gate is open")
    await cast.jean.hears_nothing()


@pytest.mark.parametrize(("tap", "key", "outcome"), ENDS)
async def test_the_end_goes_to_exactly_those_who_were_told_and_refers_to_it(
    town: Town, tap: str, key: str, outcome: str
) -> None:
    cast = await confirmed(town)
    alerts = {screen: spoken for screen, _, spoken in town.diary if spoken.notice.kind == "alert"}
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER} in Northampton")
    await town.with_people("Nina es subscriber", "Otto en responder")
    town.forget_news()
    await cast.dana.taps(f"desk.{tap}").hears(f"sure.{tap}", number=1, people=3).taps(f"end.{tap}")
    await cast.dana.is_told("toast.ended").hears(f"desk.ended.{'all_clear' if tap == 'allclear' else tap}")
    await _all_hear(cast, key)
    await cast.rosa.hears(f"outcome.{outcome}", place=CORNER)
    await sam.hears(f"outcome.{outcome}")
    await town.nobody_hears_anything_else()
    closings = {screen: spoken for screen, _, spoken in town.diary if spoken.notice.kind == "closing"}
    assert closings.keys() == alerts.keys()
    assert all(spoken.answers for spoken in closings.values())


async def _all_hear(cast: Cast, key: str) -> None:
    for room in (cast.on_telegram, cast.on_signal):
        assert room.hears(f"{key}.community").languages(cast.town.network, cast.town.now) == {"en", "es"}
    await cast.marisol.hears(f"{key}.responders", place=CORNER)
    await cast.jean.hears(f"{key}.responders", place=CORNER)
    await cast.tomas.hears(f"{key}.community")


async def test_who_says_after_the_alert_that_it_is_not_safe_to_write_hears_nothing_more_of_it(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.says(f"/reportar dos camionetas en {CORNER}").taps("kind.came").taps("witnesses.no")
    await cast.marisol.taps("write.no").hears("report.quiet")
    town.forget_news()
    await cast.dana.taps("desk.update").taps("tell.leaving").is_told("toast.updated", people=2)
    await cast.dana.taps("desk.correct").taps("choice.correct.time").taps("correct.ago:30").taps("correct.send")
    await cast.dana.is_told("toast.corrected", people=2).taps("desk.allclear").taps("end.allclear")
    await cast.marisol.hears_nothing()
    await cast.jean.hears("update.leaving.responders").hears("correction.head").hears("closing.all_clear.responders")


@pytest.mark.parametrize("field", ["place", "town"])
async def test_where_it_is_elsewhere_since_it_was_asked_the_end_is_asked_anew(town: Town, field: str) -> None:
    cast = await confirmed(town)
    leo, _ = await town.with_people("Leo es dispatcher", "Hope en dispatcher Holyoke")
    async with town.work.begin() as uow:
        for one in town.network.towns:
            await uow.grants.give(cast.dana.person_id, Role.DISPATCHER, one.id, town.now)
    await leo.says("/desk").taps("desk.show")
    await cast.dana.taps("desk.allclear").hears("sure.allclear", place=CORNER)
    asked = cast.dana.button("end.allclear")
    await leo.taps("desk.correct").taps(f"choice.correct.{field}")
    await (leo.says("Maple St 12") if field == "place" else leo.taps("correct.town"))
    town.forget_news()
    await cast.dana.presses(asked).hears("sure.allclear", place=CORNER)
    await cast.jean.hears_nothing()
    await cast.dana.taps("end.allclear").is_told("toast.ended")
    await cast.jean.hears("closing.all_clear.responders", place=CORNER)


@pytest.mark.parametrize("told", [True, False])
async def test_the_end_names_the_place_that_the_told_have_heard_of(town: Town, told: bool) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.correct").taps("choice.correct.place").says("Maple St 12")
    await cast.dana.taps("correct.send" if told else "correct.back")
    town.forget_news()
    known = "Maple St 12" if told else CORNER
    await cast.dana.taps("desk.allclear").hears("sure.allclear", place=known).taps("end.allclear")
    await cast.jean.hears("closing.all_clear.responders", place=known)


async def test_opened_again_and_confirmed_elsewhere_the_end_names_the_later_place(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear").taps("desk.reopen")
    await cast.dana.taps("desk.correct").taps("choice.correct.place").says("Maple St 12")
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    town.forget_news()
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.jean.hears("closing.all_clear.responders", place="Maple St 12")


async def test_who_is_asked_whether_to_end_it_reads_how_many_hear_it_and_not_who_asked_for_silence(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.says(f"/reportar dos camionetas en {CORNER}").taps("kind.came").taps("witnesses.no")
    await cast.marisol.taps("write.no")
    await cast.dana.taps("desk.allclear").hears("sure.allclear", people=2)
    await cast.dana.taps("choice.no").taps("desk.correct").taps("choice.correct.time").taps("correct.ago:30")
    await cast.dana.hears("correction.sure", people=2)


async def test_who_was_not_reached_by_the_alert_does_not_hear_its_end(town: Town) -> None:
    cast = await observed(town)
    cast.jean.screen.blocked = True
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    cast.jean.screen.blocked = False
    town.forget_news()
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.jean.hears_nothing()
    await cast.tomas.hears("closing.all_clear.community")


async def test_after_stop_one_closing_message_and_then_silence(town: Town) -> None:
    cast = await confirmed(town)
    await cast.tomas.says("/alto").hears("stop.done")
    await cast.jean.says("/stop").hears("stop.ask").taps("stop.yes").hears("stop.done")
    await cast.dana.taps("desk.update").taps("tell.enough")
    await cast.tomas.hears_nothing()
    await cast.jean.hears_nothing()
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.tomas.hears("closing.all_clear.community").hears_nothing()
    await cast.jean.hears("closing.all_clear.responders").hears_nothing()
    town.forget_news()
    await cast.rosa.says("/report two vans at Oak & 9th")
    await cast.dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    await cast.tomas.hears_nothing()
    await cast.jean.hears_nothing()


async def test_stop_without_an_alert_is_silence_at_once(town: Town) -> None:
    cast = await observed(town)
    await cast.tomas.says("/stop").hears("stop.done")
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.tomas.hears_nothing()


async def test_reporter_and_verifiers_hear_the_outcome_once(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.rosa.hears("outcome.confirmed").hears_nothing()
    town.forget_news()
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.rosa.hears("outcome.over").hears_nothing()
    await cast.jean.hears("closing.all_clear.responders").hears_nothing()


async def test_closing_twice_closes_once_and_names_who_did(town: Town) -> None:
    cast = await confirmed(town)
    (leo,) = await town.with_people("Leo es dispatcher")
    await leo.says("/desk").taps("choice.show", number=1)
    await cast.dana.taps("desk.allclear")
    await leo.taps("desk.allclear")
    town.forget_news()
    await cast.dana.taps("end.allclear").is_told("toast.ended")
    await leo.taps("end.allclear")
    assert [(toast.key, plain(toast.values["name"])) for toast in leo.screen.toasts] == [("refused.over", "Dana")]
    await cast.tomas.hears("closing.all_clear.community").hears_nothing()


async def test_what_was_told_of_a_merged_incident_ends_with_the_other(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.says("/report one car at Oak & 9th")
    await cast.dana.taps("desk.merge")
    town.forget_news()
    await cast.dana.taps("choice.same", number=1).is_told("toast.merged")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.jean.hears("closing.all_clear.responders").hears_nothing()
    await cast.marisol.hears("closing.all_clear.responders").hears_nothing()


async def test_who_left_hears_the_end_of_what_they_were_told_and_no_news_of_it_even_if_they_write_again(
    town: Town,
) -> None:
    cast = await confirmed(town)
    await cast.tomas.says("/stop").hears("stop.done")
    await cast.tomas.says("/report a car at Oak & 9th").hears("report.received")
    town.forget_news()
    await cast.dana.taps("desk.update").taps("tell.leaving").is_told("toast.updated", people=2)
    await cast.marisol.hears("update.leaving.responders")
    await cast.tomas.hears_nothing()
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.tomas.hears("closing.all_clear.community")


async def test_a_mistyped_number_does_not_become_the_news(town: Town) -> None:
    await confirmed(town)
    (leo,) = await town.with_people("Leo en dispatcher signal")
    await leo.says("/desk").taps("desk.show").taps("desk.update").taps("tell.words")
    await leo.says("The north gate is open").hears("update.sure")
    await leo.says("99").hears("choose.no_such_number", number=99)
    await leo.taps("tell.send").hears("toast.updated")


@pytest.mark.parametrize("instead", ["police", "others"])
async def test_that_it_was_somebody_else_sends_nobody_home_while_a_witness_sees_agents(
    town: Town, instead: str
) -> None:
    cast = await observed(town)
    await cast.marisol.taps("choice.going", minutes=5)
    await cast.dana.taps("desk.claim").taps("desk.notimmigration").hears("sure.observed")
    town.forget_news()
    await cast.dana.taps(f"end.{instead}").is_told("toast.laid_down")
    await cast.marisol.hears("outcome.verifier.disputed")
    await cast.jean.hears("outcome.verifier.disputed")


async def test_nor_does_it_after_an_alert_since_which_somebody_sees_them(town: Town) -> None:
    cast = await confirmed(town)
    await town.forward(minutes=1)
    await cast.marisol.taps("look.seen")
    town.forget_news()
    await cast.dana.taps("desk.notimmigration").taps("end.police")
    await cast.jean.hears("closing.disputed.responders")
    await cast.tomas.hears("closing.disputed.community")


async def test_a_false_alarm_sends_nobody_home_while_one_who_got_the_alert_writes_that_they_see_them(
    town: Town,
) -> None:
    cast = await observed(town)
    (pia,) = await town.with_people("Pia en responder")
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await town.forward(minutes=2)
    town.forget_news()
    await pia.says("I see them, three agents with vests").hears("task.understood")
    await cast.dana.hears("desk.seen", number=1)
    await cast.dana.taps("desk.cancel").hears("sure.observed").taps("end.cancel")
    await cast.jean.hears("closing.disputed.responders")
    assert "closing.false_alarm.responders" not in cast.jean.screen.unheard()


async def test_who_got_the_alert_and_finds_nothing_there_is_heard_as_one_who_looked(town: Town) -> None:
    cast = await observed(town)
    (pia,) = await town.with_people("Pia en responder")
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    town.forget_news()
    await pia.says("nothing here").hears("task.understood")
    await cast.dana.hears("desk.nothing", number=1)
