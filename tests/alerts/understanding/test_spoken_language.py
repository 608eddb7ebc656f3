"""Which language a message is in."""

import pytest

from alerts.understanding.spoken_language import is_in_another_language, spoken_language
from tests.alerts.understanding.lexicon import said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("two vans at the corner of Main", "en"),
        ("they left", "en"),
        ("hay dos camionetas en la esquina", "es"),
        ("ya se fueron", "es"),
        ("imigração na porta do mercado, dois carros", "pt"),
        ("cheguei", "pt"),
        ("tao parando todo mundo na saida 45", "pt"),
        ("mwen rive la", "ht"),
        ("yo pran mari m", "ht"),
        ("hay ICE en el parking del Target, two vans y un carro negro", "es"),
    ],
)
def test_it_is_the_language_with_most_words(text: str, language: str) -> None:
    assert spoken_language(said(text)) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ICE",
        "42.3, -72.6",
        "здесь ICE, две черные машины на Main street",
        "bonjour je cherche un avocat pour mon audience",
        "k'o jun",
    ],
)
def test_what_is_none_of_ours_or_does_not_tell_is_none(text: str) -> None:
    assert spoken_language(said(text)) is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("k'o jun winaq chi nuwach la ja, chinto'o", True),
        ("здесь ICE, две черные машины на Main street", True),
        ("bonjour je cherche un avocat pour mon audience", True),
        ("k'o jun", False),
        ("ICE", False),
        ("", False),
    ],
)
def test_of_more_than_a_few_words_it_is_said_that_they_are_in_none_of_ours(text: str, other: bool) -> None:
    assert is_in_another_language(said(text)) is other
