"""Turns a key and its values into text in one language: load() for a catalogue, Words for a reader."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from alerts.notices import Choice, Quote, Text, Value
from locales.formats import listed, moment, number
from locales.quoting import quoted

BETWEEN_LANGUAGES = "—"
"""The line between the languages of one message."""
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_FOLDER = Path(__file__).parent


class CatalogueError(LookupError):
    """A text cannot be made; a fault of the program or a catalogue. Names keys, never values."""


class MissingText(CatalogueError):
    """The catalogue has no such key (or an empty or fuzzy text for it)."""


class MissingValue(CatalogueError):
    """A placeholder of the text got no value."""


class UnknownLanguage(CatalogueError):
    """There is no catalogue of this language."""


class _Fallback(NullTranslations):
    """Stands behind a catalogue and fails, where gettext would show the key to a person."""

    def gettext(self, message: str) -> NoReturn:
        raise MissingText(f"no text for the key {message}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        raise MissingText(f"no text for the key {msgid1}")


@dataclass(frozen=True)
class Catalogue:
    """All texts of one language, compiled."""

    language: str
    translations: GNUTranslations
    plurals: frozenset[str]
    """Keys whose text depends on the value `n`."""

    def template(self, key: str, n: object = None) -> str:
        """The text, placeholders unfilled. MissingText; MissingValue for a plural without a whole `n`."""
        if key not in self.plurals:
            return self.translations.gettext(key)
        if not isinstance(n, int):
            raise MissingValue(f"the text {key} needs a whole number n")
        return self.translations.ngettext(key, key, n)

    @cached_property
    def locale(self) -> Locale:
        """How times, numbers and lists are written: the catalogue's own "language.locale".

        Not simply the language: CLDR's "es" writes a zone of the United States as -0500, "es_US" doesn't.
        """
        return Locale.parse(self.template("language.locale"))


def read(path: Path) -> Catalog:
    """A .po file as Babel sees it, fuzzy and obsolete entries included. PoFileError where it is malformed."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, charset="utf-8", abort_invalid=True)


def compiled(source: Catalog, language: str) -> Catalogue:
    """The catalogue ready for use; fuzzy and empty texts are left out and so count as missing."""
    binary = BytesIO()
    write_mo(binary, source)
    binary.seek(0)
    translations = GNUTranslations(binary)
    translations.add_fallback(_Fallback())
    plurals = frozenset(message.id[0] for message in source if message.pluralizable)
    return Catalogue(language, translations, plurals)


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages there are catalogues of, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.po")))


@cache
def load(language: str) -> Catalogue:
    """The catalogue of a language ("es"), read once. UnknownLanguage."""
    if language not in languages():
        raise UnknownLanguage("no catalogue of this language")
    return compiled(read(_FOLDER / f"{language}.po"), language)


def own_name(language: str) -> str:
    """What speakers call it: "Español"."""
    return load(language).template("language.name")


@dataclass(frozen=True)
class ReaderLocale:
    """What one reader reads: a language and a time zone."""

    language: str
    zone: ZoneInfo

    def text(self, text: Text, now: datetime | None = None) -> str:
        """The text with its placeholders filled; an empty key gives an empty line.

        A moment of another day than `now` (aware) carries its date.
        Raises MissingText, MissingValue, UnknownLanguage; ValueError for a naive datetime.
        """
        if not text.key:
            return ""
        template = load(self.language).template(text.key, text.values.get("n"))

        def filled(place: re.Match[str]) -> str:
            name = place[1]
            if name not in text.values:
                raise MissingValue(f"the text {text.key} needs a value for {name}")
            shown = self._shown(text.values[name], now)
            # "p.m." before a full stop: one stop is enough.
            doubled = shown.endswith(".") and not shown.endswith("..") and template.startswith(".", place.end())
            return shown[:-1] if doubled else shown

        # One pass over the template only: braces in people's words are never looked at.
        return PLACEHOLDER.sub(filled, template)

    def _shown(self, value: Value, now: datetime | None) -> str:
        locale = load(self.language).locale
        match value:
            case None | str():
                return value or ""
            case int() | float():
                return number(value, locale)
            case datetime():
                return moment(value, self.zone, locale, now)
            case Text():
                return self.text(value, now)
            case Quote():
                return self._said(value)
            case tuple():
                shown = [self._shown(item, now) for item in value]
                return listed([item for item in shown if item], locale)

    def _said(self, quote: Quote) -> str:
        """A person's words: in the reader's language where somebody wrote them so, else marked as foreign."""
        translated = dict(quote.others).get(self.language)
        if translated is not None:
            return quoted(Quote(translated, quote.limit))
        if not quote.language or quote.language == self.language or quote.language not in languages():
            return quoted(quote)
        return self.text(Text(f"mark.in.{quote.language}", {"words": quoted(quote)}))


def compose(parts: Sequence[Text], words: Sequence[ReaderLocale], now: datetime | None = None) -> str:
    """The parts one below the other; for several languages the whole once in each, with a line between."""
    blocks = ["\n".join(reader.text(part, now) for part in parts).strip("\n") for reader in words]
    return f"\n{BETWEEN_LANGUAGES}\n".join(blocks)


def label(text: Text, words: Sequence[ReaderLocale], now: datetime | None = None) -> str:
    """One line for a button: "I see it", or in several languages "I see it / Lo veo"; sames said once."""
    return " / ".join(dict.fromkeys(reader.text(text, now) for reader in words))


def numbered(
    choices: Sequence[tuple[int | str, Choice]], words: Sequence[ReaderLocale], now: datetime | None = None
) -> str:
    """Choices for a platform without buttons: a lead line, then "1 = I'm going". Empty for no choice."""
    if not choices:
        return ""
    lines = [f"{mark} = {label(choice.label, words, now)}" for mark, choice in choices]
    return "\n".join([label(Text("numbers.lead"), words), *lines])
