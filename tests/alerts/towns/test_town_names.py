"""What a town may be called."""

from zoneinfo import ZoneInfo

import pytest

from alerts.network.town import Network, Town
from alerts.towns.town_names import tidy, wrong_name

PENASCO = Town(id=1, name="Puerto Peñasco", point=(31.31, -113.53), also=("Rocky Point",))
NETWORK = Network(name="Valley", languages=("en",), zone=ZoneInfo("UTC"), towns=(PENASCO,))


@pytest.mark.parametrize(
    "name",
    ["Easthampton", "St. Paul", "Washington D.C.", "O’Fallon", "Coeur d'Alene", "Villa 15 (norte)", "Rocky Point"],
)
def test_names_of_towns(name: str) -> None:
    assert wrong_name(NETWORK, name) is None


@pytest.mark.parametrize(
    "name",
    ["", "x" * 61, "12", "-Holyoke", "a\nb", "🏠", "evil.example", "http://x", "@holyoke", "<b>Holyoke", "/stop"],
)
def test_what_is_no_name_is_refused(name: str) -> None:
    refused = wrong_name(NETWORK, name)
    assert refused is not None
    assert refused.key == "towns.bad_name"


def test_a_name_that_another_town_has_is_refused_however_it_is_spelled() -> None:
    refused = wrong_name(NETWORK, "puerto penasco")
    assert refused is not None
    assert refused.key == "towns.there"
    assert wrong_name(NETWORK, "puerto penasco", PENASCO) is None


def test_spaces_are_tidied() -> None:
    assert tidy("  South \t Hadley ") == "South Hadley"
