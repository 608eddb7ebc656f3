"""What a preview showed, held against how it is at Send."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from alerts.incidents.draft import CHANGED, AlertSnapshot, Draft, is_old, what_changed
from alerts.incidents.incident import Basis
from alerts.notices import Quote
from alerts.places.place import Place
from tests.alerts.samples import NOON, NORTHAMPTON

ZONE = ZoneInfo("America/New_York")
SHOWN = AlertSnapshot(
    at=NOON,
    number=1,
    basis=Basis.OBSERVER,
    town_id=NORTHAMPTON,
    town="Northampton",
    place=Place(words="Elm & 3rd"),
    observed_at=NOON,
    words=Quote("two vans", 300, "en"),
    people=20,
    told=tuple(range(20)),
    groups={"telegram": 1},
)
LIKELY = replace(SHOWN, basis=Basis.PHOTO)
TWO = replace(SHOWN, basis=Basis.TWO)
OBSERVED, UNSEEN = (Basis.OBSERVER,), (Basis.PHOTO, Basis.INSIDE)
LATER = NOON + timedelta(minutes=1)

CASES: tuple[tuple[AlertSnapshot, dict[str, Any], tuple[Basis, ...], list[str]], ...] = (
    (SHOWN, {}, OBSERVED, []),
    (SHOWN, {"at": LATER}, OBSERVED, []),
    (LIKELY, {}, UNSEEN, []),
    (LIKELY, {}, OBSERVED, ["observer"]),
    (TWO, {}, OBSERVED, ["observer"]),
    (SHOWN, {}, UNSEEN, ["took_back"]),
    (TWO, {}, (Basis.PHOTO, Basis.TWO, Basis.INSIDE), []),
    (TWO, {}, UNSEEN, ["two"]),
    (SHOWN, {"found_nothing": 1}, OBSERVED, ["nothing"]),
    (replace(SHOWN, found_nothing=1), {"found_nothing": 0}, OBSERVED, []),
    (SHOWN, {"took_back": 1}, OBSERVED, ["reporter"]),
    (SHOWN, {"town_id": 2, "town": "Holyoke"}, OBSERVED, ["town"]),
    (SHOWN, {"place": Place(words="Elm & 3rd", point=(42.3, -72.6))}, OBSERVED, ["place"]),
    (SHOWN, {"observed_at": LATER}, OBSERVED, ["seen"]),
    (SHOWN, {"known": (("size", "few"),)}, OBSERVED, ["facts"]),
    (SHOWN, {"words": None}, OBSERVED, ["words"]),
    (SHOWN, {"words": Quote("two vans", 300, "en", (("es", "dos"),))}, OBSERVED, ["words"]),
    (SHOWN, {"practice": True}, OBSERVED, ["practice"]),
    (SHOWN, {"hotline": "1"}, OBSERVED, ["hotline"]),
    (SHOWN, {"told": tuple(range(18))}, OBSERVED, []),
    (SHOWN, {"told": tuple(range(17))}, OBSERVED, ["people"]),
    (SHOWN, {"told": tuple(range(23))}, OBSERVED, ["people"]),
    (SHOWN, {"told": tuple(range(1, 21))}, OBSERVED, []),
    (SHOWN, {"told": tuple(range(2, 22))}, OBSERVED, ["people"]),
    (SHOWN, {"groups": {}}, OBSERVED, ["people"]),
    (SHOWN, {"told_before": True}, OBSERVED, ["told"]),
    (SHOWN, {"at": NOON + timedelta(minutes=6)}, OBSERVED, ["old"]),
    (SHOWN, {"place": Place(words="Oak"), "known": (("size", "few"),)}, UNSEEN, ["took_back", "place", "facts"]),
)


@pytest.mark.parametrize(("shown", "changes", "bases", "expected"), CASES)
def test_what_is_not_as_it_was_shown_is_named(
    shown: AlertSnapshot, changes: dict[str, Any], bases: tuple[Basis, ...], expected: list[str]
) -> None:
    assert what_changed(shown, replace(shown, **changes), bases, ZONE) == expected


def test_every_name_is_among_them() -> None:
    assert {name for *_, expected in CASES for name in expected} == set(CHANGED)


@pytest.mark.parametrize(
    ("since_noon", "later", "old"),
    [
        (0, 299, False),
        (0, 300, False),
        (0, 301, True),
        (11 * 3600 + 59 * 60, 59, False),
        (11 * 3600 + 59 * 60, 60, True),
    ],
)
def test_a_preview_is_old_after_five_minutes_and_on_another_day(since_noon: int, later: int, old: bool) -> None:
    # NOON is noon in New York.
    shown_at = NOON + timedelta(seconds=since_noon)
    assert is_old(shown_at, shown_at + timedelta(seconds=later), ZONE) is old


def test_a_translation_of_one_language_stays_beside_that_of_another() -> None:
    draft = Draft(incident_id=1, basis=Basis.PHOTO).translated("es", "dos").translated("pt", "duas")
    assert draft.translated("es", "tres").translations == (("es", "tres"), ("pt", "duas"))
