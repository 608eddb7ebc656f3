"""The process in which a running bot has a town looked up."""

import sys
from pathlib import Path

import pytest

from alerts.places.named_place import NamedPlace, PlaceAnswer, PlaceQuery
from bot.gazetteer import lookup
from bot.gazetteer.lookup import look_up

ZONE = "America/New_York"
BESIDE = ((42.325, -72.641),)


async def test_a_town_is_found_as_in_the_program_itself_which_loads_nothing() -> None:
    loaded = "zipcodes" in sys.modules
    found = await look_up(None, PlaceQuery(words="Easthampton", near=BESIDE, zone=ZONE))
    assert found == PlaceAnswer(place=NamedPlace(name="Easthampton", region="MA", point=(42.2668, -72.669)))
    assert ("zipcodes" in sys.modules) == loaded


async def test_what_may_be_meant_comes_back_too() -> None:
    found = await look_up(None, PlaceQuery(words="Easthamton MA", zone=ZONE))
    assert found.place is None
    assert found.alike[0].label == "Easthampton MA"


async def test_the_operators_own_list_is_read_there(tmp_path: Path) -> None:
    own = tmp_path / "towns.csv"
    own.write_text("name,latitude,longitude\nPeñasco,31.31,-113.53\n", encoding="utf-8")
    found = await look_up(own, PlaceQuery(words="penasco", zone="America/Hermosillo"))
    assert found.place == NamedPlace(name="Peñasco", point=(31.31, -113.53))


async def test_a_list_that_is_broken_finds_nothing(tmp_path: Path) -> None:
    assert await look_up(tmp_path / "none.csv", PlaceQuery(words="Easthampton MA")) == PlaceAnswer()


async def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "LONGEST", 0.0)
    assert await look_up(None, PlaceQuery(words="Easthampton MA")) == PlaceAnswer()
