"""How a key and its values become text in one language: load() for a catalogue, ReaderLocale for a reader."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from alerts.notices import OTHER_LANGUAGE, Choice, Quote, Text, Value
from locales.block import Block, together
from locales.formats import clock, day, listed, moment, number
from locales.quoting import quoted

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_KEY_LINE = re.compile(r'\nmsgid "([^"]+)"')
_HEADER = re.compile(r'msgid ""\nmsgstr ""\n(?:".*"\n)*')
FOLDER = Path(__file__).parent
"""Holds a folder for each language, with a file for each area: es/incidents.po."""
FIRST_ANSWERS = FOLDER / "first_answers"
"""Holds a file for each language in which we can say no more than a few first things: pt.po."""


class CatalogueError(LookupError):
    """A fault of the program or of a catalogue, for which a text cannot be made. Names keys, never values."""


class MissingText(CatalogueError):
    """A key that the catalogue has no text for, or an empty or fuzzy one."""


class MissingValue(CatalogueError):
    """A placeholder of a text that got no value."""


class UnknownLanguage(CatalogueError):
    """A language that there is no catalogue of."""


class DuplicateKey(CatalogueError):
    """A key that stands in two files of one language."""


class _Fallback(NullTranslations):
    """The last resort behind a catalogue, which fails where gettext would show the key to a person."""

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
    keys: frozenset[str]
    """Keys that there is a text for."""

    def template(self, key: str, n: object = None) -> str:
        """Return the text with its placeholders unfilled.

        Raises MissingText; MissingValue for a plural without a whole `n`.
        """
        if key not in self.plurals:
            return self.translations.gettext(key)
        if not isinstance(n, int):
            raise MissingValue(f"the text {key} needs a whole number n")
        return self.translations.ngettext(key, key, n)

    @cached_property
    def locale(self) -> Locale:
        """The way that times, numbers and lists are written: the catalogue's own "language.locale".

        Not simply the language: CLDR's "es" writes a zone of the United States as -0500, "es_US" doesn't.
        """
        return Locale.parse(self.template("language.locale"))


def read(path: Path, language: str) -> Catalog:
    """Read a .po file as Babel sees it, fuzzy and obsolete entries included. Raise PoFileError for a malformed one."""
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def merged(paths: Iterable[Path], language: str) -> Catalog:
    """Read the files of one language as one catalogue, in the order of its keys. Raise DuplicateKey, PoFileError."""
    lines: list[str] = []
    found_in: dict[str, Path] = {}
    for path in paths:
        source = path.read_text(encoding="utf-8")
        for key in _KEY_LINE.findall(source):
            first = found_in.setdefault(key, path)
            if first is not path:
                raise DuplicateKey(f"the key {key} of {language} stands in {first.name} and in {path.name}")
        lines += (_HEADER.sub("", source, count=1) if lines else source).split("\n")
    # One reading with one header (all are alike), and sorted here, as write_mo sorts slowly: several files cost a start
    # no more than one did.
    unsorted = read_po(lines, locale=language, charset="utf-8", abort_invalid=True)
    whole = Catalog(locale=language)
    for message in sorted(unsorted, key=key_of):
        whole[message.id] = message
    return whole


def key_of(message: Message) -> str:
    """Return the key of an entry: "" for the header, the first of its ids for a plural."""
    return message.id if isinstance(message.id, str) else message.id[0]


def compiled(source: Catalog, language: str) -> Catalogue:
    """Make a catalogue ready for use; fuzzy and empty texts are left out and so count as missing."""
    binary = BytesIO()
    write_mo(binary, source)
    binary.seek(0)
    translations = GNUTranslations(binary)
    translations.add_fallback(_Fallback())
    messages = [message for message in source if message.id and message.string and not message.fuzzy]
    plurals = frozenset(key_of(message) for message in messages if message.pluralizable)
    keys = frozenset(map(key_of, messages))
    return Catalogue(language, translations, plurals, keys)


@cache
def languages() -> tuple[str, ...]:
    """List the codes of the languages that have a folder with a core.po, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/core.po")))


@cache
def first_answer_languages() -> tuple[str, ...]:
    """List the codes of the languages in which we have no more than the first answer and rights."""
    return tuple(sorted(path.stem for path in FIRST_ANSWERS.glob("*.po")))


@cache
def load(language: str) -> Catalogue:
    """Load the catalogue of a language ("es"), once; of some (first_answer_languages) it holds a few texts only.

    Raise UnknownLanguage, or DuplicateKey for a faulty catalogue.
    """
    if language in languages():
        return compiled(merged(sorted((FOLDER / language).glob("*.po")), language), language)
    if language in first_answer_languages():
        return compiled(read(FIRST_ANSWERS / f"{language}.po", language), language)
    raise UnknownLanguage("no catalogue of this language")


@dataclass(frozen=True)
class ReaderLocale:
    """The language and the time zone that one reader reads in."""

    language: str
    zone: ZoneInfo

    def text(self, text: Text, now: datetime | None = None) -> str:
        """Fill the placeholders of a text; an empty key gives an empty line.

        A moment of another day than `now` (aware) carries its date.
        Raises MissingText, MissingValue, UnknownLanguage; ValueError for a naive datetime.
        """
        if not text.key:
            return ""
        template = load(self.language).template(text.key, text.values.get("n"))

        def fill(place: re.Match[str]) -> str:
            name = place[1]
            if name not in text.values:
                raise MissingValue(f"the text {text.key} needs a value for {name}")
            shown = self._formatted(text.values[name], now)
            # "p.m." before a full stop: one stop is enough.
            doubled = shown.endswith(".") and not shown.endswith("..") and template.startswith(".", place.end())
            return shown[:-1] if doubled else shown

        # One pass over the template only: braces in people's words are never looked at.
        return PLACEHOLDER.sub(fill, template)

    def _formatted(self, value: Value, now: datetime | None) -> str:
        locale = load(self.language).locale
        match value:
            case None | str():
                return value or ""
            case int() | float():
                return number(value, locale)
            case datetime():
                return moment(value, self.zone, locale, now)
            case date():
                return day(value, locale)
            case time():
                return clock(value, locale)
            case Text():
                return self.text(value, now)
            case Quote():
                return self._quotation(value)
            case tuple():
                shown = [self._formatted(item, now) for item in value]
                return listed([item for item in shown if item], locale)

    def _quotation(self, quote: Quote) -> str:
        """Show a person's words in the reader's language where somebody wrote them so, else marked as foreign."""
        translated = dict(quote.others).get(self.language)
        if translated is not None:
            return quoted(Quote(translated, quote.limit))
        known = (*languages(), *first_answer_languages(), OTHER_LANGUAGE)
        if not quote.language or quote.language == self.language or quote.language not in known:
            return quoted(quote)
        return self.text(Text(f"mark.in.{quote.language}", {"words": quoted(quote)}))


def blocks(parts: Sequence[Text], readers: Sequence[ReaderLocale], now: datetime | None = None) -> list[Block]:
    """Say the parts, one below the other, in each of the languages."""
    return [Block.of("\n".join(reader.text(part, now) for part in parts)) for reader in readers]


def compose(parts: Sequence[Text], readers: Sequence[ReaderLocale], now: datetime | None = None) -> str:
    """Join the parts, one below the other; for several languages the first line in each, then the rest of each."""
    return together(blocks(parts, readers, now))


def label(text: Text, readers: Sequence[ReaderLocale], now: datetime | None = None) -> str:
    """Make one line for a button: "I see it", in several languages "I see it / Lo veo"; the same words stand once."""
    return " / ".join(dict.fromkeys(reader.text(text, now) for reader in readers))


def numbered(
    choices: Sequence[tuple[int | str, Choice]], readers: Sequence[ReaderLocale], now: datetime | None = None
) -> str:
    """Write choices for a platform without buttons: a lead line, then "1 = I'm going". Empty for no choice."""
    if not choices:
        return ""
    lines = [f"{mark} = {label(choice.label, readers, now)}" for mark, choice in choices]
    return "\n".join([label(Text("numbers.lead"), readers), *lines])
