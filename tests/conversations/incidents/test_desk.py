"""The desk: one card for each incident, edited in place; what must wake somebody is a new message."""

from datetime import timedelta

from tests.conversations.scenes import CORNER, REPORT, confirmed, gathered, observed, reported
from tests.conversations.screen import plain
from tests.conversations.town import Town

TWO = ("Dana en dispatcher", "Leo es dispatcher")


async def test_one_card_is_edited_in_place_on_every_transport_the_desk_uses(town: Town) -> None:
    rosa, dana, leo = await town.with_people("Rosa es member", "Dana en dispatcher", "Leo es dispatcher signal")
    danas_other = await town.also(dana, "signal")
    await rosa.says(REPORT)
    for phone in (dana, danas_other, leo):
        await phone.hears("card.head", number=1, place=CORNER).hears_nothing()
    await leo.taps("desk.claim").is_told("toast.claimed")
    for phone in (dana, danas_other, leo):
        await phone.hears_nothing().sees("card.state.verifying", name="Leo")
        assert len([line for line in phone.screen.lines if line.says("card.head")]) == 1


async def test_signals_card_is_spared_edits_for_counts(town: Town) -> None:
    rosa, jean, leo = await town.with_people("Rosa es member", "Jean en responder", "Leo es dispatcher signal")
    await rosa.says(REPORT)
    await leo.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    await town.forward(seconds=10)
    card = next(line for line in leo.screen.lines if line.says("card.head"))
    before = card.edits
    await jean.taps("answer.onway")
    for name in ("Sam", "Kim", "Lee"):
        (other,) = await town.with_people(name)
        await other.says(f"vans at {CORNER} in Northampton")
    await town.forward(seconds=10)
    assert card.edits == before + 1, "only the second reporter is more than a count"


async def test_two_dispatchers_at_once_make_one_decision_and_the_second_is_told_who(town: Town) -> None:
    rosa, dana, leo = await town.with_people("Rosa es member", *TWO)
    await rosa.says(REPORT)
    await town.together(dana.taps("desk.claim"), leo.taps("desk.claim"))
    told = {phone.name: [toast.key for toast in phone.screen.toasts] for phone in (dana, leo)}
    assert sorted(told.values()) == [["refused.held"], ["toast.claimed"]]
    second = dana if told["Dana"] == ["refused.held"] else leo
    first = leo if second is dana else dana
    assert plain(second.screen.toasts[0].values["name"]) == first.name


async def test_two_who_send_at_once_send_once(town: Town) -> None:
    rosa, dana, leo, jean = await town.with_people("Rosa es member", *TWO, "Jean en responder")
    await rosa.says(REPORT)
    await jean.taps("look.seen")
    await dana.taps("desk.claim").taps("desk.unverifiable").taps("desk.confirm")
    await leo.taps("desk.confirm")
    town.forget_news()
    await town.together(dana.taps("confirm.send"), leo.taps("confirm.send"))
    await jean.hears("alert.head").hears_nothing()
    refusals = [toast for phone in (dana, leo) for toast in phone.screen.toasts if toast.key != "toast.sent"]
    assert [toast.key for toast in refusals] == ["refused.confirmed"]
    assert plain(refusals[0].values["name"]) in ("Dana", "Leo")


async def test_what_is_in_somebodys_hands_is_theirs_until_it_lapses(town: Town) -> None:
    rosa, dana, leo = await town.with_people("Rosa es member", *TWO)
    await rosa.says(REPORT)
    await dana.taps("desk.claim")
    for tap in ("desk.claim", "desk.verify", "desk.confirm"):
        await leo.taps(tap).is_told("refused.held")
    await leo.taps("desk.dismiss").taps("end.dismiss").is_told("refused.held")
    await leo.sees("card.state.verifying", name="Dana")


async def test_a_claim_without_a_step_is_nudged_after_a_minute_and_lapses_after_two(town: Town) -> None:
    rosa, dana, leo = await town.with_people("Rosa es member", *TWO)
    await rosa.says(REPORT)
    await dana.taps("desk.claim")
    town.forget_news()
    await town.forward(seconds=59)
    await town.nobody_hears_anything_else()
    await town.forward(seconds=1)
    await dana.hears("desk.nudge", number=1)
    await leo.hears_nothing()
    await town.forward(seconds=59)
    await town.nobody_hears_anything_else()
    await town.forward(seconds=1)
    await dana.hears("desk.lapsed")
    for one in (dana, leo):
        await one.hears("desk.short", number=1, going=0)
    await leo.hears("desk.lapsed").sees("card.state.reported").taps("desk.claim").is_told("toast.claimed")
    await town.nobody_hears_anything_else()


async def test_every_step_begins_the_two_minutes_anew(town: Town) -> None:
    rosa, dana, _ = await town.with_people("Rosa es member", "Dana en dispatcher", "Jean en responder")
    await rosa.says(REPORT)
    await dana.taps("desk.claim")
    town.forget_news()
    await town.forward(seconds=50)
    await dana.taps("desk.confirm").hears("confirm.reason")
    await town.forward(seconds=50)
    await dana.taps("basis.photo")
    town.forget_news()
    await town.forward(seconds=50)
    await dana.hears("desk.short").hears_nothing().taps("confirm.send").is_told("toast.sent")
    town.forget_news()
    await town.forward(minutes=30)
    assert "desk.lapsed" not in str(dana.screen.unheard())


async def test_where_there_is_no_dispatcher_the_coordinators_are_the_desk(town: Town) -> None:
    rosa, cora = await town.with_people("Rosa es member", "Cora en coordinator")
    await rosa.says(REPORT)
    await cora.hears("card.head", place=CORNER).taps("desk.claim").is_told("toast.claimed")


async def test_at_most_three_taps_from_card_to_alert(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").taps("confirm.send").is_told("toast.sent")
    await cast.marisol.hears("alert.head")


async def test_at_most_three_taps_without_an_observer_too(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send").is_told("toast.sent")
    await cast.marisol.hears("alert.head_likely")


async def test_dismissing_says_place_and_number_first_and_then_tells_who_reported_and_looked(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").hears("sure.dismiss", number=1, place=CORNER)
    await cast.rosa.hears_nothing()
    await cast.dana.taps("end.dismiss").is_told("toast.laid_down").hears("desk.ended.dismiss", name="Dana")
    await cast.rosa.hears("outcome.not_found", place=CORNER)
    await cast.marisol.hears("outcome.verifier.not_found")
    await cast.jean.hears("outcome.verifier.not_found")
    await cast.dana.sees("card.state.false_alarm", name="Dana")
    card = next(line for line in cast.dana.screen.lines if line.says("card.head"))
    assert card.spoken.notice.actions() == {"desk.reopen", "desk.whole"}
    await town.nobody_hears_anything_else()


async def test_no_is_no(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").hears("sure.dismiss").taps("end.no").is_told("toast.nothing_sent")
    await cast.dana.sees("card.state.reported")
    await town.nobody_hears_anything_else()


async def test_two_incidents_become_one_and_those_asked_hear_its_end(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.says("/report one car at Oak & 9th").hears("report.received")
    await cast.dana.hears("card.head", number=2).taps("choice.same", number=1).is_told("toast.merged", into=1)
    await cast.dana.sees("card.state.merged", into=1).sees("card.reports", n=2)
    town.forget_news()
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await cast.rosa.hears("outcome.not_found")
    await cast.marisol.hears("outcome.not_found")
    await cast.jean.hears("outcome.verifier.not_found").hears_nothing()


async def test_the_one_to_merge_with_may_be_chosen_from_a_list(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.says("/report one car at Oak & 9th")
    await cast.ines.says("/report vans at Main & 1st in Northampton")
    town.forget_news()
    await cast.dana.taps("desk.merge").hears("merge.ask", number=3).taps("choice.same", number=2)
    await cast.dana.is_told("toast.merged").sees("card.state.merged", into=2)


async def test_what_people_were_told_of_is_never_merged_away(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.says("/report one car at Oak & 9th")
    await cast.dana.taps("desk.merge")
    merge = cast.dana.button("choice.same", number=1)
    await cast.dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    await cast.dana.presses(merge).is_told("refused.confirmed")


async def test_one_incident_becomes_two(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"agents at {CORNER} in Northampton")
    await cast.dana.hears("desk.second_lead").sees("card.reports", n=2)
    await cast.dana.taps("desk.split").hears("split.ask").taps("choice.reporter", n=2).is_told("toast.split", number=2)
    await cast.dana.hears("card.head", number=2).sees("card.lead", n=1)
    town.forget_news()
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await sam.hears("outcome.not_found")
    await cast.rosa.hears_nothing()


async def test_reporters_are_numbers_to_the_desk_and_nothing_else(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"agents at {CORNER} in Northampton")
    await town.forward(seconds=10)
    texts = "\n".join(spoken.text for screen, _, spoken in town.diary if screen.startswith("Dana"))
    assert "Rosa" not in texts
    assert "Sam" not in texts
    assert cast.rosa.address not in texts


async def test_long_reports_are_cut_on_the_card_and_one_tap_away_whole(town: Town) -> None:
    cast = await gathered(town)
    story = " ".join(f"word{n}" for n in range(500))
    await cast.rosa.says(f"/report {CORNER}. {story}").hears("report.received")
    await cast.dana.hears("card.head")
    assert "word499" not in cast.dana.text
    await cast.dana.taps("desk.whole")
    said = " ".join(spoken.text for screen, _, spoken in town.diary if screen.startswith("Dana"))
    assert all(f"word{n}" in said for n in range(500))


async def test_the_desk_lists_what_is_open_of_its_towns_and_shows_a_card_again(town: Town) -> None:
    cast = await reported(town)
    (hugo,) = await town.with_people("Hugo es dispatcher Holyoke")
    await cast.marisol.says("/report one car at Oak & 9th")
    town.forget_news()
    await cast.dana.says("/desk").hears("desk.list", n=2).taps("choice.show", number=1).hears("card.head", number=1)
    await hugo.says("/mesa").hears("desk.list_empty")
    await cast.rosa.says("/desk").hears("refused.role")


async def test_the_desk_counts_all_that_is_open_and_shows_the_newest_ten(town: Town) -> None:
    cast = await reported(town)
    people = await town.with_people(*(f"Member{number} member" for number in range(11)))
    for number, member in enumerate(people):
        await member.says(f"/report one car at {100 * (number + 1)} Oak Street")
    town.forget_news()
    await cast.dana.says("/desk").hears("desk.list", n=12)
    assert len(cast.dana.screen.lines[-1].spoken.notice.choices) == 10


async def test_a_card_whose_chat_was_cleared_comes_anew(town: Town) -> None:
    cast = await reported(town)
    cast.dana.screen.lines.clear()
    await cast.rosa.taps("kind.came")
    await town.forward(seconds=10)
    await cast.dana.hears("card.head").hears("desk.came")


async def test_could_not_be_verified_stays_open_and_its_reporter_hears_so_once(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.claim").taps("desk.unverifiable").is_told("toast.unverifiable")
    await cast.rosa.hears("outcome.unchecked", place=CORNER)
    await cast.dana.sees("card.state.unverifiable").taps("desk.close").hears("sure.close").taps("end.close")
    await cast.dana.hears("desk.ended.close")
    await cast.marisol.hears("outcome.verifier.unchecked")
    await cast.jean.hears("outcome.verifier.unchecked")
    await town.nobody_hears_anything_else()


async def test_signal_was_deaf_and_the_desk_knows(town: Town) -> None:
    dana, rosa = await town.with_people("Dana en dispatcher", "Rosa es member")
    since = town.now
    await town.forward(minutes=3)
    await town.intake.deaf(2, since, town.now)
    await town.settle()
    await dana.hears("desk.deaf", since=since, until=town.now)
    await rosa.hears_nothing()


async def test_who_was_in_the_middle_of_something_on_signal_is_asked_once_to_write_again(town: Town) -> None:
    cast = await reported(town)
    sam, still, done = await town.with_people("Sam signal", "Stefan member signal", "Dora responder Holyoke signal")
    await sam.says("agents at Oak & 9th, Northampton")
    town.forget_news()
    since = town.now
    await town.forward(seconds=40)
    town.forget_news()
    await town.intake.deaf(2, since, town.now)
    await town.settle()
    await cast.dana.hears("desk.deaf", since=since, until=town.now)
    await sam.hears("deaf.again", since=since, until=town.now)
    await cast.jean.hears("deaf.again")
    for nothing in (still, done, cast.tomas, cast.marisol, cast.rosa):
        await nothing.hears_nothing()
    await town.nobody_hears_anything_else()


async def test_of_a_bridge_that_flaps_everybody_hears_once_a_quarter_of_an_hour_with_the_whole_span(town: Town) -> None:
    cast = await reported(town)
    sam, kim = await town.with_people("Sam signal", "Kim signal")
    await sam.says("agents at Oak & 9th, Northampton")
    town.forget_news()
    first = town.now
    for cut in range(8):
        since = town.now
        await town.forward(seconds=4)
        await town.intake.deaf(2, since, town.now)
        await town.settle()
        if cut == 3:
            await kim.says("agents at Pine & 1st, Northampton")
    last = town.now
    assert [line.says("deaf.again", since=first) for line in sam.screen.news if line.says("deaf.again")] == [True]
    assert sum(line.says("desk.deaf") for line in cast.dana.screen.news) == 1
    # Who began to talk between two cuts hears of the next one at once.
    assert sum(line.says("deaf.again") for line in kim.screen.news) == 1
    town.forget_news()
    await town.forward(minutes=15)
    await sam.hears("deaf.again", since=first + timedelta(seconds=4), until=last)
    await cast.dana.hears("desk.deaf", since=first + timedelta(seconds=4), until=last)
    assert sum(line.says("deaf.again") for line in kim.screen.news) == 1
    town.forget_news()
    await town.forward(minutes=45)
    assert not any(line.says("deaf.again") or line.says("desk.deaf") for line in sam.screen.news)


async def test_who_said_that_it_is_not_safe_to_write_is_not_asked_to_write_again(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam signal")
    await sam.says("agents at Oak & 9th, Northampton")
    await sam.taps("kind.came").taps("witnesses.yes").taps("write.no").hears("report.quiet")
    town.forget_news()
    since = town.now
    await town.forward(seconds=40)
    town.forget_news()
    await town.intake.deaf(2, since, town.now)
    await town.settle()
    await cast.dana.hears("desk.deaf")
    await sam.hears_nothing()


async def test_a_photo_in_the_middle_of_writing_news_files_nothing(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.update").taps("tell.words").hears("update.write")
    await cast.dana.sends_photo("").hears("help.words_only").says("They are at the back door").hears("update.sure")


async def test_news_that_are_too_long_are_asked_for_again_and_never_cut(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.update").taps("tell.words").hears("update.write")
    await cast.dana.says("x" * 601).hears("update.too_long", length=601)
    await cast.dana.says("y" * 600).hears("update.sure")
