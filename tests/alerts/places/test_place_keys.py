"""Whatever is the same place shares a key: of every description that we have, with every other one."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.incidents.same_incident import same_place
from alerts.places.names import same_words
from alerts.places.place import Place
from alerts.places.place_keys import keys_of_near, place_keys
from tests.alerts.places.test_names_across_languages import SAME
from tests.alerts.places.test_places import pairs

TOLD = sorted(
    {words for pair in (*pairs("places.csv"), *pairs("places_unseen.csv")) for words in (pair.one, pair.other)}
    | {words for pair in SAME for words in pair}
    | {"the courthouse", "la corte", "Holyoke City Hall", "el city hall", "price rite st james ave"}
)


KEYS = {words: place_keys(Place(words=words)) for words in TOLD}


def share(one: Place, other: Place) -> bool:
    return bool(keys_of_near(one) & place_keys(other)) and bool(keys_of_near(other) & place_keys(one))


def test_descriptions_of_one_place_share_a_key() -> None:
    same = [(a, b) for a, b in combinations(TOLD, 2) if same_words(a, b)]
    assert len(same) > 200
    assert [pair for pair in same if not KEYS[pair[0]] & KEYS[pair[1]]] == []


def test_descriptions_of_two_places_mostly_do_not() -> None:
    """The test of the test: a key that all places share would find all of them."""
    others = [(a, b) for a, b in combinations(TOLD, 2) if not same_words(a, b)]
    found = sum(bool(KEYS[a] & KEYS[b]) for a, b in others)
    assert found < len(others) / 10


@given(st.floats(-70, 70), st.floats(-179, 179), st.floats(-0.008, 0.008), st.floats(-0.008, 0.008))
def test_points_that_are_near_share_a_key(latitude: float, longitude: float, north: float, east: float) -> None:
    one, other = Place(point=(latitude, longitude)), Place(point=(latitude + north, longitude + east))
    assert share(one, other) or not same_place(one, other)


@pytest.mark.parametrize("place", [Place(), Place(words="!!"), Place(words="the corner")])
def test_what_tells_nothing_has_no_key(place: Place) -> None:
    assert place_keys(place) == frozenset()


def test_a_list_of_streets_has_no_more_keys_than_a_crossing_of_a_dozen() -> None:
    """A stranger's 400 streets had 160,000: they are hashed and asked for with each report."""
    streets = [f"{a}{b}street" for a in "bcdfghjklmnpqrstvwz" for b in "aeiou"]
    dozen = keys_of_near(Place(words=" & ".join(streets[:12])))
    for words in (" & ".join(streets), " ".join(streets), ", ".join(f"{n} {name}" for n, name in enumerate(streets))):
        assert len(keys_of_near(Place(words=words))) <= len(dozen) + 20
        assert share(Place(words=words), Place(words=words))
