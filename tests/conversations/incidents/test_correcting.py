"""Whatever stands on a card can be corrected, by tap and by words, at any open state; the desk's word then stands."""

import pytest

from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, Cast, confirmed, gathered, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town

OTHER = "Oak & 9th"


async def correcting(cast: Cast, field: str) -> None:
    """Dana is asked what this field shall say."""
    await cast.dana.taps("desk.correct").hears("correct.ask", number=1).taps(f"choice.correct.{field}")


async def test_a_place_is_written_anew_and_stands_as_the_desks_word(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "place")
    await cast.dana.hears("correct.place", number=1, place=CORNER).says(OTHER)
    await cast.dana.hears("toast.place", place=OTHER).sees("card.place", place=OTHER).sees("corrected.place")
    # Who was asked to look must not go to the old one.
    for verifier in (cast.marisol, cast.jean):
        await verifier.hears("verify.corrected", number=1).sees("place.words", place=OTHER)
    await town.nobody_hears_anything_else()


async def test_back_leaves_it_by_tap_and_by_word(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "place")
    await cast.dana.hears("correct.place").says("back").hears("toast.unchanged").sees("card.place", place=CORNER)
    await correcting(cast, "place")
    await cast.dana.hears("correct.place").taps("correct.back").is_told("toast.unchanged")
    await cast.dana.says("two vans at Main & 1st").sees("card.place", place=CORNER)


async def test_a_place_is_taken_out_and_nobody_can_be_sent_until_there_is_another(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "place")
    await cast.dana.taps("correct.place.out").is_told("toast.place_out").sees("card.no_place")
    for verifier in (cast.marisol, cast.jean):
        await verifier.hears("correction.head", number=1).sees("verify.wait")
    await cast.dana.taps("desk.confirm").is_told("refused.no_place")
    # The one that was taken out does not come back; another that comes later counts.
    await cast.rosa.says(f"vans at {CORNER}")
    await cast.dana.sees("card.no_place")
    await cast.rosa.says(f"agents at {OTHER}")
    await cast.dana.sees("card.place", place=OTHER)


async def test_a_point_stays_behind_when_the_words_change_and_a_tap_puts_it_back(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.sends_location(*NORTHAMPTON)
    await correcting(cast, "place")
    await cast.dana.says("Elm & 4th").hears("correct.point_left_out")
    assert "openstreetmap" not in _card(cast.dana)
    await cast.dana.taps("correct.point.keep").is_told("toast.place")
    await cast.dana.sees("card.place", place="Elm & 4th")
    assert "openstreetmap" in _card(cast.dana)
    await correcting(cast, "place")
    await cast.dana.taps("correct.point.out").is_told("toast.place", place="Elm & 4th")
    await town.forward(seconds=4)
    assert "openstreetmap" not in _card(cast.dana)


async def test_a_dispatcher_may_send_the_location_itself_and_a_photo_there_is_no_report(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "place")
    town.forget_news()
    await cast.dana.sends_photo().hears("help.words_only").sends_location(*NORTHAMPTON).hears("toast.place")
    await town.forward(seconds=4)
    assert "openstreetmap" in _card(cast.dana)
    assert CORNER in _card(cast.dana)


async def test_what_is_written_too_late_is_no_correction(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "place")
    await town.forward(minutes=6)
    town.forget_news()
    await cast.dana.says("a car at Main & 1st").hears("report.received").sees("card.place", place=CORNER)


async def test_the_wrong_town_is_changed_and_its_desk_and_verifiers_have_it(town: Town) -> None:
    """A street's name named the town: Northampton St is in Holyoke."""
    cast = await reported(town, "/report migra at the McDonalds on Northampton St")
    (hope,) = await town.with_people("Hope en dispatcher Holyoke")
    await correcting(cast, "town")
    await cast.dana.taps("choice.name", name="Holyoke").is_told("toast.town", town="Holyoke")
    await hope.hears("card.head", town="Holyoke").hears("desk.handed_over", number=1)
    await cast.ines.hears("verify.ask", number=1)
    for verifier in (cast.marisol, cast.jean):
        await verifier.hears("verify.corrected").sees("correction.town", town="Holyoke")
    # It is Holyoke's now: free for its desk, out of the hands of who passed it on.
    await hope.taps("desk.claim").is_told("toast.claimed")
    await cast.dana.taps("desk.claim").is_told("refused.role")


async def test_a_town_where_nobody_has_the_desk_is_not_left_to_nobody(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "town")
    await cast.dana.taps("choice.name", name="Holyoke").is_told("refused.no_desk", town="Holyoke")
    await cast.dana.sees("card.head", town="Northampton").taps("desk.claim").is_told("toast.yours")


@pytest.mark.parametrize(
    ("words", "seen"),
    [("4:30 pm", "4:30 PM"), ("hace 40 min", "4:22 PM"), ("17:00", "5:00 PM"), ("yesterday at 3 pm", "Thu, Nov 19")],
)
async def test_the_time_is_what_the_dispatcher_writes(town: Town, words: str, seen: str) -> None:
    cast = await reported(town)
    await correcting(cast, "time")
    await cast.dana.hears("correct.time").says("when it was dark").hears("correct.time_unclear")
    await cast.dana.says(words).hears("toast.time", number=1)
    assert seen in cast.dana.text
    await cast.dana.sees("corrected.time")


async def test_a_time_that_nobody_could_say_is_known_once_the_desk_sets_it(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report two vans at {CORNER} yesterday")
    assert "seen.unclear" in next(line for line in cast.dana.screen.lines if line.says("card.head")).keys
    await correcting(cast, "time")
    await cast.dana.says("ayer 3 pm").hears("toast.time")
    await town.forward(seconds=4)
    card = next(line for line in cast.dana.screen.lines if line.says("card.head"))
    assert "seen.unclear" not in card.keys
    assert "Nov 19" in card.spoken.text


async def test_the_desks_time_stands_when_a_verifier_sees_it_and_the_desk_is_rung(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "time")
    await cast.dana.taps("correct.ago:30").is_told("toast.time")
    town.forget_news()
    await cast.jean.taps("look.seen")
    await cast.dana.hears("desk.seen")
    await town.forward(seconds=4)
    assert "seen 4:32 PM" in _card(cast.dana)


async def test_a_kind_that_is_nothing_to_go_to_sends_nobody(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says("/report they took somebody")
    await correcting(cast, "kind")
    await cast.dana.taps("correct.kind:taken").is_told("toast.kind").sees("card.kind", kind="kind.taken")
    town.forget_news()
    await cast.rosa.says("Elm & 3rd")
    for verifier in (cast.marisol, cast.jean):
        await verifier.hears_nothing()
    assert "choice.confirm" not in next(line for line in cast.dana.screen.lines if line.says("card.head")).keys
    await correcting(cast, "kind")
    await cast.dana.says("Agents were seen").hears("toast.kind").taps("desk.confirm").hears("confirm.reason")


async def test_facts_are_changed_and_taken_out_and_the_alert_says_so(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.taps("kind.see").taps("activity.taking").taps("size.many")
    await correcting(cast, "facts")
    await cast.dana.hears("correct.facts").taps("choice.correct.what.size").hears("ask.size").taps("choice.size.few")
    await cast.dana.is_told("toast.fact", fact="fact.size.few")
    await correcting(cast, "facts")
    await cast.dana.taps("choice.correct.what.activity").taps("choice.correct.fact_out").is_told("toast.fact")
    await cast.dana.sees("card.facts", facts="fact.size.few")
    await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    await cast.jean.hears("alert.head_likely").sees("alert.known", facts="fact.size.few")


async def test_who_contradicts_the_desk_is_shown_apart_and_rings_once(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.taps("kind.see").taps("activity.taking").taps("size.many")
    await correcting(cast, "facts")
    await cast.dana.taps("choice.correct.what.size").taps("choice.size.few")
    town.forget_news()
    await cast.marisol.says(f"/report agents at {CORNER}").taps("kind.see")
    await cast.dana.hears("desk.second_verified")
    await cast.marisol.taps("activity.asking").taps("size.some")
    await cast.dana.hears("desk.differs.verified", n=2, what="fact.size.some")
    await cast.dana.sees("card.apart.facts_verified", facts="fact.size.some")
    await cast.dana.hears_nothing()
    await cast.dana.taps("desk.use.facts").is_told("toast.facts")
    await cast.dana.sees("card.facts", first="fact.activity.asking", second="fact.size.some")


async def test_another_place_than_the_desks_rings_and_is_not_used(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "place")
    await cast.dana.says(OTHER)
    town.forget_news()
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER} in Northampton").hears("report.received")
    await cast.dana.hears("desk.differs.lead", n=2, what=CORNER).hears("desk.second_lead")
    await cast.dana.sees("card.apart.lead").sees("card.place", place=OTHER)
    await cast.dana.taps("desk.leave.place").is_told("toast.left_out")
    (kim,) = await town.with_people("Kim")
    await kim.says(f"agents, {CORNER}, Northampton")
    await cast.dana.hears_nothing().sees("card.place", place=OTHER)
    await town.forward(seconds=4)
    assert "Not used" not in _card(cast.dana)


async def test_the_reporters_words_are_dropped_or_written_anew_before_an_alert(town: Town) -> None:
    cast = await reported(town, f"/report Juan is here, two vans at {CORNER}")
    await correcting(cast, "words")
    await cast.dana.hears("correct.words").says("Two white vans").hears("toast.words").sees("card.words")
    await cast.dana.taps("desk.confirm").taps("basis.inside")
    await cast.dana.hears("alert.words_of_desk", words="Two white vans")
    await correcting(cast, "words")
    await cast.dana.taps("correct.words.out").is_told("toast.words_out").sees("card.words_out")
    await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send").is_told("toast.sent")
    await cast.jean.hears("alert.head_likely")
    assert "Juan" not in cast.jean.text
    assert "vans" not in cast.jean.text


async def test_a_correction_of_what_was_sent_goes_to_exactly_those_who_were_told(town: Town) -> None:
    cast = await confirmed(town)
    (late,) = await town.with_people("Late en subscriber")
    await correcting(cast, "place")
    await cast.dana.hears("correct.place").says(OTHER).hears("toast.place").hears("correction.sure", number=1, people=3)
    for phone in (cast.marisol, cast.jean, cast.tomas):
        await phone.hears_nothing()
    await cast.dana.taps("correct.send").is_told("toast.corrected", people=3)
    for responder in (cast.marisol, cast.jean):
        await responder.hears("correction.moved", number=1).sees("place.words", place=OTHER)
    await cast.rosa.hears_nothing()
    await cast.tomas.hears("correction.community", town="Northampton")
    for room in (cast.on_telegram, cast.on_signal):
        room.hears("correction.community", area=OTHER)
    await late.hears_nothing()
    await town.nobody_hears_anything_else()


async def test_what_changed_after_the_preview_is_not_sent_but_shown_anew(town: Town) -> None:
    cast = await confirmed(town)
    await correcting(cast, "place")
    await cast.dana.says(OTHER).hears("correction.sure")
    send = cast.dana.button("correct.send")
    await correcting(cast, "time")
    await cast.dana.taps("correct.ago:10")
    town.forget_news()
    await cast.dana.presses(send).is_told("refused.correction").hears("correction.sure")
    await cast.jean.hears_nothing()
    await cast.dana.taps("correct.send").is_told("toast.corrected")
    await cast.jean.hears("correction.moved").sees("verify.observed")


async def test_not_sent_is_offered_again_with_the_next_correction(town: Town) -> None:
    cast = await confirmed(town)
    await correcting(cast, "place")
    await cast.dana.says(OTHER).hears("correction.sure").taps("correct.back").is_told("toast.unchanged")
    await correcting(cast, "facts")
    await cast.dana.taps("choice.correct.what.size").taps("choice.size.few").hears("correction.sure")
    await cast.dana.taps("correct.send")
    await cast.jean.hears("correction.moved").sees("alert.known", facts="fact.size.few")


async def test_who_was_told_of_the_wrong_town_hears_which_it_is(town: Town) -> None:
    cast = await confirmed(town)
    (hope,) = await town.with_people("Hope en dispatcher Holyoke")
    await correcting(cast, "town")
    await cast.dana.taps("choice.name", name="Holyoke").is_told("toast.town").hears("correction.sure", people=3)
    await hope.hears("card.head", town="Holyoke")
    await cast.dana.taps("correct.send").is_told("toast.corrected")
    await cast.marisol.hears("correction.moved").sees("correction.town", town="Holyoke")
    await cast.tomas.hears("correction.community", town="Northampton").sees("correction.town", town="Holyoke")
    cast.on_telegram.hears("correction.community", town="Northampton")


async def test_the_town_where_it_is_gets_the_alert_too_as_it_is_previewed(town: Town) -> None:
    cast = await confirmed(town)
    hope, ruth = await town.with_people("Hope en dispatcher Holyoke", "Ruth en subscriber Holyoke")
    rooms = await town.with_groups("Holyoke")
    await correcting(cast, "town")
    await cast.dana.taps("choice.name", name="Holyoke").taps("correct.send")
    town.forget_news()
    await hope.taps("choice.alert_town").hears("preview.responders").hears("preview.community")
    await hope.hears("preview.ready", people=2)
    # What changed after the preview is shown anew and not sent.
    old = hope.button("alert.town")
    await hope.taps("desk.correct").taps("choice.correct.facts").taps("choice.correct.what.size")
    await hope.taps("choice.size.few").taps("choice.alert_town")
    town.forget_news()
    await hope.presses(old).is_told("choose.stale")
    await ruth.hears_nothing()
    await hope.taps("alert.town").is_told("toast.sent", people=2)
    await cast.ines.hears("alert.head", town="Holyoke").sees("alert.known", facts="fact.size.few")
    await ruth.hears("community.head", town="Holyoke")
    for room in rooms:
        room.hears("community.head", town="Holyoke")
    for told in (cast.marisol, cast.jean, cast.tomas):
        await told.hears_nothing()
    await town.forward(seconds=4)
    assert "choice.alert_town" not in next(line for line in hope.screen.lines if line.says("card.head")).keys
    # Both towns hear the end.
    await hope.taps("desk.allclear").taps("end.allclear")
    for told in (cast.jean, cast.ines):
        await told.hears("closing.all_clear.responders")
    for told in (cast.tomas, ruth):
        await told.hears("closing.all_clear.community")


async def test_once_it_is_over_after_an_alert_the_desk_is_asked_whether_people_shall_hear_it(town: Town) -> None:
    cast = await confirmed(town)
    await correcting(cast, "kind")
    await cast.dana.taps("correct.kind:over").is_told("toast.kind").hears("sure.allclear", number=1)
    await cast.dana.taps("end.no").taps("desk.allclear").taps("end.allclear")
    await cast.jean.hears("closing.all_clear.responders")


async def test_who_stopped_hears_no_correction(town: Town) -> None:
    cast = await confirmed(town)
    await cast.tomas.says("/stop")
    town.forget_news()
    await correcting(cast, "place")
    await cast.dana.says(OTHER).taps("correct.send")
    await cast.tomas.hears_nothing()


async def test_on_signal_a_correction_is_made_by_numbers(town: Town) -> None:
    rosa, leo, jean = await town.with_people("Rosa es member", "Leo es dispatcher signal", "Jean en responder")
    await rosa.says(f"/report vans at {CORNER}")
    await leo.taps("desk.correct").hears("correct.ask").taps("choice.correct.place").says(OTHER)
    await leo.hears("toast.place", place=OTHER)
    await leo.taps("desk.correct").says("Qué es").hears("correct.kind").says("Se llevaron a alguien")
    await leo.hears("toast.kind").sees("card.kind", kind="kind.taken")
    await jean.hears("verify.ask").hears("verify.corrected")


async def test_what_somebody_else_has_in_hand_is_theirs_to_correct(town: Town) -> None:
    cast = await reported(town)
    (leo,) = await town.with_people("Leo es dispatcher")
    await cast.dana.taps("desk.claim")
    await town.forward(seconds=1)
    await leo.says("/desk").taps("desk.show").taps("desk.correct").is_told("refused.held", name="Dana")


async def test_what_is_over_is_not_corrected(town: Town) -> None:
    cast = await reported(town)
    await correcting(cast, "place")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await cast.dana.taps("correct.place.out").is_told("refused.over")


def _card(phone: Phone) -> str:
    """What stands on the newest card."""
    return next(line for line in reversed(phone.screen.lines) if line.says("card.head")).spoken.text
