"""Many leads are dismissed at once: marked by taps, said back, and one tap."""

from alerts.incidents import dismissing
from tests.conversations.scenes import REPORT, Cast, gathered
from tests.conversations.town import Town


async def leads(town: Town, number: int = 4) -> Cast:
    """A member's report is #1; after it come so many strangers' leads."""
    cast = await gathered(town)
    await cast.rosa.says(REPORT)
    for place, stranger in enumerate(await town.with_people(*(f"Stranger{n}" for n in range(number))), 11):
        await stranger.says(f"clowns at {place} Main St, Northampton")
    town.forget_news()
    return cast


async def test_marked_said_back_and_dismissed(town: Town) -> None:
    cast = await leads(town)
    await cast.dana.says("/desk").taps("several.begin").hears("several.ask")
    await cast.dana.taps("choice.several.mark", number=3).taps("choice.several.mark", number=5)
    await cast.dana.taps("choice.several.mark", number=2)
    await town.forward(seconds=4)
    # A second tap takes the mark away.
    await cast.dana.taps("choice.several.marked", number=2)
    await town.forward(seconds=4)
    await cast.dana.taps("several.review").hears("several.sure", n=2)
    for number, listed in ((2, False), (3, True), (4, False), (5, True)):
        assert (f"#{number}" in cast.dana.text) is listed
    town.forget_news()
    await cast.dana.taps("several.yes").hears("several.done", numbers=("#3", "#5"))
    await cast.dana.hears("desk.ended.several", numbers=("#3", "#5"), name="Dana").hears_nothing()
    await cast.dana.says("/desk").hears("desk.list", n=3)


async def test_what_somebody_vouched_for_reported_is_not_offered(town: Town) -> None:
    cast = await leads(town)
    await cast.dana.says("/desk").taps("several.begin").hears("several.ask")
    assert "#1," not in cast.dana.text
    assert "#2," in cast.dana.text


async def test_who_says_that_they_came_for_them_is_not_offered_either(town: Town) -> None:
    cast = await leads(town, 2)
    (sam,) = await town.with_people("Sam")
    await sam.says("clowns at 30 Main St, Northampton").taps("kind.came")
    town.forget_news()
    await cast.dana.says("/desk").taps("several.begin").hears("several.ask")
    assert "#3," in cast.dana.text
    assert "#4," not in cast.dana.text


async def test_nor_dismissed_where_it_was_reported_after_it_was_marked(town: Town) -> None:
    cast = await leads(town)
    (leo,) = await town.with_people("Leo es dispatcher")
    await cast.dana.says("/desk").taps("several.begin").taps("choice.several.mark", number=2)
    await town.forward(seconds=4)
    await cast.dana.taps("choice.several.mark", number=3).taps("several.review")
    await cast.marisol.says("/report agents at 11 Main St")
    await leo.says("/desk").taps("desk.show", number=3).taps("desk.claim").is_told("toast.claimed")
    town.forget_news()
    await cast.dana.taps("several.yes").hears("several.done").sees("several.left", numbers=("#2", "#3"))


async def test_each_of_those_who_reported_hears_the_usual_end(town: Town) -> None:
    cast = await gathered(town)
    sam, kim = await town.with_people("Sam", "Kim")
    await sam.says("clowns at 11 Main St, Northampton")
    await kim.says("clowns at 12 Main St, Northampton")
    await cast.dana.says("/desk").taps("several.begin")
    await cast.dana.taps("choice.several.mark", number=1).taps("choice.several.mark", number=2)
    town.forget_news()
    await cast.dana.taps("several.review").taps("several.yes")
    for one in (sam, kim):
        await one.hears("outcome.not_found").hears_nothing()


async def test_unmarked_or_left_it_dismisses_nothing(town: Town) -> None:
    cast = await leads(town)
    await cast.dana.says("/desk").taps("several.begin").taps("several.review").is_told("several.unmarked")
    await cast.dana.taps("choice.several.mark", number=2)
    await town.forward(seconds=4)
    await cast.dana.taps("several.review").taps("several.no").is_told("toast.nothing_sent")
    await cast.dana.taps("choice.several.mark", number=3).is_told("choose.stale")
    await cast.dana.says("/desk").hears("desk.list", n=5)


async def test_one_lead_alone_is_dismissed_from_its_card(town: Town) -> None:
    cast = await leads(town, 1)
    await cast.dana.says("/desk").hears("desk.list", n=2)
    assert "choice.several" not in cast.dana.keys


async def test_what_muted_people_sent_can_be_dismissed_too(town: Town) -> None:
    cast = await leads(town, 2)
    (sam,) = await town.with_people("Sam")
    await sam.says("ha ha at 20 Main St, Northampton")
    await cast.dana.taps("desk.people").taps("choice.mute_reporter", n=1)
    await sam.says("/report ha ha at 30 Main St, Northampton")
    town.forget_news()
    await cast.dana.says("/desk").taps("several.begin").hears("several.ask")
    assert "#5," in cast.dana.text


async def test_on_signal_the_numbers_of_the_list_stay_while_it_changes(town: Town) -> None:
    cast = await leads(town)
    (leo,) = await town.with_people("Leo es dispatcher signal")
    await leo.says("/mesa").taps("several.begin").hears("several.ask")
    second = leo.button("several.mark", number=3)
    await leo.taps("several.mark", number=2)
    await town.forward(seconds=4)
    await leo.presses(second)
    await town.forward(seconds=4)
    await leo.taps("several.review").hears("several.sure", n=2).taps("several.yes")
    await leo.hears("several.done", numbers=("#2", "#3"))
    await cast.dana.hears("desk.ended.several")


async def test_leads_behind_many_pleas_are_offered_too(town: Town) -> None:
    """Whoever says that they came for them is left out only after it was read: so the next page is looked at."""
    cast = await gathered(town)
    for place, stranger in enumerate(await town.with_people(*(f"Stranger{n}" for n in range(dismissing.PAGE + 2))), 11):
        plea = "they came for me" if place < dismissing.PAGE + 11 else "clowns"
        await stranger.says(f"{plea} at {place} Main St, Northampton")
    town.forget_news()
    await cast.dana.says("/desk").taps("several.begin").hears("several.ask")
    first = dismissing.PAGE + 1
    assert [f"#{number}," in cast.dana.text for number in (1, first - 1, first, first + 1)] == [
        False,
        False,
        True,
        True,
    ]
