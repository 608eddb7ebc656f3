"""Words written by ear: what they may stand for, and that a phrase is found in them."""

import pytest

from alerts.tokens import tokens
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.spelled_by_ear import as_spelled

LEXICON = Lexicon(
    {
        "es": {
            "taken": ["se llevaron", "acaban de llevar"],
            "want": ["quiero"],
            "brother": ["mi hermano"],
            "given_name": ["diaz"],
        }
    }
    | {"en": {"day": ["dias"], "plain": ["casa", "casa vacia"]}}
)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("yevaron", "llevaron"),
        ("llebaron", "llevaron"),
        ("kiero", "quiero"),
        ("ermano", "hermano"),
        ("asen", "hacen"),
        ("caye", "calle"),
        ("akabo", "acabo"),
        ("enpleo", "empleo"),
        ("grasias", "gracias"),
    ],
)
def test_a_word_may_stand_for_one_that_sounds_so(heard: str, meant: str) -> None:
    assert meant in {word for one in (heard, *as_spelled(heard)) for word in (one, *as_spelled(one))}


@pytest.mark.parametrize("word", ["", "a", "boy", "van"])
def test_a_short_word_stands_for_itself(word: str) -> None:
    assert list(as_spelled(word)) == []


@pytest.mark.parametrize(
    ("text", "section"),
    [("se yevaron a dos", "taken"), ("acaban de yevar a uno", "taken"), ("kiero ir", "want"), ("mi ermano", "brother")],
)
def test_a_phrase_is_found_in_what_is_written_by_ear(text: str, section: str) -> None:
    assert section in {hit.section for hit in LEXICON.hits(tokens(text))}


def test_a_name_is_no_misspelt_word() -> None:
    assert {hit.section for hit in LEXICON.hits(tokens("diaz"))} == {"given_name"}


def test_a_word_that_is_common_itself_is_heard_as_nothing_else() -> None:
    assert {hit.section for hit in LEXICON.hits(tokens("casa"))} == {"plain"}
