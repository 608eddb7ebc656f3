"""What may be wrong with a catalogue. Every function returns its findings as lines; none is good."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message

from locales.catalogue import PLACEHOLDER, key_of
from locales.length import measure

BUTTON_LIMIT = 24
"""Characters of a "choice.*": two such buttons stand side by side on a small phone."""
COMMAND_LIMIT = 256
"""Bot API, BotCommand.description."""
TOAST_LIMIT = 200
"""Bot API, answerCallbackQuery.text."""
FIRST_ANSWER_LIMIT = 300
"""Characters of the first answer in all languages together: what a frightened reader takes in at once."""
FIRST_ANSWER = ("report.received", "report.where", "report.door")
LEGAL = "legal: to be read by an attorney"
"""The comment above each text that says something of the law."""

SAMPLES: Mapping[str, str] = {
    "n": "120",
    "number": "1204",
    "minutes": "15",
    "town": "Northampton",
    "place": "Elm St & 3rd Ave",
    "time": "12:58 p.m.",
    "language": "Español",
}
"""The longest that is usual; a placeholder not named here counts as 8 characters."""

Files: TypeAlias = Mapping[str, Catalog]
"""The files of one language, by area."""
FIRST_AREAS = frozenset({"core", "people", "joining", "groups", "info", "incidents", "lines"})
"""Their keys are older than the areas and lie in running databases, so they keep their names."""
SHARED_WORDS = frozenset({"choice", "help", "refused", "toast"})
"""A key may begin with what kind of text it is; the area's name comes after it: "choice.needs.take"."""
REGISTERED_WORDS = frozenset({"command", "retention", "role"})
"""After these comes the name of a command, a sort of thing that is kept, or a role; an area may have several."""

_NAME_KEY = re.compile(r"command\.[a-z0-9_]+\.name")
_DESCRIPTION_KEY = re.compile(r"command\.\w+")
_NAME = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
"""Bot API, BotCommand.command."""
_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_FLIGHT = re.compile(
    r"""\b(
        run | runs | running | ran | hid(e|es|ing|den)? | escap\w* | flee(s|ing)? | fled | evad\w*
      | corr(e|es|en|a|as|an|er|eremos|amos|emos|iendo|ed) | huy\w* | huir\w* | huid\w* | huimos
      | esc[oó]nd\w* | oc[uú]lt\w* | esc[aá]p\w* | f[uú]g\w* | evadi\w*
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LAW = re.compile(r"warrant|don't consent|(stay|remain) silent|\bfilm|\bsign (nothing|anything)", re.IGNORECASE)
_MARKUP = re.compile(r"[<>*`_]|~~|\|\||\]\(|&[a-z]+;|&#|^#", re.IGNORECASE | re.MULTILINE)
_SPACES = re.compile(r"  |\t|\r|^ | $|\u00a0|\u202f", re.MULTILINE)


def unfinished(catalogue: Catalog) -> list[str]:
    """Find fuzzy, empty or half-filled texts, obsolete entries, keys of another shape, plurals of two keys."""
    found = [f"{key_of(message)}: obsolete" for message in catalogue.obsolete.values()]
    for message in _messages(catalogue):
        key = key_of(message)
        if message.fuzzy:
            found.append(f"{key}: fuzzy")
        if not all(form.strip() for form in forms(message)):
            found.append(f"{key}: empty")
        if not _KEY.fullmatch(key):
            found.append(f"{key}: not shaped like a key")
        if message.pluralizable and len(set(message.id)) > 1:
            found.append(f"{key}: msgid_plural must repeat the key")
        if message.pluralizable and len(forms(message)) != catalogue.num_plurals:
            found.append(f"{key}: needs {catalogue.num_plurals} forms")
    return found


def doubled(source: str) -> list[str]:
    """Find keys that a .po file holds twice (Babel would quietly keep one)."""
    keys = Counter(re.findall(r'^msgid "(.+)"$', source, re.MULTILINE))
    return [f"{key}: {count} times" for key, count in keys.items() if count > 1]


def headless(source: str) -> list[str]:
    """Find what the header of a .po file lacks of language, character set and plurals."""
    header = re.match(r'(?:#.*\n)*msgid ""\nmsgstr ""\n(?P<lines>(?:".*"\n)+)', source)
    said = header["lines"] if header else ""
    return [
        f"the header lacks {name}" for name in ("Language", "Content-Type", "Plural-Forms") if f'"{name}: ' not in said
    ]


def missing_files(languages: Mapping[str, Files]) -> list[str]:
    """Find files of areas that one language has and another one lacks."""
    areas = {area for files in languages.values() for area in files}
    return [
        f"{language}: {area}.po is missing"
        for language, files in languages.items()
        for area in sorted(areas - files.keys())
    ]


def in_two_files(files: Files) -> list[str]:
    """Find keys that stand in two files of one language."""
    homes: dict[str, list[str]] = {}
    for area, catalogue in files.items():
        for key in by_key(catalogue):
            homes.setdefault(key, []).append(f"{area}.po")
    return [f"{key}: in {' and '.join(names)}" for key, names in homes.items() if len(names) > 1]


def elsewhere(files: Files, reference: Files) -> list[str]:
    """Find keys that stand in another area's file than those of another language."""
    theirs = {key: area for area, catalogue in reference.items() for key in by_key(catalogue)}
    return [
        f"{key}: in {area}.po, elsewhere in {theirs[key]}.po"
        for area, catalogue in files.items()
        for key in by_key(catalogue)
        if theirs.get(key, area) != area
    ]


def unlike_headers(files: Files) -> list[str]:
    """Find files whose header gives another language or other plurals than the first: all of them are read with one."""
    said = {area: (str(catalogue.locale), catalogue.plural_forms) for area, catalogue in files.items()}
    first = next(iter(said.values()), None)
    return [f"{area}.po: {', '.join(header)}" for area, header in said.items() if header != first]


def strange_keys(files: Files) -> list[str]:
    """Find keys that don't bear their area's name, apart from those of the first areas."""
    return [
        f"{key}: not named after {area}"
        for area, catalogue in files.items()
        if area not in FIRST_AREAS
        for key in by_key(catalogue)
        if not _is_named_after(area, key)
    ]


def command_names(catalogue: Catalog) -> list[str]:
    """Find names of commands that Telegram does not take, and names and descriptions one without the other."""
    names = {key: form for key, form in _texts(catalogue) if _NAME_KEY.fullmatch(key)}
    described = {key for key in by_key(catalogue) if _DESCRIPTION_KEY.fullmatch(key)}
    found = [f"{key}: not a name that Telegram takes" for key, form in names.items() if not _NAME.fullmatch(form)]
    found += [f"{key}: no name" for key in sorted(described) if f"{key}.name" not in names]
    return found + [f"{key}: no description" for key in names if key.removesuffix(".name") not in described]


def unlike(catalogue: Catalog, reference: Catalog) -> list[str]:
    """Find keys, placeholders and plurals that differ from another catalogue's."""
    ours, theirs = by_key(catalogue), by_key(reference)
    found = [f"{key}: missing" for key in theirs if key not in ours]
    found += [f"{key}: only here" for key in ours if key not in theirs]
    for key in ours.keys() & theirs.keys():
        mine, other = placeholders(ours[key]), placeholders(theirs[key])
        found += [f"{key}: lacks {{{name}}}" for name in sorted(other - mine)]
        found += [f"{key}: has {{{name}}} too much" for name in sorted(mine - other)]
        if ours[key].pluralizable != theirs[key].pluralizable:
            found.append(f"{key}: plural in one language only")
    return found


def misplaced_braces(catalogue: Catalog) -> list[str]:
    """Find braces that are no placeholder, and plural forms that lack one the others have (except {n} for one)."""
    found = []
    for message in _messages(catalogue):
        for form in forms(message):
            if re.search(r"[{}]", PLACEHOLDER.sub("", form)):
                found.append(f"{key_of(message)}: a stray brace")
            if placeholders(message) - set(PLACEHOLDER.findall(form)) - {"n"}:
                found.append(f"{key_of(message)}: a form lacks a placeholder")
    return found


def too_long(catalogue: Catalog) -> list[str]:
    """Find button labels, descriptions of commands and toasts beyond their limits, with usual values filled in."""
    limits = {"choice.": BUTTON_LIMIT, "command.": COMMAND_LIMIT, "toast.": TOAST_LIMIT}
    return [
        f"{key}: {length} of {limit}"
        for key, form in _texts(catalogue)
        for prefix, limit in limits.items()
        if key.startswith(prefix) and (length := measure(filled(form), utf16=True)) > limit
    ]


def too_long_first_answer(catalogues: Mapping[str, Catalog]) -> list[str]:
    """Measure the first answer in all languages together, where they have it: it must stay under its limit."""
    said = [
        filled(form) for key in FIRST_ANSWER for catalogue in catalogues.values() for form in _forms_of(catalogue, key)
    ]
    length = measure("\n".join(said), utf16=True)
    return [f"the first answer: {length} of {FIRST_ANSWER_LIMIT}"] if length >= FIRST_ANSWER_LIMIT else []


def unmarked_law(catalogue: Catalog, reference: Catalog) -> list[str]:
    """Find what the reference says of the law, or marks so, and this catalogue does not mark for an attorney."""
    about = {key for key, form in _texts(reference) if _LAW.search(form)}
    marked = {key_of(message) for message in _messages(reference) if LEGAL in message.auto_comments}
    ours = {key_of(message) for message in _messages(catalogue) if LEGAL in message.auto_comments}
    return [f"{key}: not marked for an attorney" for key in sorted((about | marked) - ours)]


def words_of_flight(catalogue: Catalog) -> list[str]:
    """Find wording that tells people to run or hide, in any language: a network that says so is accused of it."""
    return [f"{key}: {match[0]}" for key, form in _texts(catalogue) for match in _FLIGHT.finditer(form)]


def markup(catalogue: Catalog) -> list[str]:
    """Find HTML or Markdown: messages are plain text, people would read the marks."""
    return [
        f"{key}: {match[0]}"
        for key, form in _texts(catalogue)
        if (match := _MARKUP.search(PLACEHOLDER.sub("", form)))
        # A place's code and a command's name may hold an underscore.
        and key != "language.locale"
        and not _NAME_KEY.fullmatch(key)
    ]


def odd_spaces(catalogue: Catalog) -> list[str]:
    """Find two spaces in a row, tabs, spaces at the end of a line, non-breaking ones."""
    return [f"{key}: odd space" for key, form in _texts(catalogue) if _SPACES.search(form)]


def unopened(catalogue: Catalog) -> list[str]:
    """Find Spanish questions and exclamations that close without having opened, or the other way round."""
    return [
        f"{key}: {opening} and {closing} don't match"
        for key, form in _texts(catalogue)
        for opening, closing in ("¿?", "¡!")
        if not _balanced(form, opening, closing)
    ]


def by_key(catalogue: Catalog) -> dict[str, Message]:
    """Map each key to its message; the header has none."""
    return {key_of(message): message for message in _messages(catalogue)}


def placeholders(message: Message) -> set[str]:
    """Collect the names of a message's placeholders; a plural's `n` counts even where no form shows it."""
    shown = {name for form in forms(message) for name in PLACEHOLDER.findall(form)}
    return shown | ({"n"} if message.pluralizable else set())


def filled(form: str) -> str:
    """Fill a text with values of usual length."""
    return PLACEHOLDER.sub(lambda place: SAMPLES.get(place[1], "x" * 8), form)


def forms(message: Message) -> tuple[str, ...]:
    """Return the text of a message, or the texts of a plural."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _is_named_after(area: str, key: str) -> bool:
    first, second = key.split(".")[:2]
    return first == area or first in REGISTERED_WORDS or (first in SHARED_WORDS and second == area)


def _balanced(text: str, opening: str, closing: str) -> bool:
    is_open = False
    for character in text:
        if character == opening:
            if is_open:
                return False
            is_open = True
        elif character == closing:
            if not is_open:
                return False
            is_open = False
    return not is_open


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _texts(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    return ((key_of(message), form) for message in _messages(catalogue) for form in forms(message))


def _forms_of(catalogue: Catalog, key: str) -> tuple[str, ...]:
    message = by_key(catalogue).get(key)
    return forms(message) if message else ()
