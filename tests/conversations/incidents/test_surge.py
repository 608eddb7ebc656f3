"""Very many report the same: everybody is heard, the desk sees the count grow, and is rung at wide steps only."""

from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town

SAYING = f"two vans at {CORNER} in Northampton"
NORTH = 0.0036
"""Degrees of latitude: 400 m."""


async def surge(town: Town, people: int) -> tuple[Phone, list[Phone]]:
    """The dispatcher, and so many strangers who all have reported."""
    dana, *strangers = await town.with_people("Dana en dispatcher", *(f"Stranger{n}" for n in range(people)))
    for stranger in strangers:
        await stranger.says(SAYING).hears("report.received")
    return dana, strangers


async def test_the_first_the_second_and_the_tenth_ring_and_the_others_only_count(town: Town) -> None:
    dana, _ = await surge(town, 12)
    await dana.hears("card.head", number=1).hears("desk.second_lead", n=2).hears("desk.crowd", n=10, leads=10)
    await dana.sees("card.reports", n=12, leads=12)
    await town.nobody_hears_anything_else()


async def test_the_card_of_many_is_edited_once_for_all_who_came_within_a_second(town: Town) -> None:
    await surge(town, 9)
    await town.forward(seconds=10)
    edits = [spoken for screen, how, spoken in town.diary if screen.startswith("Dana") and how == "edit"]
    assert len(edits) <= 2


async def test_once_it_is_confirmed_more_reporters_ring_nobody(town: Town) -> None:
    dana, _ = await surge(town, 4)
    await dana.taps("desk.confirm").taps("basis.two").taps("confirm.send").is_told("toast.sent")
    town.forget_news()
    for stranger in await town.with_people(*(f"Later{n}" for n in range(8))):
        await stranger.says(SAYING)
    await town.forward(seconds=4)
    await dana.sees("card.reports", n=12).hears_nothing()


async def test_of_many_who_say_that_it_is_over_one_wakes_the_desk(town: Town) -> None:
    dana, strangers = await surge(town, 4)
    town.forget_news()
    for stranger in strangers:
        await stranger.taps("kind.over").hears("report.kind.over")
    await dana.hears("desk.over", n=1).hears_nothing()


async def test_everybody_who_is_visited_wakes_the_desk(town: Town) -> None:
    dana, strangers = await surge(town, 4)
    town.forget_news()
    for stranger in strangers:
        await stranger.taps("kind.came")
    for number in range(1, 5):
        await dana.hears("desk.came", n=number)
    await dana.hears_nothing()


async def test_a_report_joins_by_any_way_in_which_the_place_was_told_also_after_a_merge(town: Town) -> None:
    cast = await reported(town)
    await cast.marisol.says("/report one car at Oak & 9th").hears("report.received")
    await cast.dana.hears("card.head", number=2).taps("choice.same", number=1).is_told("toast.merged", into=1)
    town.forget_news()
    for words in ("one car at 9th and Oak", f"vans at {CORNER}"):
        (stranger,) = await town.with_people(f"Stranger{len(words)}")
        await stranger.says(f"{words} in Northampton").hears("report.received")
    await town.forward(seconds=4)
    await cast.dana.sees("card.reports", n=4).hears_nothing()


async def test_the_way_somebody_told_it_leaves_with_their_report(town: Town) -> None:
    dana, sam, kim, lee, joe = await town.with_people("Dana en dispatcher", "Sam", "Kim", "Lee", "Joe")
    latitude, longitude = NORTHAMPTON
    await sam.sends_location(latitude, longitude)
    await kim.sends_location(latitude + NORTH, longitude)
    await dana.hears("card.head", number=1).hears("desk.second_lead", n=2)
    await dana.taps("desk.split").taps("choice.reporter", n=2).is_told("toast.split", number=2)
    await town.forward(seconds=1)
    await lee.sends_location(latitude, longitude)
    town.forget_news()
    await joe.sends_location(latitude + 2 * NORTH, longitude)
    await dana.hears("desk.second_lead", number=2, n=2).hears_nothing()
