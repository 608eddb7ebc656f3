"""The catalogues as they are, held against lint.py and against the program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from locales.catalogue import languages, load, read
from locales.commands import COMMANDS
from tests.locales import lint
from tests.locales.families import FAMILIES
from tests.locales.usage import faults, usage

ROOT = Path(__file__).parents[2]
PACKAGES = ("alerts", "bot", "handlers", "locales", "storage")
CATALOGUES = {language: read(ROOT / "locales" / f"{language}.po") for language in languages()}

each_language = pytest.mark.parametrize("language", languages())


@each_language
@pytest.mark.parametrize(
    "rule",
    [
        lint.unfinished,
        lint.misplaced_braces,
        lint.too_long,
        lint.words_of_flight,
        lint.markup,
        lint.odd_spaces,
    ],
)
def test_a_catalogue_keeps_every_rule(rule: Callable[[Catalog], list[str]], language: str) -> None:
    assert rule(CATALOGUES[language]) == []


@each_language
def test_no_key_stands_twice(language: str) -> None:
    assert lint.doubled((ROOT / "locales" / f"{language}.po").read_text(encoding="utf-8")) == []


@each_language
def test_every_language_has_the_same_keys_placeholders_and_plurals(language: str) -> None:
    assert lint.unlike(CATALOGUES[language], CATALOGUES["en"]) == []


@each_language
def test_every_language_is_named_by_its_file_and_has_a_way_to_write_times(language: str) -> None:
    assert load(language).locale.language == str(CATALOGUES[language].locale) == language


def test_spanish_opens_what_it_closes() -> None:
    assert lint.unopened(CATALOGUES["es"]) == []


def test_the_first_answer_is_short_in_all_languages_together() -> None:
    assert lint.too_long_first_answer(CATALOGUES) == []


def test_the_program_uses_what_the_catalogues_hold_and_nothing_else() -> None:
    sources = [path.read_text(encoding="utf-8") for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    catalogue = {key: lint.placeholders(message) for key, message in lint.by_key(CATALOGUES["en"]).items()}
    assert faults(usage(sources), catalogue, FAMILIES) == []


def test_every_command_has_a_description() -> None:
    described = {key.removeprefix("command.") for key in lint.by_key(CATALOGUES["en"]) if key.startswith("command.")}
    assert described == set(COMMANDS)
