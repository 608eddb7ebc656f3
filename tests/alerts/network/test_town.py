"""How a report finds its town."""

from zoneinfo import ZoneInfo

import pytest

from alerts.network.town import Network, Town, town_of, without_town
from alerts.people.person import Person, Role
from tests.alerts.samples import HOLYOKE, NORTHAMPTON, person

TOWNS = (
    Town(id=NORTHAMPTON, name="Northampton", point=(42.325, -72.641)),
    Town(id=HOLYOKE, name="Holyoke", point=(42.204, -72.616)),
)
NETWORK = Network(name="Valley", languages=("en", "es"), zone=ZoneInfo("America/New_York"), towns=TOWNS)
STRANGER = person()
ROSA = person(1, (Role.MEMBER, NORTHAMPTON))
BOTH = person(1, (Role.MEMBER, NORTHAMPTON), (Role.MEMBER, HOLYOKE))
EVERYWHERE = person(1, (Role.COORDINATOR, None))
IN_HOLYOKE, IN_BOSTON = (42.21, -72.61), (42.36, -71.06)


@pytest.mark.parametrize(
    ("who", "words", "point", "town"),
    [
        (STRANGER, "", IN_HOLYOKE, HOLYOKE),
        (ROSA, "", IN_HOLYOKE, HOLYOKE),
        (ROSA, "Elm in Northampton", IN_HOLYOKE, HOLYOKE),
        (ROSA, "", IN_BOSTON, None),
        (STRANGER, "two vans in holyoke!", None, HOLYOKE),
        (ROSA, "Elm & 3rd, HOLYOKE", None, HOLYOKE),
        (STRANGER, "between Holyoke and Northampton", None, None),
        (ROSA, "between Holyoke and Northampton", None, NORTHAMPTON),
        (STRANGER, "Northamptonshire Road", None, None),
        (ROSA, "Elm & 3rd", None, NORTHAMPTON),
        (BOTH, "Elm & 3rd", None, None),
        (EVERYWHERE, "Elm & 3rd", None, None),
        (STRANGER, "Elm & 3rd", None, None),
    ],
)
def test_by_location_then_words_then_ones_own_town_else_it_is_asked(
    who: Person, words: str, point: tuple[float, float] | None, town: int | None
) -> None:
    found = town_of(NETWORK, who, words, point)
    assert (found.id if found else None) == town


def test_a_network_of_one_town_need_not_ask() -> None:
    alone = Network(name="Valley", languages=("en",), zone=ZoneInfo("UTC"), towns=TOWNS[:1])
    assert town_of(alone, STRANGER, "Elm & 3rd", None) == TOWNS[0]
    assert town_of(alone, STRANGER, "", IN_BOSTON) is None


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
