"""Facts can be taken back: "I see it" by slip, an observer who left, a reason that there is not."""

import pytest

from tests.conversations.scenes import CORNER, confirmed, gathered, observed, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town


async def test_a_slip_that_is_taken_back_rings_and_confirming_says_so_first_and_asks_why(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.taps("look.seen").taps("look.nothing").hears("look.seen").hears("look.nothing")
    await cast.dana.hears("desk.seen").hears("desk.took_back", number=1).hears_nothing()
    taken_back_at = town.now
    await cast.dana.taps("desk.confirm").hears("confirm.found_nothing", at=taken_back_at).sees("confirm.reason")
    await cast.dana.taps("basis.inside").hears("preview.ready").taps("confirm.send")
    await cast.marisol.hears("alert.head_likely").sees("alert.basis.inside")


async def test_the_time_of_a_slip_does_not_stay_either(town: Town) -> None:
    cast = await reported(town)
    reported_at = town.now
    await town.forward(minutes=4)
    await cast.jean.taps("look.seen")
    await cast.dana.sees("card.head", at=town.now)
    await cast.jean.taps("look.nothing")
    await cast.dana.sees("card.head", at=reported_at)


async def test_two_who_see_it_and_one_takes_it_back(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.taps("look.seen")
    seen_at = town.now
    await town.forward(minutes=1)
    await cast.jean.taps("look.seen").taps("look.nothing")
    town.forget_news()
    await cast.dana.sees("card.head", at=seen_at).taps("desk.confirm")
    await cast.dana.hears("confirm.found_nothing").sees("confirm.reason_observed").taps("basis.observer")
    await cast.dana.hears("preview.ready").taps("confirm.send")
    await cast.marisol.hears("alert.head")


@pytest.mark.parametrize("tap", ["look.going", "look.cannot"])
async def test_any_other_word_takes_it_back_too(town: Town, tap: str) -> None:
    cast = await observed(town)
    await cast.jean.taps(tap)
    await cast.dana.hears("desk.took_back").taps("desk.confirm").hears("confirm.reason")


async def test_after_the_alert_the_desk_hears_that_the_alert_is_out(town: Town) -> None:
    cast = await confirmed(town)
    await cast.jean.taps("look.nothing")
    await cast.dana.hears("desk.took_back_alerted", number=1)


async def test_who_left_is_no_observer(town: Town) -> None:
    cast = await observed(town)
    await cast.jean.says("/stop").taps("stop.yes")
    await cast.dana.taps("desk.confirm").hears("confirm.reason")


async def test_who_lost_the_role_is_no_observer(town: Town) -> None:
    cast = await observed(town)
    async with town.work.begin() as uow:
        await uow.grants.take(cast.jean.person_id, town.network.towns[0].id)
    await cast.dana.taps("desk.confirm").hears("confirm.reason")


async def test_two_reporters_are_a_reason_only_where_there_are_two(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.confirm").hears("confirm.reason")
    assert _reasons(cast.dana.screen.lines[-1].spoken.notice.actions()) == {"photo", "inside"}
    (sam,) = await town.with_people("Sam")
    await sam.says(f"two vans at {CORNER} in Northampton")
    await cast.dana.taps("desk.confirm").hears("confirm.reason")
    assert _reasons(cast.dana.screen.lines[-1].spoken.notice.actions()) == {"photo", "two", "inside"}


async def test_who_took_it_back_is_no_second_reporter(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"two vans at {CORNER} in Northampton").says("sorry, false alarm, it was the fire inspector")
    await cast.dana.taps("desk.confirm").hears("confirm.reason")
    assert "two" not in _reasons(cast.dana.screen.lines[-1].spoken.notice.actions())


async def test_two_reports_of_one_person_that_were_merged_are_one_reporter(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.says("/report two vans at Oak & 9th")
    await cast.dana.taps("desk.same:1").is_told("toast.merged").says("/desk").taps("desk.show", number=1)
    await cast.dana.taps("desk.confirm").hears("confirm.reason")
    assert "two" not in _reasons(cast.dana.screen.lines[-1].spoken.notice.actions())


async def test_a_reason_that_is_none_any_more_is_asked_again(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"two vans at {CORNER} in Northampton")
    await cast.dana.taps("desk.confirm").taps("basis.two")
    await cast.dana.taps("desk.split").taps("desk.split:2").is_told("toast.split")
    town.forget_news()
    await cast.dana.taps("confirm.send").hears("confirm.changed").sees("changed.two").hears("confirm.reason")
    assert not any(spoken.notice.kind == "alert" for _, _, spoken in town.diary)


async def test_going_on_the_question_to_look_counts_as_on_the_way_once_the_alert_is_out(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"/report two vans at {CORNER}").sends_location(*NORTHAMPTON)
    await cast.dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    town.forget_news()
    await cast.marisol.taps("choice.going", minutes=5).hears("look.going").hears("place.pin")
    await cast.dana.sees("card.answers", going=1, there=0).sees("card.looks", asked=2, going=0)
    await cast.marisol.taps("look.seen")
    await cast.dana.sees("card.answers", going=0, there=1)
    await cast.jean.taps("look.cannot")
    await cast.dana.sees("card.answers", there=1, cannot=1)


async def test_going_before_the_alert_is_a_look(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.taps("choice.going", minutes=5)
    await cast.dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    await cast.dana.sees("card.looks", going=1).sees("card.answers", going=0)


async def test_it_was_police_is_an_end_of_its_own_with_its_own_words(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.claim").taps("desk.notimmigration").hears("sure.notimmigration", number=1, place=CORNER)
    town.forget_news()
    await cast.dana.taps("end.police").is_told("toast.laid_down").hears("desk.ended.not_immigration", name="Dana")
    await cast.rosa.hears("outcome.police", place=CORNER)
    await cast.marisol.hears("outcome.verifier.police")
    await cast.jean.hears("outcome.verifier.police")
    await cast.dana.sees("card.state.not_immigration", name="Dana")
    await town.nobody_hears_anything_else()


async def test_after_an_alert_exactly_those_who_were_told_hear_that_it_was_somebody_else(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.notimmigration").hears("sure.notimmigration", people=3).taps("end.others")
    await cast.dana.is_told("toast.ended").hears("desk.ended.not_immigration")
    await cast.marisol.hears("closing.others.responders", place=CORNER)
    await cast.jean.hears("closing.others.responders")
    await cast.tomas.hears("closing.others.community", town="Northampton")
    for room in (cast.on_telegram, cast.on_signal):
        assert room.hears("closing.others.community").languages(town.network, town.now) == {"en", "es"}
    await cast.rosa.hears("outcome.others")
    await town.nobody_hears_anything_else()


def _reasons(actions: frozenset[str]) -> set[str]:
    return {action.rpartition(":")[2] for action in actions}
