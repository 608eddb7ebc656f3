"""How a command is recognised by any of its names, and what words mean that people send instead of commands."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from locales.catalogue import MissingText, languages, load
from locales.recognition.word_lists import word_lists

_FALLBACK = "en"
"""The language whose catalogue has a name for every command."""
_NAME_KEY = re.compile(r"command\.(\w+)\.name")
_NEVER_BARE = frozenset("ask audit claim close confirm dismiss help here people queue report".split())
"""Without a slash "ayuda" is a call for help, "report" the beginning of one; "gente", "audit", "aquí" and
"pendientes" a report; "confirm" and "cerrar" are the words of choices, or of anybody."""
_WITH_CODE = frozenset({"start", "link", "join", "vouch"})
_SLASHED = re.compile(r"/(?P<word>\w+)(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
_WORD_AND_CODE = re.compile(r"(?P<word>\w+)[\s:]+(?P<code>[A-Za-z0-9][A-Za-z0-9_-]{3,63})")

_SOS_SIGN = "🆘"


@cache
def commands() -> tuple[str, ...]:
    """List the canonical names of the commands that the catalogues name, in alphabetical order."""
    found = (_NAME_KEY.fullmatch(key) for key in load(_FALLBACK).keys)
    return tuple(sorted(match[1] for match in found if match))


@cache
def name_in(command: str, language: str) -> str:
    """Say what a command is called in a language; in English where that language has no name for it, or no catalogue.

    Raise MissingText for no command of ours.
    """
    key = f"command.{command}.name"
    if language in languages():
        try:
            return load(language).template(key)
        except MissingText:
            pass  # A catalogue that is being written: the command must work all the same.
    return load(_FALLBACK).template(key)


@cache
def _by_name() -> dict[str, str]:
    """Map each name, in any language, to its command's canonical name."""
    return {name_in(command, language): command for language in languages() for command in commands()}


def is_slashed(text: str) -> bool:
    """Tell whether somebody meant a command, known or not."""
    return _trimmed(text).startswith("/")


def command(text: str) -> tuple[str, str] | None:
    """Read a command and the words after it, "/report@MyBot two vans", as its canonical name and those words.

    None for no command of ours.
    """
    match = _SLASHED.fullmatch(_trimmed(text))
    canonical = _by_name().get(folded(match["word"])) if match else None
    return (canonical, (match["rest"] or "").strip()) if match and canonical else None


def bare(text: str) -> tuple[str, str] | None:
    """Read a command without its slash, alone or with a code ("inicio K7Q2-M4XD"), as its canonical name and the code.

    None for anything else, a bare "ayuda", "help" or "report" too: see is_call_for_help.
    """
    if is_slashed(text):
        return None
    trimmed = _trimmed(text)
    canonical = _by_name().get(_plain_words(trimmed))
    if canonical and canonical not in _NEVER_BARE:
        return canonical, ""
    match = _WORD_AND_CODE.fullmatch(trimmed)
    canonical = _by_name().get(folded(match["word"])) if match else None
    return (canonical, match["code"]) if match and canonical in _WITH_CODE and canonical else None


def is_call_for_help(text: str) -> bool:
    """Tell whether the message is nothing but a plea: "migra", "¡AYUDA!", "hola, help please", an SOS sign."""
    if is_slashed(text):
        return False
    words = _squeezed(_plain_words(text))
    if not words:
        return _SOS_SIGN in text
    return bool(_only_known().fullmatch(words)) and not _only_kind().fullmatch(words)


def is_greeting(text: str) -> bool:
    """Tell whether the message only greets, thanks or tests whether we are there: "Hola, buenos días", "test"."""
    return not is_slashed(text) and bool(_only_kind().fullmatch(_squeezed(_plain_words(text))))


def _trimmed(text: str) -> str:
    """Strip white space (non-breaking too) and invisible marks (U+200E, U+FEFF) from either end."""
    start, end = 0, len(text)
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cf", "Cc"}


def folded(word: str) -> str:
    """Put a word into lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _plain_words(text: str) -> str:
    """Keep letters and digits only, folded, with one space between words."""
    return " ".join(re.findall(r"[^\W_]+", folded(_trimmed(text))))


def _squeezed(words: str) -> str:
    """Shorten each run of one letter to one, for both sides of a comparison: "ayudaaaa" is "ayuda"."""
    return re.sub(r"(\w)\1+", r"\1", words)


def _sequence_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile what matches one or several of these phrases and nothing else."""
    known = "|".join(sorted((re.escape(_squeezed(phrase)) for phrase in phrases), key=len, reverse=True))
    return re.compile(rf"(?:{known})(?: (?:{known}))*")


def _listed(*sections: str) -> list[str]:
    """Return the phrases of these sections in every language that we recognise."""
    return [folded(phrase) for lists in word_lists().values() for name in sections for phrase in lists[name]]


@cache
def _only_kind() -> re.Pattern[str]:
    return _sequence_of(_listed("greeting_alone", "courtesy"))


@cache
def _only_known() -> re.Pattern[str]:
    return _sequence_of(_listed("plea_alone", "greeting_alone", "courtesy"))
