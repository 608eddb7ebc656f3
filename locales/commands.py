"""The commands by each of their names, and what single words mean that people send instead of commands."""

import re
import unicodedata
from collections.abc import Iterable

COMMANDS: dict[str, dict[str, str]] = {
    "start": {"en": "start", "es": "inicio"},
    "report": {"en": "report", "es": "reportar"},
    "help": {"en": "help", "es": "ayuda"},
    "language": {"en": "language", "es": "idioma"},
    "towns": {"en": "towns", "es": "pueblos"},
    "join": {"en": "join", "es": "unirme"},
    "leave": {"en": "leave", "es": "salir"},
    "status": {"en": "status", "es": "estado"},
    "privacy": {"en": "privacy", "es": "privacidad"},
    "rights": {"en": "rights", "es": "derechos"},
    "stop": {"en": "stop", "es": "alto"},
    "desk": {"en": "desk", "es": "mesa"},
    "link": {"en": "link", "es": "vincular"},
    "cancel": {"en": "cancel", "es": "cancelar"},
    "invite": {"en": "invite", "es": "invitar"},
}
"""Canonical name -> its name in each language: ASCII, at most 32 of [a-z0-9_] (Bot API, BotCommand)."""

_CANONICAL = {name: canonical for canonical, names in COMMANDS.items() for name in names.values()}
_NEVER_BARE = frozenset({"help", "report"})
"""Without a slash "ayuda" is a call for help, and "report" the beginning of one."""
_WITH_CODE = frozenset({"start", "link", "join"})
_SLASHED = re.compile(r"/(?P<word>\w+)(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
_WORD_AND_CODE = re.compile(r"(?P<word>\w+)[\s:]+(?P<code>[A-Za-z0-9][A-Za-z0-9_-]{3,63})")

_PLEAS = """
    migra, la migra, ice, la ice, el ice, i c e, raid, redada, immigration, inmigracion, help, help me,
    help us, ayuda, ayudame, ayudeme, ayudenme, ayudennos, ayudanos, auxilio, socorro, sos, s o s,
    emergency, emergencia
"""
_GREETINGS = """
    hola, hello, hi, hey, hi there, hello there, good morning, good afternoon, good evening, good night,
    buenas, buenos dias, buenas tardes, buenas noches, buen dia, que tal, como esta, como estas,
    how are you, saludos, gracias, muchas gracias, mil gracias, thanks, thank you, thanks a lot, test,
    testing, this is a test, prueba, probando, esto es una prueba, ok, okay, vale, bye, adios
"""
_COURTESIES = "please, por favor, porfa, porfavor"
_SOS_SIGN = "🆘"


def name_in(command: str, language: str) -> str:
    """What a command is called in a language; English where that language has no name for it."""
    names = COMMANDS[command]
    return names.get(language, names["en"])


def is_slashed(text: str) -> bool:
    """Whether somebody meant a command, known or not."""
    return _trimmed(text).startswith("/")


def command(text: str) -> tuple[str, str] | None:
    """Canonical name and the words after it, of "/report@MyBot two vans"; None for no command of ours."""
    match = _SLASHED.fullmatch(_trimmed(text))
    canonical = _CANONICAL.get(folded(match["word"])) if match else None
    return (canonical, (match["rest"] or "").strip()) if match and canonical else None


def bare(text: str) -> tuple[str, str] | None:
    """The same of a command's name alone without its slash, or with a code ("inicio K7Q2-M4XD").

    A bare "ayuda", "help" or "report" is none: see is_call_for_help.
    """
    if is_slashed(text):
        return None
    trimmed = _trimmed(text)
    canonical = _CANONICAL.get(_plain_words(trimmed))
    if canonical and canonical not in _NEVER_BARE:
        return canonical, ""
    match = _WORD_AND_CODE.fullmatch(trimmed)
    canonical = _CANONICAL.get(folded(match["word"])) if match else None
    return (canonical, match["code"]) if match and canonical in _WITH_CODE and canonical else None


def is_call_for_help(text: str) -> bool:
    """Whether the message is nothing but a plea: "migra", "¡AYUDA!", "hola, help please", an SOS sign."""
    if is_slashed(text):
        return False
    words = _squeezed(_plain_words(text))
    if not words:
        return _SOS_SIGN in text
    return bool(_ONLY_KNOWN.fullmatch(words)) and not _ONLY_KIND.fullmatch(words)


def is_greeting(text: str) -> bool:
    """Whether the message only greets, thanks or tries whether we are there: "Hola, buenos días", "test"."""
    return not is_slashed(text) and bool(_ONLY_KIND.fullmatch(_squeezed(_plain_words(text))))


def _trimmed(text: str) -> str:
    """Without white space (non-breaking too) and invisible marks (U+200E, U+FEFF) at either end."""
    start, end = 0, len(text)
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cf", "Cc"}


def folded(word: str) -> str:
    """Lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _plain_words(text: str) -> str:
    """Letters and digits only, folded, one space between words."""
    return " ".join(re.findall(r"[^\W_]+", folded(_trimmed(text))))


def _squeezed(words: str) -> str:
    """Each run of one letter as one, on both sides of a comparison: "ayudaaaa" is "ayuda"."""
    return re.sub(r"(\w)\1+", r"\1", words)


def _sequence_of(phrases: Iterable[str]) -> re.Pattern[str]:
    known = "|".join(sorted((re.escape(_squeezed(phrase)) for phrase in phrases), key=len, reverse=True))
    return re.compile(rf"(?:{known})(?: (?:{known}))*")


def _phrases(*tables: str) -> list[str]:
    return [" ".join(phrase.split()) for table in tables for phrase in table.split(",")]


_ONLY_KIND = _sequence_of(_phrases(_GREETINGS, _COURTESIES))
_ONLY_KNOWN = _sequence_of(_phrases(_PLEAS, _GREETINGS, _COURTESIES))
