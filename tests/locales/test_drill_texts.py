"""The texts of the drill's page: the same keys and rules in each language, and nothing that nobody shows."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from alerts.incidents.incident import State
from bot.drill.drill_network import LANGUAGES, ROLES
from bot.drill.page.drill_run import ON_THE_PAGE
from bot.drill.page.story_player import Speed
from bot.drill.story import CHAPTERS
from locales.catalogue import UnknownLanguage, languages, read
from locales.drill.texts import FOLDER, texts
from tests.locales import lint

SCRIPTS = Path(__file__).parents[2] / "bot" / "drill" / "page" / "static" / "js"
CATALOGUES = {language: read(FOLDER / f"{language}.po", language) for language in languages()}
FAMILIES = {
    "account.": ("wrote", "tapped", "photo", "place", "itself", "told", "pin", "posted", "changed", "toast"),
    "attach.": ("corner", "near", "holyoke"),
    "beat.": tuple(beat.name for chapter in CHAPTERS for beat in chapter.beats),
    "chapter.": tuple(chapter.name for chapter in CHAPTERS),
    "counts.": ("told", "reached", "going", "cannot"),
    "page.theme.": ("dark", "light"),
    "phone.chat.": ("private", "group"),
    "phone.language.": LANGUAGES,
    "phone.role.": (*{role for role, _ in ROLES.values()}, "dispatcher"),
    "say.": ON_THE_PAGE,
    "state.": tuple(State),
    "story.speed.": tuple(Speed),
}
"""Keys that are put together, on the page or by its server."""

each_language = pytest.mark.parametrize("language", languages())


@each_language
@pytest.mark.parametrize("rule", [lint.unfinished, lint.misplaced_braces, lint.markup, lint.odd_spaces])
def test_a_catalogue_of_the_page_keeps_every_rule(rule: Callable[[Catalog], list[str]], language: str) -> None:
    assert rule(CATALOGUES[language]) == []


@each_language
def test_no_key_stands_twice(language: str) -> None:
    assert lint.doubled((FOLDER / f"{language}.po").read_text(encoding="utf-8")) == []


@each_language
def test_every_language_has_the_same_keys_and_placeholders(language: str) -> None:
    assert lint.unlike(CATALOGUES[language], CATALOGUES["en"]) == []


def test_spanish_opens_what_it_closes() -> None:
    assert lint.unopened(CATALOGUES["es"]) == []


def test_the_page_shows_what_the_catalogues_hold_and_nothing_else() -> None:
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    said = set(re.findall(r'"((?:page|story|phones?|attach|counts|map|account)\.[a-z_.]+)"', scripts))
    made = {prefix + name for prefix, names in FAMILIES.items() for name in names}
    assert set(re.findall(r"t\(`([a-z.]+)\$", scripts)) <= set(FAMILIES)
    assert said | made == set(texts("en"))


def test_a_language_without_a_page_is_told() -> None:
    with pytest.raises(UnknownLanguage):
        texts("../en")
