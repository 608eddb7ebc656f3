"""Which language a report is written in, whoever wrote it."""

import pytest

from locales.detect_language import spoken


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("two white vans at Oak and 7th", "en"),
        ("agents at the bakery on Main St", "en"),
        ("2 vans at Elm and 3rd", "en"),
        ("2 camionetas blancas en Elm y 3ra", "es"),
        ("hay agentes en la panadería de Main St", "es"),
        ("están tocando puertas", "es"),
        ("LA MIGRA ESTÁ AFUERA", "es"),
    ],
)
def test_a_report_is_in_the_language_of_its_words_whatever_its_writer_reads(words: str, language: str) -> None:
    for own in ("en", "es", None):
        assert spoken(words, own) == language


@pytest.mark.parametrize("words", ["", "Elm 3rd", "migra", "💥", "Main St & Elm", "la van", "42.3, -72.6"])
def test_where_the_words_do_not_tell_it_is_the_writers_own(words: str) -> None:
    assert spoken(words, "es") == "es"
    assert spoken(words, None) is None
