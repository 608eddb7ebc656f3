"""Which open incident a report is about: place, time and town must agree."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

import pytest

from alerts.incidents.incident import Incident
from alerts.incidents.matter import Matter
from alerts.incidents.same_incident import MOST_WAYS, matching, one_more, same_place
from alerts.places.place import Place, distance
from tests.alerts.samples import HOLYOKE, NOON, NORTHAMPTON, incident

CITY_HALL = (42.3195, -72.6298)
METRE = 1 / 111_195
"""Degrees of latitude."""


def north(metres: float, of: tuple[float, float] = CITY_HALL) -> tuple[float, float]:
    return of[0] + metres * METRE, of[1]


def standing(found: Incident, heard: datetime = NOON, *ways: Place) -> tuple[Incident, datetime]:
    return replace(found, ways=ways), heard


def test_the_distance_is_right_to_a_metre() -> None:
    """A degree of latitude is 111,195 m on a sphere of 6,371 km."""
    assert distance((42.0, -72.0), (43.0, -72.0)) == pytest.approx(111_195, abs=1)
    assert distance((0.0, 179.5), (0.0, -179.5)) == pytest.approx(111_195, abs=1)
    assert distance(CITY_HALL, CITY_HALL) == 0
    assert distance((90, 0), (-90, 0)) == pytest.approx(20_015_087, abs=1)


@pytest.mark.parametrize(("metres", "same"), [(0, True), (499, True), (501, False), (5_000, False)])
def test_points_within_500_metres_are_one_place(metres: float, same: bool) -> None:
    assert same_place(Place(point=CITY_HALL), Place(point=north(metres))) is same


def test_points_decide_where_both_have_one() -> None:
    here, far = Place(words="Elm & 3rd", point=CITY_HALL), Place(words="Elm & 3rd", point=north(2_000))
    assert not same_place(here, far)
    assert same_place(here, Place(words="King & Finn", point=north(100)))


def test_words_decide_where_one_point_is_missing() -> None:
    assert same_place(Place(words="Elm & 3rd", point=CITY_HALL), Place(words="Elm con la tercera"))
    assert not same_place(Place(words="Elm & 3rd", point=CITY_HALL), Place(words="Elm con la cuarta"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Place(), Place()),
        (Place(), Place(words="Elm & 3rd")),
        (Place(point=CITY_HALL), Place(words="Elm & 3rd")),
        (Place(), Place(point=CITY_HALL)),
    ],
)
def test_what_cannot_be_compared_is_not_the_same(one: Place, other: Place) -> None:
    assert not same_place(one, other)
    assert not same_place(other, one)


@pytest.mark.parametrize(
    ("minutes", "joins"), [(0, True), (30, True), (30.01, False), (-30, True), (-31, False), (600, False)]
)
def test_a_report_joins_only_what_was_heard_of_within_30_minutes(minutes: float, joins: bool) -> None:
    open_one = incident(opened_at=NOON - timedelta(hours=3))
    found = matching(
        Place(words="3rd and Elm"), NORTHAMPTON, NOON + timedelta(minutes=minutes), [standing(open_one, NOON)]
    )
    assert (found == open_one) is joins


@pytest.mark.parametrize(
    ("its", "ours", "joins"),
    [
        (NORTHAMPTON, NORTHAMPTON, True),
        (NORTHAMPTON, HOLYOKE, False),
        (None, NORTHAMPTON, False),
        (NORTHAMPTON, None, False),
        (None, None, False),
    ],
)
def test_a_report_joins_only_its_own_towns(its: int | None, ours: int | None, joins: bool) -> None:
    open_one = incident(town_id=its)
    assert (matching(Place(words="Elm & 3rd"), ours, NOON, [standing(open_one)]) is not None) is joins


def test_a_location_tells_without_a_town() -> None:
    open_one = incident(town_id=None, place=Place(point=(42.325, -72.641)))
    assert matching(Place(point=(42.325, -72.641)), None, NOON, [standing(open_one)]) is not None


def test_what_is_private_is_joined_by_nothing() -> None:
    private = incident(matter=Matter.WAGES)
    assert matching(private.place, private.town_id, NOON, [standing(private)]) is None


def test_a_report_without_a_place_joins_nothing() -> None:
    assert matching(Place(), NORTHAMPTON, NOON, [standing(incident(place=Place()))]) is None


def test_any_place_told_for_the_incident_will_do() -> None:
    told = (Place(point=CITY_HALL), Place(words="Lincoln School"))
    open_one = incident(place=Place(words="Elm & 3rd"), ways=told)
    for place in (Place(point=north(200)), Place(words="la escuela Lincoln"), Place(words="3rd and Elm")):
        assert matching(place, NORTHAMPTON, NOON, [(open_one, NOON)]) == open_one


def test_of_several_the_one_heard_of_last_is_joined_whatever_their_order() -> None:
    entries = [standing(incident(n), NOON - timedelta(minutes=m)) for n, m in ((1, 20), (2, 5), (3, 29))]
    for order in permutations(entries):
        found = matching(Place(words="Elm & 3rd"), NORTHAMPTON, NOON, order)
        assert found is not None
        assert found.id == 2


def test_with_nothing_open_nothing_is_joined() -> None:
    assert matching(Place(words="Elm & 3rd"), NORTHAMPTON, NOON, []) is None


@pytest.mark.parametrize(
    "again",
    [
        Place(words="Elm & 3rd"),
        Place(words="la esquina de Elm con la tercera"),
        Place(words="Elm & 3rd", point=north(20)),
        Place(point=north(-20)),
        Place(),
    ],
)
def test_what_says_nothing_new_of_a_place_is_not_remembered(again: Place) -> None:
    ways = (Place(words="Elm & 3rd"), Place(words="Elm & 3rd", point=CITY_HALL), Place(point=CITY_HALL))
    assert one_more(ways, again) == ways


@pytest.mark.parametrize("new", [Place(words="Lincoln School"), Place(point=north(100)), Place(words="Elm & 4th")])
def test_another_way_to_tell_it_is_remembered(new: Place) -> None:
    ways = (Place(words="Elm & 3rd"), Place(point=CITY_HALL))
    assert one_more(ways, new) == (*ways, new)


def test_however_many_report_it_so_many_ways_are_remembered_and_no_more() -> None:
    ways: tuple[Place, ...] = ()
    for number in range(MOST_WAYS + 10):
        ways = one_more(ways, Place(words=f"{number} Oak Street"))
    assert len(ways) == MOST_WAYS
