"""Whom the desk muted wakes nobody for a day; nothing of what they send is lost, and a plea still rings."""

from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, Cast, gathered
from tests.conversations.town import Town

JOKE = "two clowns at Main & 1st, Northampton"


async def muted(town: Town) -> tuple[Cast, Phone]:
    """Sam sent a joke, and is muted as person 1 of #1."""
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(JOKE)
    town.forget_news()
    await cast.dana.taps("desk.people").taps("choice.mute_reporter", n=1).hears("people.muted", number=1, n=1)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(hours=1)
    town.forget_news()
    return cast, sam


async def test_what_they_send_rings_nobody_and_they_hear_the_same_as_ever(town: Town) -> None:
    cast, sam = await muted(town)
    await sam.says("migra at Oak & 9th, Northampton").hears("report.received").sends_photo().hears("report.added")
    await sam.taps("kind.see").hears("report.kind.see").taps("kind.over").hears("report.kind.over")
    await town.forward(minutes=30)
    await town.nobody_hears_anything_else()
    await cast.dana.says("/desk").hears("desk.list_empty").sees("muted.count", people=1, reports=1)


async def test_nothing_is_lost_it_is_listed_and_a_tap_makes_a_report_of_it(town: Town) -> None:
    cast, sam = await muted(town)
    await sam.says("migra at Oak & 9th, Northampton")
    await cast.dana.says("/desk").taps("muted.show").hears("muted.head")
    await cast.dana.sees("muted.report", number=2, words="migra at Oak & 9th, Northampton")
    await cast.dana.sees("muted.person", n=1, number=1)
    await cast.dana.taps("desk.show", number=2).hears("card.head", number=2).sees("card.lead", n=1)
    await cast.dana.taps("desk.claim").is_told("toast.claimed").says("/desk").hears("desk.list", n=1)


async def test_a_photo_waits_until_the_desk_reads_the_report(town: Town) -> None:
    cast, sam = await muted(town)
    await sam.says("/report migra at Oak & 9th, Northampton").sends_photo("look").sends_voice().hears("report.added")
    await town.forward(minutes=5)
    await cast.dana.says("/desk").taps("muted.show").taps("desk.show", number=2).hears("card.head")
    town.forget_news()
    await cast.dana.taps("desk.whole").hears("desk.whole").hears("desk.photo", number=2, n=1).hears("desk.voice")


async def test_they_came_for_me_rings_all_the_same(town: Town) -> None:
    cast, sam = await muted(town)
    await sam.says("help").hears("report.received")
    await town.nobody_hears_anything_else()
    await sam.taps("kind.came").hears("report.kind.came")
    await cast.dana.hears("card.head", number=2).hears("desk.came", number=2, n=1)
    await town.forward(minutes=1)
    await cast.dana.hears("desk.unclaimed", number=2)


async def test_somebody_else_who_reports_the_same_makes_it_a_report_like_any_other(town: Town) -> None:
    cast, sam = await muted(town)
    await sam.says(f"vans at {CORNER}, Northampton")
    town.forget_news()
    await cast.rosa.says(f"/report vans at {CORNER}").hears("report.received")
    await cast.dana.hears("card.head", number=2).sees("card.reports", n=2, leads=1)
    await cast.jean.hears("verify.ask", number=2)


async def test_on_what_others_reported_they_count_and_are_read_but_do_not_wake(town: Town) -> None:
    cast, sam = await muted(town)
    kim, lee = await town.with_people("Kim", "Lee")
    await kim.says(f"vans at {CORNER}, Northampton")
    town.forget_news()
    await sam.says(f"ha ha, clowns at {CORNER}, Northampton").hears("report.received")
    await cast.dana.sees("card.reports", n=2, leads=2).sees("card.lead", n=2).hears_nothing()
    # The next one is the second who counts.
    await lee.says(f"vans at {CORNER}, Northampton")
    await cast.dana.hears("desk.second_lead", n=3)


async def test_unmuted_by_a_tap_they_wake_the_desk_again(town: Town) -> None:
    cast, sam = await muted(town)
    await cast.dana.says("/desk").taps("muted.show").taps("muted.end").is_told("toast.unmuted", number=1, n=1)
    town.forget_news()
    await sam.says("migra at Oak & 9th, Northampton")
    await cast.dana.hears("card.head", number=2)


async def test_a_slip_is_taken_back_at_once(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(JOKE)
    await cast.dana.taps("desk.people").taps("choice.mute_reporter", n=1).taps("choice.unmute_reporter", n=1)
    await cast.dana.is_told("toast.unmuted").taps("desk.people")
    town.forget_news()
    await sam.says("/report migra at Oak & 9th, Northampton")
    await cast.dana.hears("card.head", number=2)


async def test_after_a_day_it_ends_by_itself(town: Town) -> None:
    cast, sam = await muted(town)
    await town.forward(hours=24)
    town.forget_news()
    await sam.says("migra at Oak & 9th, Northampton")
    await cast.dana.hears("card.head", number=2).says("/desk").hears("desk.list", n=1)
    assert "muted.count" not in cast.dana.keys


async def test_who_is_muted_and_then_asked_is_heard(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(JOKE)
    await cast.dana.taps("desk.people").taps("choice.mute_reporter", n=1)
    await cast.dana.taps("desk.people").taps("choice.ask_reporter", n=1).says("Are you serious?")
    town.forget_news()
    await sam.says("yes, look at the school").hears("report.added")
    await cast.dana.hears("desk.answers", n=1)
    await cast.dana.taps("desk.people").taps("choice.unmute_reporter", n=1)
    await town.forward(seconds=1)
    await cast.dana.taps("desk.people").taps("choice.mute_reporter", n=1)
    town.forget_news()
    await sam.says("ha ha")
    await cast.dana.hears_nothing().sees("card.lead", n=1)


async def test_on_signal_too(town: Town) -> None:
    sam, leo = await town.with_people("Sam signal", "Leo es dispatcher signal")
    await sam.says(JOKE)
    await leo.taps("desk.people").taps("choice.mute_reporter", n=1).hears("people.muted")
    town.forget_news()
    await sam.says("/report migra at Oak & 9th, Northampton").hears("report.received")
    await leo.hears_nothing().says("/mesa").taps("muted.show").hears("muted.head")
    await leo.taps("muted.end").hears("toast.unmuted")


async def test_the_same_word_tapped_to_and_fro_rings_once_and_again_only_after_a_while(town: Town) -> None:
    cast, sam = await muted(town)
    await sam.says("migra at Oak & 9th, Northampton")
    came, taken = sam.button("kind.came"), sam.button("kind.taken")
    for _ in range(5):
        await sam.presses(came).presses(taken)
    rung = cast.dana.screen.unheard()
    assert (rung.count("desk.came"), rung.count("desk.taken")) == (1, 1)
    await town.forward(minutes=11)
    town.forget_news()
    await sam.presses(came)
    await cast.dana.hears("desk.came", n=1)


async def test_children_alone_tapped_to_and_fro_rings_once(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("they took my husband")
    alone, with_somebody = sam.button("children.yes"), sam.button("children.no")
    for _ in range(4):
        await sam.presses(alone).presses(with_somebody)
    assert cast.dana.screen.unheard().count("desk.need.children") == 1
