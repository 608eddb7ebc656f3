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


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Northampton:-72.641:42.325", "swapped"),
        ("Phoenix:-112.07:33.45", "swapped"),
        ("Northampton:42.325:72.641", "west of Greenwich"),
        ("Northampton:142.325:-72.641", "look|-90 to 90"),
        ("Northampton:423.25:-726.41", "-90 to 90"),
        ("Northampton:0:0", "on a map"),
        ("Northampton:-42.325:-72.641", None),
        ("Northampton:42.325:-72.641", None),
        ("Honolulu:21.3:-157.8", "on a map"),
    ],
)
def test_coordinates_that_cannot_be_meant_are_refused_with_the_hint(text: str, hint: str | None) -> None:
    if hint is None:
        assert create.town(text, "America/New_York")
        return
    with pytest.raises(SettingsError, match=hint):
        create.town(text, "America/New_York")


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Kashgar:39.47:75.99", "Asia/Shanghai"),
        ("Honolulu:21.3:-157.8", "Pacific/Honolulu"),
        ("Suva:-18.14:178.44", "Pacific/Fiji"),
        ("Apia:-13.83:-171.77", "Pacific/Apia"),
        ("Longyearbyen:78.22:15.65", "Europe/Oslo"),
        ("Somewhere:42:-72", "Etc/UTC"),
        ("Somewhere:42:-72", "UTC"),
    ],
)
def test_towns_far_from_the_middle_of_their_zone_are_towns(text: str, zone: str) -> None:
    assert create.town(text, zone)


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
