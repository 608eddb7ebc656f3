"""Towns found by what people write: names and states in two languages, ZIP codes, misspellings."""

import subprocess
import sys

import pytest

from alerts.places.named_place import NamedPlace
from bot.gazetteer.gazetteer import MOST, Surroundings
from tests.loaded_gazetteer import LoadedGazetteer

EAST = Surroundings(zone="America/New_York")
BESIDE_NORTHAMPTON = Surroundings(zone="America/New_York", points=((42.325, -72.641),))


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Holyoke Mass", "Holyoke MA"),
        ("HOLYOKE, MA, USA", "Holyoke MA"),
        ("Halyoke MA", "Holyoke MA"),
        ("North Hampton MA", "Northampton MA"),
        ("Spfld MA", "Springfield MA"),
        ("Northampton Massachusets", "Northampton MA"),
        ("Florence 01062", "Florence MA"),
        ("Northampton MA 01062", "Northampton MA"),
        ("St. Paul MN", "Saint Paul MN"),
        ("Port Washington NY", "Port Washington NY"),
        ("New York", "New York NY"),
        ("Brooklyn, Nueva York", "Brooklyn NY"),
        ("Charlotte, Carolina del Norte", "Charlotte NC"),
        ("San Juan, Puerto Rico", "San Juan PR"),
        ("East Los Angeles CA", "East Los Angeles CA"),
    ],
)
def test_what_people_write_finds_the_town(words: str, label: str) -> None:
    found = LoadedGazetteer().find(words, EAST)
    assert found.place is not None
    assert (found.place.label, found.alike) == (label, ())


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Easthamton MA", "Easthampton MA"),
        ("Worchester MA", "Worcester MA"),
        ("Chicopi MA", "Chicopee MA"),
        ("Esprinfil MA", "Springfield MA"),
        ("Nueva York", "New York NY"),
        ("Boyle Heights CA", "Boyle Heights CA"),
    ],
)
def test_what_may_be_meant_is_offered_the_likeliest_first(words: str, first: str) -> None:
    found = LoadedGazetteer().find(words, EAST)
    assert found.place is None
    assert found.alike[0].label == first
    assert len(found.alike) <= MOST


def test_a_name_of_many_states_is_the_one_beside_the_network_or_is_asked() -> None:
    beside = LoadedGazetteer().find("Amherst", BESIDE_NORTHAMPTON).place
    assert beside is not None
    assert beside.label == "Amherst MA"
    assert len({one.region for one in LoadedGazetteer().find("Amherst", EAST).alike}) == MOST


@pytest.mark.parametrize("words", ["", " ", "00000", "123", "🏠", "'; --", "a" * 5000, "\x00MA", "MA", "\ud83d"])
def test_words_that_name_no_town_are_answered_with_nothing_sure(words: str) -> None:
    assert LoadedGazetteer().find(words, EAST).place is None


def test_the_centre_of_a_town_with_many_zip_codes_lies_within_it() -> None:
    springfield = LoadedGazetteer().find("Springfield MA", EAST).place
    assert springfield == NamedPlace(
        name="Springfield", region="MA", point=springfield.point if springfield else (0, 0)
    )
    assert springfield is not None
    assert abs(springfield.point[0] - 42.115) < 0.03
    assert abs(springfield.point[1] + 72.54) < 0.06


def test_no_verb_but_those_that_add_a_town_loads_the_zip_codes() -> None:
    code = "import bot.runner, bot.verbs.init, bot.verbs.run, sys; print('zipcodes' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
