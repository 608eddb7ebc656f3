"""Nobody takes a report: more and more people are rung, and it never falls silent."""

from datetime import timedelta

import pytest

from alerts.incidents.escalations import Rung
from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, REPORT
from tests.conversations.town import Town

DESK = ("Dana en dispatcher", "Cora en coordinator")


def rings(phone: Phone) -> int:
    """How often it rang because nobody had taken it."""
    return sum(line.says("desk.unclaimed") for line in phone.screen.lines)


async def moments(town: Town, phone: Phone, **span: float) -> list[int]:
    """Go on so long, and return after how many seconds of it this phone rang because nobody had taken it."""
    found, before = [], rings(phone)
    for second in range(1, int(timedelta(**span).total_seconds()) + 1):
        await town.forward(seconds=1)
        if rings(phone) > before:
            found.append(second)
        before = rings(phone)
    return found


async def test_the_desk_is_rung_at_20_and_40_seconds_and_the_coordinators_at_5_minutes(town: Town) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", *DESK)
    await rosa.says(REPORT)
    assert await moments(town, dana, minutes=6) == [20, 40, 120]
    await cora.hears("card.head", number=1).hears("desk.unclaimed", number=1).hears_nothing()


async def test_it_never_falls_silent_while_nobody_has_taken_it(town: Town) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", *DESK)
    await rosa.says(REPORT)
    await town.forward(minutes=5)
    for minutes in [5] * 12 + [60] * 24:
        before = rings(dana), rings(cora)
        await town.forward(minutes=minutes)
        assert (rings(dana), rings(cora)) == (before[0] + 1, before[1] + 1)


async def test_a_claim_ends_it_and_a_claim_that_lapses_resumes_it_with_all_who_are_due_by_then(town: Town) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", *DESK)
    await rosa.says(REPORT)
    await town.forward(seconds=25)
    await dana.taps("desk.claim").is_told("toast.claimed")
    town.forget_news()
    await town.forward(seconds=110)
    await cora.hears_nothing()
    assert rings(dana) == 1, "nobody is rung about what somebody has"
    await town.forward(minutes=1)
    await dana.hears("desk.lapsed", number=1).hears("desk.unclaimed", number=1)
    await town.forward(minutes=3)
    await cora.hears("desk.unclaimed", number=1)


async def test_whoever_is_rung_later_can_take_it_and_then_it_is_still(town: Town) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", *DESK)
    await rosa.says(REPORT)
    await town.forward(minutes=5)
    await cora.taps("desk.claim").is_told("toast.claimed")
    before = rings(dana), rings(cora)
    await cora.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    await town.forward(minutes=60)
    assert (rings(dana), rings(cora)) == before


@pytest.mark.parametrize("raised", ["second reporter", "observer", "all asked can't"])
async def test_what_makes_it_more_rings_the_next_people_at_once(town: Town, raised: str) -> None:
    rosa, dana, jean, ines = await town.with_people(
        "Rosa es member", "Dana en dispatcher", "Jean en responder", "Ines en dispatcher Holyoke"
    )
    await rosa.says(REPORT)
    await town.forward(seconds=30)
    await ines.hears_nothing()
    if raised == "second reporter":
        (sam,) = await town.with_people("Sam en member")
        await sam.says(REPORT)
    else:
        await jean.taps("look.seen" if raised == "observer" else "look.cannot")
    await town.forward(seconds=1)
    await ines.hears("escalation.beside", town="Northampton", number=1)
    await dana.hears("desk.unclaimed", number=1)


async def test_who_is_raised_to_in_the_first_seconds_leaves_the_desk_its_twenty(town: Town) -> None:
    rosa, jean, ines = await town.with_people("Rosa es member", "Jean en responder", "Ines en dispatcher Holyoke")
    (dana,) = await town.with_people("Dana en dispatcher")
    await rosa.says(REPORT)
    await jean.taps("look.seen")
    await dana.hears("desk.seen")
    await town.forward(seconds=19)
    await ines.hears_nothing()
    await town.forward(seconds=1)
    await ines.hears("escalation.beside")


async def test_a_dispatcher_beside_reads_no_place_before_she_takes_it_and_then_has_that_desk_for_a_while(
    town: Town,
) -> None:
    rosa, dana, cora, ines = await town.with_people("Rosa es member", *DESK, "Ines en dispatcher Holyoke")
    await rosa.says(REPORT)
    await town.forward(minutes=2)
    await ines.hears("escalation.beside", number=1)
    assert CORNER not in ines.text
    await ines.taps("escalation.cover").is_told("toast.claimed", number=1)
    await ines.hears("escalation.you_cover", town="Northampton").hears("card.head", number=1, place=CORNER)
    await dana.hears("escalation.taken", number=1, name="Ines")
    await cora.hears("escalation.covers", town="Northampton", name="Ines")
    await ines.taps("desk.dismiss").taps("end.dismiss").is_told("toast.laid_down")
    town.forget_news()
    await town.forward(hours=4)
    await ines.hears("escalation.cover_ended", town="Northampton")
    await rosa.says(REPORT)
    await town.forward(seconds=30)
    await ines.hears_nothing()


async def test_her_cover_lasts_while_she_has_something_of_that_town_in_hand(town: Town) -> None:
    rosa, ines = await town.with_people("Rosa es member", "Ines en dispatcher Holyoke")
    await rosa.says(REPORT)
    await town.forward(minutes=2)
    await ines.taps("escalation.cover")
    await town.forward(hours=3, minutes=59)
    for _ in range(4):
        await ines.taps("desk.confirm")
        await town.forward(seconds=50)
    await ines.sees("card.state.verifying", name="Ines")
    town.forget_news()
    await ines.taps("desk.dismiss").taps("end.dismiss").is_told("toast.laid_down")
    await town.forward(minutes=31)
    await ines.hears("escalation.cover_ended")


async def test_who_is_given_the_role_while_she_covers_keeps_it(town: Town) -> None:
    rosa, ines = await town.with_people("Rosa es member", "Ines en dispatcher Holyoke")
    await rosa.says(REPORT)
    await town.forward(minutes=2)
    await ines.taps("escalation.cover").taps("desk.dismiss").taps("end.dismiss")
    await ines.says(f"/start {await town.invitation('dispatcher')}")
    town.forget_news()
    await town.forward(hours=5)
    await ines.hears_nothing()
    await rosa.says(REPORT)
    await ines.hears("card.head", number=2)


async def test_one_who_was_asked_and_is_too_late_hears_who_has_it(town: Town) -> None:
    rosa, dana, ines = await town.with_people("Rosa es member", "Dana en dispatcher", "Ines en dispatcher Holyoke")
    await rosa.says(REPORT)
    await town.forward(minutes=2)
    await dana.taps("desk.claim")
    await ines.taps("escalation.cover").is_told("refused.held", name="Dana", number=1)
    await ines.says("/desk").hears("desk.list_empty")


async def test_where_nobody_of_the_town_can_be_reached_the_desks_of_all_towns_are_asked(town: Town) -> None:
    rosa, ines = await town.with_people("Rosa es member", "Ines en coordinator Holyoke")
    await rosa.says(REPORT)
    await town.forward(seconds=20)
    await ines.hears("escalation.beside", town="Northampton", number=1)
    await ines.taps("escalation.cover").is_told("toast.claimed")


async def test_the_desk_hears_which_step_reached_nobody(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    await rosa.says(REPORT)
    town.forget_news()
    await town.forward(minutes=5)
    await dana.hears("escalation.short.coordinators")


async def test_who_has_two_apps_is_rung_on_both_and_later_on_one_after_the_other(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher")
    other = await town.also(dana, "signal")
    await rosa.says(REPORT)
    await town.forward(minutes=5)
    assert rings(dana) == rings(other)
    before = rings(dana), rings(other)
    await town.forward(minutes=20)
    assert (rings(dana) - before[0], rings(other) - before[1]) == (2, 2)


async def test_a_person_with_several_roles_gets_one_message(town: Town) -> None:
    rosa, dana = await town.with_people("Rosa es member", "Dana en dispatcher coordinator")
    await rosa.says(REPORT)
    assert await moments(town, dana, minutes=11) == [20, 40, 120, 300, 600]


async def test_after_a_long_stop_of_the_program_missed_steps_are_one_ring(town: Town) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", *DESK)
    await rosa.says(REPORT)
    town.now += timedelta(minutes=7)
    await town.settle()
    assert (rings(dana), rings(cora)) == (1, 1)
    await town.forward(minutes=2, seconds=59)
    assert rings(dana) == 1
    await town.forward(seconds=1)
    assert rings(dana) == 2


async def test_what_is_taken_and_not_decided_is_asked_about_at_10_and_30_minutes_and_goes_on(town: Town) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", *DESK)
    await rosa.says(REPORT)
    await dana.taps("desk.claim").taps("desk.unverifiable")
    town.forget_news()
    await town.forward(minutes=9)
    await dana.hears_nothing()
    await town.forward(minutes=1)
    await dana.hears("escalation.undecided.holder", number=1).hears_nothing()
    await cora.hears_nothing()
    await town.forward(minutes=20)
    await dana.hears("escalation.undecided.unverifiable", number=1)
    await cora.hears("escalation.undecided.unverifiable", number=1)
    await town.forward(hours=1)
    await cora.hears("escalation.undecided.unverifiable", number=1)
    await dana.taps("desk.confirm").taps("basis.photo").taps("confirm.send")
    town.forget_news()
    await town.forward(minutes=100)
    await cora.hears_nothing()


async def test_a_dispatcher_has_more_people_rung_at_once_and_hears_first_how_many(town: Town) -> None:
    rosa, dana, ines = await town.with_people("Rosa es member", "Dana en dispatcher", "Ines en dispatcher Holyoke")
    await rosa.says(REPORT)
    await town.forward(seconds=25)
    town.forget_news()
    await dana.says("/escalate 1").hears("escalation.sure", number=1, own=0, beside=1)
    await dana.taps("escalation.now").is_told("toast.escalation.now", number=1)
    await town.forward(seconds=1)
    await ines.hears("escalation.beside", number=1)
    await town.forward(seconds=10)
    await dana.taps("desk.claim")
    await dana.says("/escalate 1").hears("toast.yours")
    await dana.says("/escalate").hears("escalation.none_waits")
    await dana.says("/escalate 77").hears("by_number.none", number=77)


async def test_of_several_that_wait_it_is_asked_which(town: Town) -> None:
    rosa, luis, dana = await town.with_people("Rosa es member", "Luis en member", "Dana en dispatcher")
    await rosa.says(REPORT)
    await luis.says("/report agents at Oak & 9th")
    town.forget_news()
    await (
        dana.says("/escalate")
        .hears("by_number.which")
        .taps("choice.escalation.number", number=2)
        .hears("escalation.sure")
    )


async def test_the_desk_of_another_town_neither_escalates_it_nor_learns_that_it_is_there(town: Town) -> None:
    rosa, ines = await town.with_people("Rosa es member", "Ines en dispatcher Holyoke")
    await town.with_people("Dana en dispatcher")
    await rosa.says(REPORT)
    await ines.says("/escalate 1").hears("by_number.none", number=1)


async def test_every_call_is_kept_with_its_reason_and_goes_with_the_incident(town: Town) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", *DESK)
    await rosa.says(REPORT)
    await town.forward(minutes=6)
    calls = await town.rows_of("escalation_call")
    assert {(call.person_id, call.whom) for call in calls} == {
        (dana.person_id, Rung.ON_DUTY),
        (cora.person_id, Rung.COORDINATORS),
    }
    await dana.taps("desk.claim").taps("desk.dismiss").taps("end.dismiss")
    await town.forward(days=8)
    assert await town.rows_of("escalation_call") == []
