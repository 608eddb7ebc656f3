"""Names of towns as people write them: by ear, by thumb, cut short; and words that are none."""

import pytest

from alerts.network.town_index import TownIndex
from alerts.tokens import tokens

INDEX = TownIndex(
    ours=["Northampton", "Holyoke", "Springfield", "West Springfield", "Amherst", "Greenfield", "Easthampton"],
    around=["Chicopee", "Worcester", "South Hadley"],
    elsewhere=["Southampton", "North Hampton", "East Hampton", "Lincoln", "Ayer"],
    shared=["Lincoln", "Ayer"],
    nicknames={"hamp": "Northampton", "west side": "West Springfield", "the hub": "Boston"},
    villages={"Florence": "Northampton", "Indian Orchard": "Springfield"},
)


def names(text: str, *, guess: bool = True) -> list[str]:
    words = tokens(text)
    return [found.name for found in INDEX.names(words, [guess] * len(words))]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("HOLYOKE", "Holyoke"),
        ("holyok", "Holyoke"),
        ("jolyok", "Holyoke"),
        ("northhampton", "Northampton"),
        ("north hampton", "Northampton"),
        ("norhamton", "Northampton"),
        ("nortanton", "Northampton"),
        ("norjamton", "Northampton"),
        ("norjampton", "Northampton"),
        ("jolioke", "Holyoke"),
        ("isjampton", "Easthampton"),
        ("n hampton", "Northampton"),
        ("nor jampton", "Northampton"),
        ("e hampton", "Easthampton"),
        ("hamp", "Northampton"),
        ("esthampton", "Easthampton"),
        ("springfeild", "Springfield"),
        ("esprinfil", "Springfield"),
        ("spfld", "Springfield"),
        ("Спрингфилд", "Springfield"),
        ("west sprinfield", "West Springfield"),
        ("w spfld", "West Springfield"),
        ("westspringfield", "West Springfield"),
        ("oeste springfield", "West Springfield"),
        ("west side", "West Springfield"),
        ("Уэст Спрингфилд", "West Springfield"),
        ("amhurst", "Amherst"),
        ("grinfild", "Greenfield"),
        ("chicopi", "Chicopee"),
        ("s hadley", "South Hadley"),
        ("Southampton", "Southampton"),
        ("lincoln", "Lincoln"),
        ("Florence", "Northampton"),
        ("indian orchard", "Springfield"),
    ],
)
def test_a_town_is_known_however_it_is_written(written: str, name: str) -> None:
    assert names(written) == [name]


@pytest.mark.parametrize(
    "word",
    """hampton hampshire springdale springside summer winchester westfield northwood easton hadleyville holy help hold
    amores angeles greenwood lincon the hub sprinkler holiday hartnett chicago wood""".split(),
)
def test_another_word_is_no_town(word: str) -> None:
    assert names(word) == []


def test_a_known_word_is_never_taken_for_a_misspelt_town() -> None:
    assert names("holyok", guess=False) == []
    assert names("holyoke", guess=False) == ["Holyoke"]


def test_the_longest_name_is_found_once() -> None:
    assert names("West Springfield and Springfield, not South Hadley") == [
        "West Springfield",
        "Springfield",
        "South Hadley",
    ]


def test_what_could_be_two_towns_is_neither() -> None:
    both = TownIndex(ours=["Ashfield", "Ashfeeld"], around=[], elsewhere=[], shared=[], nicknames={}, villages={})
    words = tokens("ashfeild")
    assert list(both.names(words, [True])) == []
