"""A place without the name of its town."""

import pytest

from alerts.network.town import Town, without_town
from tests.alerts.samples import HOLYOKE, NORTHAMPTON

TOWNS = (
    Town(id=NORTHAMPTON, name="Northampton", point=(42.325, -72.641)),
    Town(id=HOLYOKE, name="Holyoke", point=(42.204, -72.616)),
)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Elm & 3rd, Northampton", "Elm & 3rd"),
        ("Elm & 3rd in northampton", "Elm & 3rd"),
        ("Elm con la tercera en Northampton.", "Elm con la tercera"),
        ("Elm & 3rd", "Elm & 3rd"),
        ("Northampton Street & Elm", "Northampton Street & Elm"),
        ("Northampton High School", "Northampton High School"),
        ("mall de Northampton", "mall de Northampton"),
        ("Northampton", ""),
        (" in Northampton", ""),
    ],
)
def test_a_place_does_not_repeat_its_town(words: str, left: str) -> None:
    assert without_town(words, TOWNS[0]) == left
    assert without_town(words, None) == words
