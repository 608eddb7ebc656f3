"""The catalogues as they are, held against lint.py and against the program."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from locales.catalogue import FOLDER, languages, load, merged, read
from tests.locales import lint
from tests.locales.families import FAMILIES
from tests.locales.usage import faults, usage

ROOT = Path(__file__).parents[2]
PACKAGES = ("alerts", "bot", "handlers", "locales", "storage")
PATHS = {language: sorted((FOLDER / language).glob("*.po")) for language in languages()}
FILES = {language: {path.stem: read(path, language) for path in paths} for language, paths in PATHS.items()}


@cache
def whole(language: str) -> Catalog:
    """All files of a language as one: not before somebody asks, for a key in two of them makes it fail."""
    return merged(PATHS[language], language)


each_language = pytest.mark.parametrize("language", languages())


@each_language
@pytest.mark.parametrize(
    "rule",
    [
        lint.command_names,
        lint.misplaced_braces,
        lint.too_long,
        lint.words_of_flight,
        lint.markup,
        lint.odd_spaces,
    ],
)
def test_a_catalogue_keeps_every_rule(rule: Callable[[Catalog], list[str]], language: str) -> None:
    assert rule(whole(language)) == []


@each_language
def test_every_file_has_its_header_is_finished_and_holds_no_key_twice(language: str) -> None:
    for path in PATHS[language]:
        source = path.read_text(encoding="utf-8")
        found = [*lint.unfinished(FILES[language][path.stem]), *lint.doubled(source), *lint.headless(source)]
        assert found == [], path.name


def test_every_language_has_a_file_for_each_area() -> None:
    assert lint.missing_files(FILES) == []
    assert set(FILES["en"]) >= lint.FIRST_AREAS


@each_language
def test_every_key_stands_in_its_areas_file_alone_and_in_the_same_in_every_language(language: str) -> None:
    assert lint.in_two_files(FILES[language]) == []
    assert lint.elsewhere(FILES[language], FILES["en"]) == []


@each_language
def test_the_keys_of_an_area_bear_its_name(language: str) -> None:
    assert lint.strange_keys(FILES[language]) == []


@each_language
def test_all_files_of_a_language_have_one_header(language: str) -> None:
    assert lint.unlike_headers(FILES[language]) == []


@each_language
def test_every_language_has_the_same_keys_placeholders_and_plurals(language: str) -> None:
    assert lint.unlike(whole(language), whole("en")) == []


@each_language
def test_every_language_is_named_by_its_folder_and_has_a_way_to_write_times(language: str) -> None:
    assert load(language).locale.language == str(whole(language).locale) == language


def test_spanish_opens_what_it_closes() -> None:
    assert lint.unopened(whole("es")) == []


def test_the_first_answer_is_short_in_all_languages_together() -> None:
    assert lint.too_long_first_answer({language: whole(language) for language in languages()}) == []


@each_language
def test_every_sentence_about_the_law_is_marked_for_an_attorney(language: str) -> None:
    assert lint.unmarked_law(whole(language), whole("en")) == []


def test_the_program_uses_what_the_catalogues_hold_and_nothing_else() -> None:
    sources = [path.read_text(encoding="utf-8") for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    catalogue = {key: lint.placeholders(message) for key, message in lint.by_key(whole("en")).items()}
    assert faults(usage(sources), catalogue, FAMILIES) == []
