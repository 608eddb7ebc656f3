"""What must not be passed on, in four languages (private_rows.csv: the text, and what must be gone)."""

import csv
import time
from pathlib import Path

import pytest

from alerts.tokens import tokens
from alerts.understanding.private_kind import PrivateKind
from alerts.understanding.private_words import private_spans
from tests.alerts.understanding.lexicon import TOWNS, said

ROWS = [
    (row["text"], [part for part in (row["private"] or "").split(" ; ") if part])
    for row in csv.DictReader(
        Path(__file__).with_name("private_rows.csv").read_text(encoding="utf-8").splitlines(), delimiter="|"
    )
]
PRIVATE = [row for row in ROWS if row[1]]
PUBLIC = [text for text, private in ROWS if not private]


def kinds(text: str) -> list[tuple[PrivateKind, str]]:
    """Return what is found in a text, with the words as written."""
    return [(span.kind, text[span.start : span.end]) for span in private_spans(said(text), TOWNS)]


def without(text: str) -> str:
    """Return the words that are left of a text, one space between."""
    for span in reversed(private_spans(said(text), TOWNS)):
        text = f"{text[: span.start]} . {text[span.end :]}"
    return f" {' '.join(token.word for token in tokens(text))} "


@pytest.mark.parametrize(("text", "private"), PRIVATE)
def test_what_is_private_is_found(text: str, private: list[str]) -> None:
    left = without(text)
    assert [part for part in private if f" {' '.join(token.word for token in tokens(part))} " in left] == []


@pytest.mark.parametrize("text", PUBLIC)
def test_streets_shops_saints_counts_and_roads_are_not_private(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my wife Marisol", PrivateKind.NAME),
        ("plate 4KD 221", PrivateKind.PLATE),
        ("A# 208-551-930", PrivateKind.PAPER),
        ("413-555-0142", PrivateKind.PHONE),
        ("apto 4", PrivateKind.FLAT),
        ("at 12 Oak st", PrivateKind.DOOR),
        ("https://example.org/413-555-0142", PrivateKind.LINK),
        ("x@example.org", PrivateKind.EMAIL),
        ("@somebody_here", PrivateKind.HANDLE),
        ("press /stop", PrivateKind.COMMAND),
        ("no tiene papeles", PrivateKind.STATUS),
        ("42.2043, -72.6162", PrivateKind.POINT),
    ],
)
def test_it_is_said_what_it_is(text: str, kind: PrivateKind) -> None:
    assert [found for found, _ in kinds(text)] == [kind]


def test_of_a_house_only_the_number_is_private() -> None:
    assert kinds("213 chestnut st, 2nd floor") == [(PrivateKind.DOOR, "213"), (PrivateKind.FLAT, "2nd floor")]


@pytest.mark.parametrize(
    ("text", "perhaps"),
    [
        ("two vans in front of Lupita", True),
        ("my cousin Lupita", False),
        ("se llama Lupita", False),
        ("la casa de Lupita", False),
        ("Lupita Morales", False),
    ],
)
def test_a_name_that_nothing_gives_to_a_person_may_be_a_shops(text: str, *, perhaps: bool) -> None:
    assert [span.perhaps_place for span in private_spans(said(text), TOWNS)] == [perhaps]


def test_a_towns_name_is_no_persons() -> None:
    text = "my brother, Springfield"
    assert private_spans(said(text), frozenset({"springfield"})) == []


@pytest.mark.parametrize("unit", ["x", "1", "a.", "a-", "_a", "+", "1-", "a at ", "@", "www.", "h.t.p:"])
def test_eight_times_as_long_a_word_costs_no_more_than_32_times_as_much(unit: str) -> None:
    assert _seconds(unit, 8000) < 32 * max(_seconds(unit, 1000), 0.002)


def _seconds(unit: str, length: int) -> float:
    """Return the least CPU that three readings of a text took."""
    text = said((unit * length)[:length])
    spent = []
    for _ in range(3):
        started = time.process_time()
        private_spans(text, TOWNS)
        spent.append(time.process_time() - started)
    return min(spent)


def test_an_address_behind_another_one_and_one_of_an_endless_word_are_found() -> None:
    assert without("a@b.co+x@y.com wrote").strip() == "wrote"
    assert without(f"{'x' * 500}@y.com wrote").strip() == "wrote"
