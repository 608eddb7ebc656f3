"""Links, addresses and accounts in a text, coordinates, and what would make its reader send us a command."""

import re
from collections.abc import Iterator

from alerts.understanding.phrases import SaidText
from alerts.understanding.private_kind import PrivateKind, PrivateSpan

_ENDINGS = "com|org|net|me|info|app|link|ly|gl|io|gov|edu|tv|biz|xyz|site|online|cc|ru|co"
# Where no word begins only so many letters are tried: else each letter of "a.a.a." would read on to its end.
_LINK = re.compile(
    rf"""(?:(?<![\w+.-])[a-z][a-z0-9+.-]*|\b[a-z][a-z0-9+.-]{{0,31}})://\S*
    |\bgeo:[-\d.,]+\S*
    |\bwww\.\S+
    |(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:(?:{_ENDINGS})\b(?:[/:?\#]\S*)?|[a-z]{{2,}}/\S+)
    |(?<![\w@.-])[a-z0-9-]+\s?[\[({{]\s?(?:\.|dot|punto)\s?[\])}}]\s?[a-z]{{2,}}\S*
    |(?<![\w@.-])[a-z0-9-]+\s*\(?\b(?:dot|punto|ponto|pwen)\b\)?\s*(?:com|org|net|me|info|app|link)\b(?:\s*(?:/|slash)\s*\S+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_LOCAL = r"(?:(?<![\w.+-])[\w.+-]+|[\w.+-]{1,64})"
"""What stands before the sign: a whole run of letters, or, behind what was found, as much as an address may have.
Without a bound a word of 8,000 letters would be read from each of its letters to its end."""
_EMAIL = re.compile(
    rf"{_LOCAL}\s?@\s?[\w-]+(?:\.[\w-]+)+"
    rf"|{_LOCAL}\s*\(?\b(?:at|arroba)\b\)?\s*[\w-]+\s*\(?(?:\bdot\b|\bpunto\b|\bponto\b)\)?\s*\w+"
    rf"|{_LOCAL}@(?=\w)[\w.-]*|{_LOCAL}\s+arroba\s+[\w.-]+",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@+[\w][\w.]*")
_APP = r"(?:instagram|insta|ig|facebook|face|fb|tiktok|snapchat|snap|twitter|telegram|whatsapp|signal|messenger)"
_NO_ACCOUNT = (
    r"(?:account|accounts|group|groups|app|number|page|stopped|works|wont|doesnt|isnt"
    r"|cuenta|grupo|pagina|numero|esta|dice|tambien)"
)
_ACCOUNT = re.compile(
    rf"\b{_APP}\b\s*(?::|=|is|es)?\s*@?(?=[\w.]*[_.\d])[\w][\w.]{{2,}}"
    rf"|\b(?:my|mi|meu)\s{_APP}\b\s*(?::|=|is|es)?\s*(?!{_NO_ACCOUNT}\b)[a-z][\w.]{{6,}}",
    re.IGNORECASE,
)
"""An account's name behind that of its network: with a sign or a digit in it, which plain words have not, or behind
"my telegram" a long word."""
_COMMAND = re.compile(r"(?<![\w/:<])/+(?:[a-z]\w*|[A-Z]{2,}|[A-Z]\w*(?<=[Ss]top))(?:@\w*)?(?![\w/])")
"""Not "Elm /Main", a corner: telegram's commands are small letters, shouted at most."""
_POINT = re.compile(r"-?\d{1,3}\.\d{3,}°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}°?(?:\s*[EWO]\b)?", re.IGNORECASE)
_TARGET = re.compile(r"\s*(?:to|at|al|a|para|no|nan|pou)?\s*\+?\d[\d\s.-]*", re.IGNORECASE)
"""Where it is to be sent: "STOP to 55555"."""


def links_and_commands(said: SaidText) -> Iterator[PrivateSpan]:
    """Yield each link, @name and /command; they may overlap."""
    signs = said.text
    for kind, pattern, sign in (
        (PrivateKind.EMAIL, _EMAIL, ""),
        (PrivateKind.LINK, _LINK, ""),
        (PrivateKind.HANDLE, _HANDLE, "@"),
        (PrivateKind.HANDLE, _ACCOUNT, ""),
        (PrivateKind.COMMAND, _COMMAND, "/"),
        (PrivateKind.POINT, _POINT, "."),
    ):
        if sign in signs:
            for found in pattern.finditer(signs):
                yield PrivateSpan(start=found.start(), end=found.end(), kind=kind)
    yield from _told_to_write(said)


def _told_to_write(said: SaidText) -> Iterator[PrivateSpan]:
    verbs = {hit.end: hit.start for hit in reversed(said.phrases("told_to_write"))}
    for word in said.phrases("stop_word"):
        if word.start not in verbs or not _only_signs(said, word.start):
            continue
        end = said.words[word.end - 1].end
        target = _TARGET.match(said.text, end)
        yield PrivateSpan(
            start=said.words[verbs[word.start]].start, end=target.end() if target else end, kind=PrivateKind.COMMAND
        )


def _only_signs(said: SaidText, index: int) -> bool:
    """Say whether no sentence ends between these words: "answer! stop" tells nobody to write it."""
    return not any(sign in said.between(index) for sign in ".!?\n")
