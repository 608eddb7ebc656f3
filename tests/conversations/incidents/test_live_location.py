"""A location that is shared live is where its writer is now; the desk hears of it when they moved far."""

from alerts.places.place import Place
from tests.conversations.scenes import confirmed
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town

LATITUDE, LONGITUDE = NORTHAMPTON
STEP = 0.001
"""Degrees of latitude: 111 metres."""


def at(steps: float) -> tuple[float, float]:
    return LATITUDE + steps * STEP, LONGITUDE


def link(steps: float) -> str:
    return Place(point=at(steps)).link


async def test_a_live_location_is_the_newest_and_the_desk_is_rung_when_it_is_far(town: Town) -> None:
    sam, dana = await town.with_people("Sam en", "Dana en dispatcher")
    await sam.sends_location(*at(0), ref="5").hears("report.received")
    await dana.hears("card.head").sees("card.point", link=link(0))
    await sam.sends_location(*at(1), ref="5", edited=True).hears_nothing()
    await dana.sees("card.point", link=link(1)).hears_nothing()
    await sam.sends_location(*at(2.5), ref="5", edited=True).hears_nothing()
    await dana.sees("card.point", link=link(2.5)).hears_nothing()
    await sam.sends_location(*at(3), ref="5", edited=True).hears_nothing()
    await dana.sees("card.point", link=link(3)).hears("desk.live", number=1, n=1, link=link(3))
    await sam.sends_location(*at(4), ref="5", edited=True)
    await sam.sends_location(*at(4), ref="5", edited=True).hears_nothing()
    await dana.sees("card.point", link=link(4)).hears_nothing()


async def test_once_somebody_is_at_it_only_what_is_far_changes_the_card(town: Town) -> None:
    sam, dana = await town.with_people("Sam en", "Dana en dispatcher")
    await sam.sends_location(*at(0), ref="5").hears("report.received")
    await dana.hears("card.head").taps("claim")
    await sam.sends_location(*at(2), ref="5", edited=True).hears_nothing()
    await dana.sees("card.point", link=link(0))
    await sam.sends_location(*at(4), ref="5", edited=True).hears_nothing()
    await dana.hears("desk.live", link=link(4)).sees("card.point", link=link(4))


async def test_a_stranger_who_walks_away_takes_no_members_incident_along(town: Town) -> None:
    rosa, sam, dana = await town.with_people("Rosa en member", "Sam en", "Dana en dispatcher")
    await rosa.sends_location(*at(0)).hears("report.received")
    await dana.hears("card.head")
    await sam.sends_location(*at(0.5), ref="5").hears("report.received")
    town.forget_news()
    await sam.sends_location(*at(1), ref="5", edited=True)
    await sam.sends_location(*at(6), ref="5", edited=True).hears_nothing()
    await dana.hears("desk.live", n=2, link=link(6)).sees("card.point", link=link(0))


async def test_who_told_the_place_in_words_and_walks_away_takes_it_nowhere(town: Town) -> None:
    sam, dana = await town.with_people("Sam en", "Dana en dispatcher")
    await sam.says("two ICE vans at Elm & 3rd, Northampton").hears("report.received")
    await sam.sends_location(*at(0), ref="5")
    town.forget_news()
    await sam.sends_location(*at(14), ref="5", edited=True)
    await dana.hears("desk.live", link=link(14)).sees("card.place", link=link(0))


async def test_whom_the_desk_muted_rings_nobody_by_walking(town: Town) -> None:
    sam, dana = await town.with_people("Sam en", "Dana en dispatcher")
    await sam.sends_location(*at(0), ref="5").hears("report.received")
    await dana.hears("card.head").taps("desk.people").taps("reporter.mute:1")
    town.forget_news()
    await sam.sends_location(*at(14), ref="5", edited=True)
    await dana.hears_nothing()


async def test_who_jumps_about_the_map_rings_the_desk_once_within_two_minutes(town: Town) -> None:
    sam, dana = await town.with_people("Sam en", "Dana en dispatcher")
    await sam.sends_location(*at(0), ref="5").hears("report.received")
    await dana.hears("card.head")
    await sam.sends_location(*at(5), ref="5", edited=True)
    await dana.hears("desk.live", link=link(5))
    for steps in (10, 15, 20):
        await sam.sends_location(*at(steps), ref="5", edited=True).hears_nothing()
    await dana.hears_nothing()
    await town.forward(minutes=2, seconds=1)
    town.forget_news()
    await sam.sends_location(*at(21), ref="5", edited=True)
    await dana.hears("desk.live", link=link(21))


async def test_where_a_responder_on_the_way_is_goes_to_the_desk_when_they_moved_far(town: Town) -> None:
    cast = await confirmed(town)
    await cast.jean.taps("answer.onway")
    town.forget_news()
    await cast.jean.sends_location(*at(1), ref="5", edited=True).hears_nothing()
    await cast.dana.hears_nothing()
    await cast.jean.sends_location(*at(4), ref="5", edited=True, moved_far=True).hears_nothing()
    await cast.dana.hears("desk.task.point", link=link(4))


async def test_a_location_that_moves_where_nothing_is_reported_says_nothing(town: Town) -> None:
    sam, dana = await town.with_people("Sam en", "Dana en dispatcher")
    await sam.sends_location(*at(3), ref="5", edited=True).hears_nothing()
    await dana.hears_nothing()


async def test_nobodys_way_is_kept(town: Town) -> None:
    sam, _ = await town.with_people("Sam en", "Dana en dispatcher")
    await sam.sends_location(*at(0), ref="5").hears("report.received")
    for steps in range(1, 5):
        await sam.sends_location(*at(steps), ref="5", edited=True)
    kept = [row.body for row in await town.rows_of("inbox")]
    assert len(kept) == 5
    assert [body is None for body in kept] == [True, True, True, True, False]
