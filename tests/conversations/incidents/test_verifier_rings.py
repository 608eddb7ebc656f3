"""Verifiers are asked ring by ring until two go; the others stand by, and everybody is stood down once."""

from datetime import timedelta

import pytest

from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT, Cast, gathered, reported
from tests.conversations.town import Town

STOOD_DOWN = {"verify.stand_down", "outcome.verifier.over", "outcome.verifier.not_found"}


async def crowd(town: Town, number: int, of_holyoke: int = 0) -> tuple[Phone, Phone, list[Phone], list[Phone]]:
    """A member, a dispatcher, so many witnesses of the town and of the town beside it."""
    here = [f"R{n} en responder" for n in range(number)]
    there = [f"H{n} en responder Holyoke" for n in range(of_holyoke)]
    rosa, dana, *trained = await town.with_people("Rosa es member", "Dana en dispatcher", *here, *there)
    return rosa, dana, trained[:number], trained[number:]


def asked(phones: list[Phone]) -> list[str]:
    """Who hears the question, which is then no news any more."""
    found = [one for one in phones if any(line.says("verify.ask") for line in one.screen.news)]
    for one in found:
        one.screen.news.clear()
    return [one.name for one in found]


async def all_offer(phones: list[Phone], minutes: int = 5) -> None:
    """They tap "going", one after the other, each before they read what became of the question."""
    held = [one.button("choice.going", minutes=minutes) for one in phones]
    for one, button in zip(phones, held, strict=True):
        await one.presses(button)


async def test_five_are_asked_then_four_then_three_two_minutes_apart_and_nobody_twice(town: Town) -> None:
    rosa, dana, here, _ = await crowd(town, 16)
    await rosa.says(REPORT)
    rings = [asked(here)]
    for _ in range(2):
        await town.forward(minutes=1, seconds=59)
        assert asked(here) == []
        await town.forward(seconds=1)
        rings.append(asked(here))
    assert [len(ring) for ring in rings] == [5, 4, 3]
    assert len({name for ring in rings for name in ring}) == 12
    await dana.sees("card.looks", asked=12).sees("card.picked", own=12, beside=0, ring=3)
    await town.forward(minutes=30)
    assert asked(here) == []


async def test_neighboring_towns_are_asked_after_the_town_s_own(town: Town) -> None:
    rosa, dana, here, there = await crowd(town, 3, 4)
    await rosa.says(REPORT)
    assert (asked(here), asked(there)) == (["R0", "R1", "R2"], [])
    await town.forward(minutes=2)
    assert (asked(here), asked(there)) == ([], ["H0", "H1", "H2", "H3"])
    await dana.sees("card.picked", own=3, beside=4, ring=2)


async def test_where_the_town_has_too_few_its_neighbors_are_asked_at_once(town: Town) -> None:
    rosa, _, here, there = await crowd(town, 1, 2)
    await rosa.says(REPORT)
    assert (asked(here), asked(there)) == (["R0"], ["H0", "H1"])


async def test_who_is_of_a_neighboring_town_answers_like_the_town_s_own(town: Town) -> None:
    rosa, dana, _, there = await crowd(town, 0, 2)
    await rosa.says(REPORT)
    await there[0].hears("verify.ask").taps("choice.going", minutes=5).hears("verify.go_at", n=1, quota=2)
    await there[1].taps("look.seen").hears("look.seen")
    await dana.hears("card.head").hears("desk.seen", number=1)
    await dana.taps("desk.confirm").taps("confirm.send")


async def test_with_nobody_left_to_ask_the_desk_hears_once_how_many_go(town: Town) -> None:
    rosa, dana, here, _ = await crowd(town, 3)
    await rosa.says(REPORT)
    await dana.hears("card.head").taps("desk.claim")
    await here[0].taps("choice.going", minutes=5)
    await dana.sees("card.short", n=1, quota=2)
    await town.forward(minutes=1, seconds=55)
    assert not any(line.says("desk.short") for line in dana.screen.news)
    await town.forward(seconds=5)
    await dana.hears("desk.short", number=1, going=1, quota=2)
    await town.forward(minutes=10)
    assert not any(line.says("desk.short") for line in dana.screen.lines[-1:])
    assert sum(line.says("desk.short") for line in dana.screen.lines) == 1


async def test_with_nobody_at_all_the_desk_hears_so(town: Town) -> None:
    rosa, dana, _, _ = await crowd(town, 0)
    await rosa.says(REPORT)
    await dana.hears("card.head")
    await town.forward(minutes=2)
    await dana.hears("desk.short", number=1, going=0, quota=2)


async def test_going_is_an_offer_answered_in_the_same_turn_go_or_stand_by(town: Town) -> None:
    rosa, dana, here, _ = await crowd(town, 5)
    await rosa.says(REPORT)
    await here[0].hears("verify.ask").taps("choice.going", minutes=5).hears("verify.go_at", n=1, quota=2)
    assert {"place.words", "verify.park", "verify.pair", "verify.on_the_way", "look.going"} <= here[0].keys
    assert "5:07 PM" in here[0].text
    late = here[2].button("choice.going", minutes=5)
    times = tuple(town.now + timedelta(minutes=minutes) for minutes in (5, 15))
    await here[1].hears("verify.ask").taps("choice.going", minutes=15).hears("verify.go_at", n=2, quota=2)
    assert "verify.pair_other" in here[1].keys
    assert "5:17 PM" in here[1].text
    assert "5:07 PM" in here[1].text
    await here[2].presses(late).hears("look.standby")
    await dana.sees("card.looks", going=2).sees("card.standing_by", n=1)
    await dana.sees("card.arriving", times=times)
    assert "card.short" not in dana.screen.lines[0].keys


async def test_a_pair_has_one_word_in_both_languages(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.taps("choice.going", minutes=5).hears("verify.pair")
    await cast.marisol.taps("choice.going", minutes=5).hears("verify.pair_other")
    words = [next(key for key in phone.keys if key.startswith("verify.word.")) for phone in (cast.jean, cast.marisol)]
    assert words[0] == words[1]


async def test_when_two_go_nobody_more_is_asked_and_who_did_not_answer_reads_so_without_a_sound(town: Town) -> None:
    rosa, dana, here, _ = await crowd(town, 9)
    await rosa.says(REPORT)
    await all_offer(here[:2])
    town.forget_news()
    await town.forward(minutes=4)
    assert asked(here) == []
    for one in here[2:5]:
        await one.sees("verify.enough", number=1).hears_nothing()
        assert not any(line.says("verify.ask") or line.says("place.words") for line in one.screen.lines)
    await here[2].says("on my way").hears("look.standby")
    await dana.sees("card.looks", going=2).sees("card.standing_by", n=1)


@pytest.mark.parametrize("by_words", [False, True])
async def test_when_one_of_them_cannot_after_all_who_stands_by_is_asked_first(town: Town, by_words: bool) -> None:
    rosa, dana, here, _ = await crowd(town, 9)
    await rosa.says(REPORT)
    await all_offer(here[:4])
    town.forget_news()
    await (here[1].says("can't make it") if by_words else here[1].taps("look.cannot"))
    await here[2].hears("verify.needed", number=1).hears_nothing()
    await here[3].hears_nothing()
    assert asked(here) == []
    await here[2].taps("choice.going", minutes=5).hears("verify.go_at", n=2, quota=2)
    await dana.sees("card.looks", going=2, cannot=1).sees("card.standing_by", n=1)


async def test_who_was_told_that_enough_go_is_asked_after_all_where_nobody_else_is_left(town: Town) -> None:
    rosa, _, here, _ = await crowd(town, 3)
    await rosa.says(REPORT)
    await all_offer(here[:2])
    town.forget_news()
    await here[0].taps("look.cannot")
    await here[2].hears("verify.needed", number=1)


async def test_who_said_no_is_not_asked_again(town: Town) -> None:
    rosa, dana, here, _ = await crowd(town, 2)
    await rosa.says(REPORT)
    await here[0].taps("look.cannot")
    town.forget_news()
    await dana.taps("desk.verify")
    await town.forward(minutes=20)
    assert asked(here[:1]) == []


async def test_who_does_not_report_back_is_asked_once_then_the_next_in_their_place(town: Town) -> None:
    rosa, dana, here, _ = await crowd(town, 5)
    await rosa.says(REPORT)
    await all_offer(here[:3])
    await here[1].taps("look.nothing")
    town.forget_news()
    await town.forward(minutes=15)
    await here[0].hears("verify.still")
    await dana.hears("desk.overdue", number=1)
    await here[2].hears_nothing()
    await town.forward(minutes=3)
    await here[2].hears("verify.needed", number=1)
    await town.forward(minutes=30)
    assert sum(line.says("verify.still") for line in here[0].screen.lines) == 1


async def test_who_joins_late_has_a_clock_of_their_own(town: Town) -> None:
    rosa, _, here, _ = await crowd(town, 2)
    await rosa.says(REPORT)
    await town.forward(minutes=40)
    town.forget_news()
    await here[0].taps("choice.going", minutes=5)
    await town.forward(minutes=14, seconds=59)
    assert not any(line.says("verify.still") for line in here[0].screen.lines)
    await town.forward(seconds=1)
    await here[0].hears("verify.still")


async def test_who_says_no_time_is_waited_for_as_well(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.says("on my way").hears("verify.go", n=1)
    await town.forward(minutes=25)
    await cast.jean.hears("verify.still")


async def test_who_is_on_a_scene_is_not_asked_to_look_elsewhere(town: Town) -> None:
    rosa, dana, here, _ = await crowd(town, 3)
    await rosa.says(REPORT)
    await here[0].taps("look.seen")
    await dana.taps("desk.confirm").taps("confirm.send")
    await here[1].taps("answer.onway")
    town.forget_news()
    await rosa.says("/report vans at Oak & 9th")
    assert asked(here) == ["R2"]


async def test_the_desk_s_tap_asks_the_next_ring_and_beyond_twelve(town: Town) -> None:
    rosa, dana, here, _ = await crowd(town, 20)
    await rosa.says(REPORT)
    assert len(asked(here)) == 5
    for n in (4, 3, 3):
        await dana.taps("desk.verify").is_told("toast.asked", n=n)
        assert len(asked(here)) == n
    await all_offer(here[:2])
    town.forget_news()
    await dana.taps("desk.verify").is_told("toast.enough_go", number=1)
    assert asked(here) == []


async def scattered(town: Town) -> tuple[Cast, list[Phone]]:
    """Two go, one stands by, one says no, one was told that enough go."""
    cast = await gathered(town)
    more = await town.with_people(*(f"R{n} en responder" for n in range(3)))
    await cast.rosa.says(REPORT)
    await more[0].taps("look.cannot")
    await all_offer([cast.jean, cast.marisol, more[1]])
    return cast, more


@pytest.mark.parametrize("alerted", [False, True])
async def test_at_the_end_everybody_who_goes_or_stands_by_is_stood_down_exactly_once(town: Town, alerted: bool) -> None:
    cast, more = await scattered(town)
    if alerted:
        await cast.dana.taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    town.forget_news()
    if alerted:
        await cast.dana.taps("desk.allclear").taps("end.allclear")
    else:
        await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(minutes=10)
    said = "closing.all_clear.responders" if alerted else "outcome.verifier.not_found"
    for one in (cast.jean, cast.marisol):
        await one.hears("verify.stand_down", number=1).hears_nothing()
        assert one.last is not None
        assert one.last.keys[0] == "verify.stand_down"
        assert said in one.last.keys
    await more[1].hears(said).hears_nothing()
    assert "verify.stand_down" not in more[1].keys
    if not alerted:
        await more[0].hears_nothing()
        await more[2].hears_nothing()


async def test_who_drives_reads_first_what_to_do_and_to_read_when_parked(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.taps("choice.going", minutes=5)
    town.forget_news()
    await cast.dana.taps("desk.correct").taps("choice.correct.place").says("Oak & 9th")
    await cast.jean.hears("verify.moved", number=1)
    assert cast.jean.text.startswith("MOVED")
    assert "Read when parked" in cast.jean.text.splitlines()[0]
    await cast.marisol.hears("verify.corrected", number=1)
    await cast.rosa.says("sorry, my mistake, it was only the police")
    await cast.jean.hears("verify.stop", number=1)
    assert cast.jean.text.startswith("STOP")


@pytest.mark.parametrize("others_go", [False, True])
async def test_at_a_merge_who_is_needed_goes_on_and_the_others_are_stood_down_once(town: Town, others_go: bool) -> None:
    cast, more = await scattered(town)
    await cast.rosa.says("/report one car at Oak & 9th")
    if others_go:
        late = await town.with_people("L0 en responder", "L1 en responder")
        await cast.dana.says("/desk").taps("choice.show", number=2).taps("desk.verify")
        await all_offer(late)
    town.forget_news()
    await cast.dana.says("/desk").taps("choice.show", number=1).taps("desk.same:2").is_told("toast.merged")
    for one in (cast.jean, cast.marisol):
        await one.hears("verify.stand_down" if others_go else "verify.moved", number=1).hears_nothing()
    await more[1].hears("verify.enough_merged", number=1, into=2).hears_nothing()
    await town.forward(seconds=4)
    await cast.dana.says("/desk").taps("choice.show", number=2).taps("desk.dismiss").taps("end.dismiss")
    # They were asked about the other number too; where two went there, they heard already that it was enough.
    await (more[1].hears_nothing() if others_go else more[1].hears("outcome.verifier.not_found").hears_nothing())
    for one in (cast.jean, cast.marisol):
        if others_go:
            await one.hears_nothing()
        else:
            await one.hears("verify.stand_down", number=2).hears_nothing()
