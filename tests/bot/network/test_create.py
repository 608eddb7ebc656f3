"""What a network begins with: every option checked, and the one that is wrong named."""

import pytest

from bot.network import create
from bot.settings.settings import SettingsError


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
