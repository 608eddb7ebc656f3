"""What a network begins with: every option checked, and the one that is wrong named."""

import pytest

from bot.network import create
from bot.settings.settings import SettingsError


def test_a_town_is_a_name_and_a_point() -> None:
    assert create.town("Northampton:42.325:-72.641") == ("Northampton", (42.325, -72.641))


@pytest.mark.parametrize(
    "text",
    [
        "Northampton",
        "Northampton:42.3",
        ":42.3:-72.6",
        "N:x:y",
        "N:91:0",
        "N:0:181",
        "N:nan:0",
        "N:1:2:3",
        "x" * 61 + ":1:2",
    ],
)
def test_what_is_no_town_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="--town"):
        create.town(text)


def test_a_town_is_named_once() -> None:
    with pytest.raises(SettingsError, match="--town"):
        create.towns(["A:1:2", "a:3:4"])


@pytest.mark.parametrize("text", ["", "xx", "en,xx", ","])
def test_a_language_needs_a_catalogue(text: str) -> None:
    with pytest.raises(SettingsError, match="--languages"):
        create.language_codes(text)


def test_the_first_language_is_the_fallback_and_none_counts_twice() -> None:
    assert create.language_codes("es, en,ES") == ("es", "en")


@pytest.mark.parametrize("text", ["Mars/Olympus", "", "../etc", "America"])
def test_a_time_zone_is_an_iana_name(text: str) -> None:
    with pytest.raises(SettingsError, match="--timezone"):
        create.time_zone(text)
