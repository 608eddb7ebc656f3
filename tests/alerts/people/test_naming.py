"""A name of somebody's choosing, as others are shown it: it leads nowhere, and looks like none of our lines."""

import pytest

from alerts.people.naming import called
from locales.quoting import quoted

_MOST = 40


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Rosa", "Rosa"),
        ("J.R. O’Neil-Peña", "J.R. O’Neil-Peña"),
        ("St. Mary", "St. Mary"),
        ("Ana 2", "Ana 2"),
        ("Rebato Support t.me/rebato_help", "Rebato Support t me rebato_help"),
        ("evil.example", "evil example"),
        ("https://evil.example/x", "https: evil example x"),
        ("tg://resolve?domain=x", "tg: resolve?domain=x"),
        ("@valley_help", "valley_help"),
        ("help@valley.org", "help valley org"),
        ("\uff45\uff56\uff49\uff4c\uff0e\uff43\uff4f\uff4d", "evil com"),
        ("Call +1 (413) 555-0100", "Call"),
        ("/stop", "stop"),
        ("Cora\nSuspended by Ben", "Cora Suspended by Ben"),
        ("Cora\u202eneB", "CoraneB"),
        ("Co\u200bra", "Cora"),
        ("@", "@"),
        ("x" * 200, "x" * 39 + "…"),
    ],
)
def test_a_name_is_one_tame_line_without_anything_to_tap(name: str, shown: str) -> None:
    assert quoted(called(name, _MOST)) == shown
