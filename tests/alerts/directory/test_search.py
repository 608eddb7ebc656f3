"""How entries are found by words, and in which order they stand."""

from zoneinfo import ZoneInfo

import pytest

from alerts.directory.entry import ServiceKind
from alerts.directory.search import asked_words, in_order, matching
from alerts.network.town import Network, Town
from tests.alerts.directory.listings import entry
from tests.alerts.samples import HOLYOKE, NORTHAMPTON

TOWNS = (
    Town(id=NORTHAMPTON, name="Northampton", point=(42.325, -72.641)),
    Town(id=HOLYOKE, name="Holyoke", point=(42.204, -72.616)),
)
NETWORK = Network(name="Valley", languages=("en", "es"), zone=ZoneInfo("America/New_York"), towns=TOWNS)
KINDS = {
    ServiceKind.LEGAL: ["Legal aid", "lawyer lawyers", "Ayuda legal", "abogado abogados"],
    ServiceKind.HEALTH: ["Health", "doctor", "Salud", "médico"],
}


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("rio", True),
        ("RÍO legal", True),
        ("center río", True),
        ("abog", True),
        ("Abogados", True),
        ("lawyer", True),
        ("legal aid", True),
        ("asilo", True),
        ("asil, abogado!", True),
        ("413-555-0177", True),
        ("(413) 555", True),
        ("www.rio.example", True),
        ("kiche", False),
        ("k'iche'", True),
        ("mon", True),
        ("holyoke", True),
        ("abogado en Holyoke", True),
        ("un abogado para asilo en Northampton", True),
        ("abogado Boston", False),
        ("doctor", False),
        ("bogado", False),
        ("centers", False),
    ],
)
def test_every_word_that_is_typed_must_begin_a_word_of_the_entry(query: str, is_found: bool) -> None:
    assert bool(matching([entry()], query, NETWORK, KINDS)) is is_found


def test_an_entry_of_one_town_is_not_found_by_the_name_of_another() -> None:
    entries = [entry(1, town_id=NORTHAMPTON), entry(2, town_id=HOLYOKE), entry(3)]
    assert [one.id for one in matching(entries, "legal holyoke", NETWORK, KINDS)] == [2, 3]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        (" ?! ", []),
        ("de la", ["de", "la"]),
        ("un abogado en Holyoke", ["abogado", "holyoke"]),
        ("Comida Y casa", ["comida", "casa"]),
    ],
)
def test_little_words_need_not_be_found_unless_there_are_no_others(query: str, words: list[str]) -> None:
    assert asked_words(query) == words


def test_what_is_near_comes_first_then_what_is_for_all_towns() -> None:
    entries = [
        entry(1, town_id=HOLYOKE),
        entry(2, kind=ServiceKind.OTHER),
        entry(3, name="b"),
        entry(4, name="Á"),
        entry(5, town_id=NORTHAMPTON),
    ]
    assert [one.id for one in in_order(entries, {NORTHAMPTON})] == [5, 4, 3, 2, 1]
    assert [one.id for one in in_order(entries, ())] == [4, 3, 2, 1, 5]
