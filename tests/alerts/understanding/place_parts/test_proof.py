"""How sure it is that words which stand together are a place."""

import pytest

from alerts.tokens import tokens
from alerts.understanding.place_parts.in_context import words_in_context
from alerts.understanding.place_parts.part import Word
from alerts.understanding.place_parts.proof import Proof, proof_of, proof_of_kind
from tests.alerts.understanding.lexicon import shipped


def words(text: str) -> list[Word]:
    found = tokens(text)
    return words_in_context(text, found, shipped().hits(found))


def proof(text: str, *, asked: bool = False, bare: bool = False) -> Proof:
    return proof_of(words(text), asked=asked, bare=bare)


@pytest.mark.parametrize("bare", [False, True], ids=["in a message", "bare"])
@pytest.mark.parametrize("asked", [False, True], ids=["unasked", "asked"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("alder street", id="a street with its name"),
        pytest.param("calle alder", id="the same in Spanish"),
        pytest.param("route 9", id="a route"),
        pytest.param("exit 12", id="an exit"),
        pytest.param("la 9", id="a road in Spanish"),
        pytest.param("Elm & 3rd", id="a corner with a sign"),
        pytest.param("elm & pine", id="a corner with a sign in small letters"),
        pytest.param("Elm and Pine", id="a corner of two capitals"),
        pytest.param("at elm and pine", id="a corner that something leads to"),
        pytest.param("la elm con pine", id="a corner in Spanish"),
        pytest.param("Adams school", id="a school with its name"),
        pytest.param("escuela Adams", id="the same in Spanish"),
        pytest.param("la high", id="la before a word that is none of Spanish"),
        pytest.param("la pine", id="la before an ending that only English has"),
        pytest.param("la Alder", id="la before a capital"),
        pytest.param("la Bonita", id="la before a capital of Spanish"),
        pytest.param("frente a la high", id="nearness to such a street"),
    ],
)
def test_streets_corners_exits_and_named_schools_are_strong_however_they_are_told(
    text: str, asked: bool, bare: bool
) -> None:
    assert proof(text, asked=asked, bare=bare) is Proof.STRONG


@pytest.mark.parametrize(
    ("text", "in_a_message", "asked", "bare"),
    [
        pytest.param("Big Y", Proof.FAIR, Proof.FAIR, Proof.FAIR, id="a shop of the lists"),
        pytest.param("the school", Proof.FAIR, Proof.FAIR, Proof.FAIR, id="a kind with its article"),
        pytest.param("school", Proof.NONE, Proof.FAIR, Proof.NONE, id="a kind alone"),
        pytest.param("School", Proof.NONE, Proof.FAIR, Proof.FAIR, id="a kind alone with a capital"),
        pytest.param("at Alder", Proof.FAIR, Proof.FAIR, Proof.FAIR, id="at before a capital"),
        pytest.param("at alder", Proof.WEAK, Proof.WEAK, Proof.WEAK, id="at before small letters"),
        pytest.param("behind alder", Proof.FAIR, Proof.FAIR, Proof.FAIR, id="nearness"),
        pytest.param("heading up alder", Proof.FAIR, Proof.FAIR, Proof.FAIR, id="a way that somebody takes"),
        pytest.param("the Alder", Proof.NONE, Proof.FAIR, Proof.FAIR, id="an article before a capital"),
        pytest.param("Alder", Proof.NONE, Proof.NONE, Proof.FAIR, id="a capital alone"),
        pytest.param("alder", Proof.NONE, Proof.NONE, Proof.NONE, id="a word alone"),
        pytest.param("alder grove", Proof.NONE, Proof.NONE, Proof.FAIR, id="two words of no list"),
        pytest.param("Alder Grove", Proof.WEAK, Proof.NONE, Proof.FAIR, id="two capitals"),
        pytest.param("elm and pine", Proof.NONE, Proof.STRONG, Proof.FAIR, id="a corner that nothing leads to"),
        pytest.param("la bonita", Proof.NONE, Proof.NONE, Proof.NONE, id="la before a word of Spanish"),
        pytest.param("la bonita con alder", Proof.STRONG, Proof.STRONG, Proof.STRONG, id="its corner"),
    ],
)
def test_what_a_name_is_worth_depends_on_what_was_asked(
    text: str, in_a_message: Proof, asked: Proof, bare: Proof
) -> None:
    assert (proof(text), proof(text, asked=True), proof(text, bare=True)) == (in_a_message, asked, bare)


def test_one_word_in_small_letters_that_is_the_whole_answer_is_weak() -> None:
    assert proof("alder", asked=True, bare=True) is Proof.WEAK


@pytest.mark.parametrize("text", ["", "street", "the street", "la casa", "the big white", "at 9", "north"])
@pytest.mark.parametrize("asked", [False, True])
def test_what_names_nothing_is_no_place(text: str, asked: bool) -> None:
    assert proof(text, asked=asked, bare=True) is Proof.NONE


@pytest.mark.parametrize(
    ("text", "behind", "of_a_town", "expected"),
    [
        pytest.param("the hospital", "", False, Proof.FAIR, id="the only one of a town"),
        pytest.param("by the hospital", "", False, Proof.FAIR, id="near it"),
        pytest.param("at school", "", False, Proof.FAIR, id="a school where somebody is"),
        pytest.param("to school", "", False, Proof.NONE, id="a school where somebody goes"),
        pytest.param("from the school", "", False, Proof.NONE, id="where somebody comes from"),
        pytest.param("a la tienda", "", False, Proof.NONE, id="an errand in Spanish"),
        pytest.param("para la escuela", "", False, Proof.NONE, id="another in Spanish"),
        pytest.param("the school", "my kids go to", False, Proof.NONE, id="mine"),
        pytest.param("the school", "of my kids", False, Proof.NONE, id="of mine"),
        pytest.param("la iglesia", "mia", False, Proof.NONE, id="mine in Spanish"),
        pytest.param("la escuela", "de mis hijos", False, Proof.NONE, id="of mine in Spanish"),
        pytest.param("the hospital", "workers came", False, Proof.NONE, id="people of it"),
        pytest.param("the hospital", "of Amherst", False, Proof.FAIR, id="of nobody"),
        pytest.param("the parking lot", "", False, Proof.NONE, id="one of many"),
        pytest.param("the parking lot", "", True, Proof.NONE, id="one of many in a town"),
        pytest.param("the school", "my kids go to", True, Proof.FAIR, id="that of a town is nobody's own"),
        pytest.param("alder", "", False, Proof.FAIR, id="no kind at all keeps its proof"),
    ],
)
def test_a_kind_without_a_name_counts_where_there_is_one_of_it(
    text: str, behind: str, of_a_town: bool, expected: Proof
) -> None:
    assert proof_of_kind(words(text), words(behind), Proof.FAIR, of_a_town=of_a_town) is expected
