"""A place without the numbers that lead to somebody's door; test_places.py has more of them."""

import pytest

from alerts.places.house_numbers import public_words


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("214 Elm St", "Elm St"),
        ("214 Elm St apt 3B", "Elm St"),
        ("Elm 77", "Elm"),
        ("77, Elm", "Elm"),
        ("12a Elm", "Elm"),
        ("12-14 Elm", "Elm"),
        ("12 E Main St", "E Main St"),
        ("100 North St", "North St"),
        ("12 Oak and 340 Elm", "Oak and Elm"),
        ("Elm 12 con Pine 14", "Elm con Pine"),
        ("la 140 de la Orchard", "la de la Orchard"),
        ("past 12 Oak", "past Oak"),
        ("on 5 Main", "on Main"),
        ("2024 Main", "Main"),
        ("99999 Elm", "Elm"),
        ("house 4, Elm", "Elm"),
        ("torre 4", ""),
        ("12F", ""),
        ("77", ""),
        ("0", ""),
    ],
)
def test_the_number_of_a_house_goes(place: str, public: str) -> None:
    assert public_words(place) == public


@pytest.mark.parametrize("place", ["12 & 14 Elm", "12 and 14 Elm", "12 y 14 Elm", "12/14 Elm"])
def test_both_numbers_of_two_houses_go(place: str) -> None:
    assert not any(sign.isdigit() for sign in public_words(place))


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("", id="nothing"),
        pytest.param("exit 3", id="an exit"),
        pytest.param("exit 12A off 95", id="an exit with a letter"),
        pytest.param("la salida 12 de la 91", id="an exit in Spanish"),
        pytest.param("route 9 & Bay Rd", id="a route"),
        pytest.param("routes 5 and 10", id="two routes that are one road"),
        pytest.param("routes 5 and 10 junction", id="where they meet another"),
        pytest.param("I-91", id="an interstate"),
        pytest.param("la 140", id="a road in Spanish"),
        pytest.param("on 116", id="a road behind on"),
        pytest.param("toward 202", id="a road that somebody heads for"),
        pytest.param("hacia 202", id="the same in Spanish"),
        pytest.param("from 91 to 202", id="two roads"),
        pytest.param("91 north", id="a road with its direction"),
        pytest.param("mile 62", id="a mile"),
        pytest.param("Elm & 3rd", id="a street that is counted"),
        pytest.param("Elm y 3", id="a street that is counted in Spanish"),
        pytest.param("Main & 5", id="a street that is counted behind a sign"),
        pytest.param("5 & Main", id="the same before it"),
        pytest.param("5 y Main", id="the same in Spanish"),
        pytest.param("corner of 5 and Main", id="a corner in words"),
        pytest.param("Elm/12", id="a corner with a stroke"),
        pytest.param("calle 5", id="a street that is a number"),
        pytest.param("7-Eleven", id="a shop with a hyphen"),
        pytest.param("7 Eleven on King", id="the same without it"),
        pytest.param("5 Guys on King", id="another shop"),
        pytest.param("motel 6", id="a motel"),
        pytest.param("Big Y", id="a shop with a letter"),
        pytest.param("parking lot 3", id="a lot for cars"),
        pytest.param("gate 3", id="a gate"),
    ],
)
def test_the_number_of_a_road_a_corner_and_a_shop_stays(place: str) -> None:
    assert public_words(place) == place
