"""What somebody says who is not vouched for stands apart until a dispatcher takes it over."""

import pytest

from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, REPORT, confirmed, gathered, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town

ELSEWHERE = (NORTHAMPTON[0] + 0.002, NORTHAMPTON[1])
SAME = f"agents at {CORNER}, Northampton"


async def test_a_strangers_point_is_offered_and_used_only_by_a_tap(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(SAME).sends_location(*ELSEWHERE)
    await cast.dana.sees("card.apart.lead", who="card.person", n=2)
    for verifier in (cast.marisol, cast.jean):
        await verifier.hears_nothing()
    await cast.dana.taps("desk.confirm").taps("basis.inside")
    assert "openstreetmap" not in _preview(cast.dana)
    await cast.dana.taps("confirm.back").taps("desk.use.place").is_told("toast.place", place=CORNER)
    await cast.dana.sees("corrected.place").taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    await cast.jean.hears("verify.corrected").hears("alert.head_likely", town="Northampton")
    assert "openstreetmap" in cast.jean.text


async def test_dont_is_dont_and_the_same_point_is_not_offered_again(town: Town) -> None:
    cast = await reported(town)
    sam, kim = await town.with_people("Sam", "Kim")
    await sam.says(SAME).sends_location(*ELSEWHERE)
    await cast.dana.taps("desk.leave.place").is_told("toast.left_out")
    await kim.says(SAME).sends_location(*ELSEWHERE)
    await town.forward(seconds=4)
    assert "Not used" not in _card(cast.dana)


async def test_a_strangers_facts_never_colour_what_a_member_reported(town: Town) -> None:
    cast = await reported(town)
    await cast.rosa.taps("kind.see").taps("activity.waiting").taps("size.few")
    (sam,) = await town.with_people("Sam")
    await sam.says(SAME).taps("kind.see").taps("activity.taking").taps("size.many")
    await cast.dana.sees("card.apart.facts_lead", first="fact.activity.taking", second="fact.size.many")
    await cast.dana.sees("card.facts", first="fact.activity.waiting", second="fact.size.few")
    await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    await cast.jean.hears("alert.head_likely").sees(
        "alert.known", first="fact.activity.waiting", second="fact.size.few"
    )


async def test_a_tap_takes_a_strangers_facts_over_but_none_that_came_after_it_was_offered(town: Town) -> None:
    cast = await reported(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(SAME).taps("kind.see").taps("activity.taking")
    await town.forward(seconds=4)
    offered = cast.dana.button("desk.use.facts")
    await sam.taps("size.many")
    await town.forward(seconds=4)
    await cast.dana.presses(offered).taps("desk.use.facts").is_told("toast.facts")
    await cast.dana.sees("card.facts", first="fact.activity.taking", second="fact.size.many")


async def test_after_the_alert_a_stranger_moves_nothing_either(town: Town) -> None:
    cast = await confirmed(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(SAME).sends_location(*ELSEWHERE).taps("kind.see").taps("activity.leaving")
    await cast.dana.sees("card.apart.lead").sees("card.apart.facts_lead", facts="fact.activity.leaving")
    await cast.marisol.taps("answer.onway").hears("answer.onway").hears_nothing()
    # Taken over after the alert, those who were told can be put right.
    await cast.dana.taps("desk.use.place").is_told("toast.place").hears("correction.sure", people=3)


async def test_the_place_of_somebody_we_know_takes_the_place_of_a_strangers(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("agents at Elm & Third, Northampton")
    await cast.dana.hears("card.head").sees("card.place", place="Elm & Third")
    await cast.rosa.says(REPORT)
    await cast.dana.hears("desk.second_verified", number=1).sees("card.place", place=CORNER)
    await cast.jean.hears("verify.ask", number=1)
    assert "Third" not in cast.jean.text


async def test_among_strangers_alone_one_completes_the_other(town: Town) -> None:
    cast = await gathered(town)
    sam, kim = await town.with_people("Sam", "Kim")
    await sam.says(SAME)
    await kim.says(SAME).sends_location(*ELSEWHERE)
    await town.forward(seconds=4)
    assert "openstreetmap" in _card(cast.dana)
    assert "Not used" not in _card(cast.dana)


async def test_of_many_places_that_are_told_the_newest_two_stand_on_the_card(town: Town) -> None:
    cast = await reported(town)
    for place, stranger in enumerate(await town.with_people("Sam", "Kim", "Lee"), 1):
        await stranger.says(SAME).sends_location(NORTHAMPTON[0] + place / 100, NORTHAMPTON[1])
    await cast.dana.sees("card.apart.more", n=1)
    await cast.dana.taps("desk.leave.place")
    await town.forward(seconds=4)
    assert "card.apart.more" not in next(line for line in cast.dana.screen.lines if line.says("card.head")).keys


async def test_joined_by_the_desk_a_strangers_place_stands_apart(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("agents at Oak & 9th, Northampton")
    await cast.rosa.says(REPORT)
    await cast.dana.hears("card.head", number=2)
    await cast.dana.says("/desk").taps("desk.show", number=1).taps("choice.same", number=2).is_told("toast.merged")
    await cast.dana.sees("card.apart.lead", place="Oak & 9th").sees("card.place", place=CORNER)


def _card(phone: Phone) -> str:
    return next(line for line in reversed(phone.screen.lines) if line.says("card.head")).spoken.text


def _preview(phone: Phone) -> str:
    return next(line for line in reversed(phone.screen.lines) if line.says("preview.responders")).spoken.text


@pytest.mark.parametrize("when", ["yesterday", "3 hours ago", "hace 3 horas"])
@pytest.mark.parametrize("report", [[f"ICE at {CORNER}"], ["migra", f"{CORNER}, Northampton"]])
async def test_a_stranger_who_says_that_it_was_long_ago_keeps_nobody_from_going_to_what_a_member_sees_now(
    town: Town, when: str, report: list[str]
) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"ICE at {CORNER}, Northampton, {when}")
    await town.forward(minutes=1)
    town.forget_news()
    for words in report:
        await cast.rosa.says(words)
    await cast.jean.hears("verify.ask", number=1).sees("verify.observed", at=town.now)
    await cast.dana.sees("card.head", number=1, at=town.now)


async def test_nor_does_a_member_who_told_of_yesterday(town: Town) -> None:
    cast = await gathered(town)
    (ana,) = await town.with_people("Ana en member")
    await ana.says(f"ICE was at {CORNER}, Northampton, yesterday")
    await cast.jean.hears_nothing()
    await cast.rosa.says(f"ICE at {CORNER}")
    await cast.jean.hears("verify.ask", number=1)


async def test_a_stranger_changes_no_time_that_a_member_told(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"ICE at {CORNER}, Northampton")
    seen_at = town.now
    (sam,) = await town.with_people("Sam")
    await town.forward(minutes=20)
    await sam.says(f"ICE at {CORNER}, Northampton, yesterday")
    await cast.dana.sees("card.reports", n=2).sees("card.head", at=seen_at)


async def test_that_it_is_over_is_no_newer_sight_of_it(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"ICE at {CORNER}, Northampton, 35 minutes ago")
    seen_at = town.now_minus(minutes=35)
    (ana,) = await town.with_people("Ana en member")
    await ana.says(f"they left {CORNER}, it's over")
    await cast.dana.sees("card.head", number=1, at=seen_at)


async def test_a_slip_that_is_taken_back_leaves_the_time_that_the_words_told(town: Town) -> None:
    cast = await gathered(town)
    await cast.rosa.says(f"ICE at {CORNER}, Northampton, 20 minutes ago")
    seen_at = town.now_minus(minutes=20)
    await cast.jean.taps("look.seen").taps("look.nothing")
    await cast.dana.sees("card.head", at=seen_at)
