"""The one way by which a person's words get out: quotes, places, pin titles, translations, updates, previews, groups.

Whatever leaves the desk goes through clean(); so does what arrives, before the desk sees it. What is taken depends only
on whom the words are for.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from alerts.characters import BETWEEN_LINES, tame
from alerts.network.town import Town
from alerts.places.place import Place, area
from alerts.tokens import tokens
from alerts.understanding.lexicon import Lexicon
from alerts.understanding.phrases import SaidText
from alerts.understanding.place_parts.in_context import words_in_context
from alerts.understanding.place_parts.part import Part
from alerts.understanding.place_parts.proof import LED, TELLING
from alerts.understanding.private_kind import PrivateKind, PrivateSpan
from alerts.understanding.private_words import private_spans

TAKEN = "[…]"
"""Stands where something was taken out; what reads the words again finds nothing in it."""
_LEADS = LED | {Part.ARTICLE, Part.OF, Part.JOIN}
_RUN_OF_TAKEN = re.compile(r"\[…\](?:[\s,;:.&/()-]*\[…\])+")
_LINE_OF_NOTHING = re.compile(r"^\s*(?:/\s+)+|(?:\s+/)+\s*$|(?<=\s/)(?:\s+/)+(?=\s)")
"""What stood between two lines (characters.BETWEEN_LINES), where all of one was taken out."""
_LOOSE = re.compile(r"\s+(?=[,.;:!?)])|(?<=\()\s+|\(\s*\)")


class MeantFor(StrEnum):
    """Whom words are cleaned for."""

    EVERYBODY = "everybody"
    """The community and its groups: nothing private at all."""
    SENT = "sent"
    """Trained people who go there: a house number where it is the place, nothing else that is private."""
    DESK = "desk"
    """The dispatchers, at intake: all but what nobody may keep, and what only a prank would write."""
    DESK_OF_TAKEN = "desk_of_taken"
    """The same where somebody was taken: who it is passes by voice, never in writing."""


_KEPT_FROM_THE_DESK = frozenset({PrivateKind.PLATE, PrivateKind.PAPER, PrivateKind.STATUS})
TAKEN_FROM = {
    MeantFor.EVERYBODY: frozenset(PrivateKind),
    MeantFor.SENT: frozenset(PrivateKind),
    MeantFor.DESK: _KEPT_FROM_THE_DESK,
    MeantFor.DESK_OF_TAKEN: _KEPT_FROM_THE_DESK | {PrivateKind.NAME},
}


@dataclass(frozen=True, kw_only=True)
class CleanWords:
    """A person's words as they may be read."""

    words: str
    taken: tuple[PrivateKind, ...] = ()
    """What was taken out, each kind once, in the order of the text."""
    perhaps_places: tuple[str, ...] = ()
    """Taken for names of persons, but nothing gives them to one: a dispatcher may put them back."""


def clean(
    words: str,
    lexicon: Lexicon,
    meant_for: MeantFor,
    *,
    town_words: frozenset[str] = frozenset(),
    places: Collection[str] = (),
    put_back: Collection[str] = (),
) -> CleanWords:
    """Return the words on one line, without what would do harm to a screen or to somebody.

    `town_words`: as in private_spans. `places`: where people are sent; for SENT, their house numbers stay. `put_back`:
    words that a dispatcher said are a place's name; whatever else is private stays out.
    """
    pieces = [
        _clean_piece(piece, lexicon, meant_for, town_words=town_words, places=places, put_back=put_back)
        for piece in _pieces(tame(words))
    ]
    return CleanWords(
        words=" ".join(filter(None, (piece.words for piece in pieces))),
        taken=tuple(dict.fromkeys(kind for piece in pieces for kind in piece.taken)),
        perhaps_places=tuple(dict.fromkeys(name for piece in pieces for name in piece.perhaps_places)),
    )


_PIECE, _WINDOW = 1_500, 500
"""Characters that are cleaned at a time: the cost grows with their square. Within the last so many it is cut (ours)."""


def _pieces(said: str) -> Iterator[str]:
    """Cut a long text between two lines or sentences, else between two words of which neither can be a name's part."""
    while len(said) > _PIECE:
        window = said[_PIECE - _WINDOW : _PIECE]
        ends = [window.rfind(end) + len(end) - 1 for end in (BETWEEN_LINES, ". ", "! ", "? ") if end in window]
        blanks = [at for at in range(len(window) - 1) if window[at] == " "]
        plain = [at for at in blanks if window[at - 1].islower() and window[at + 1].islower()]
        at = _PIECE - _WINDOW + (max(ends) if ends else (plain or blanks or [_WINDOW])[-1])
        yield said[:at].strip()
        said = said[at:].strip()
    yield said


def _clean_piece(
    said: str,
    lexicon: Lexicon,
    meant_for: MeantFor,
    *,
    town_words: frozenset[str],
    places: Collection[str],
    put_back: Collection[str],
) -> CleanWords:
    taken: list[PrivateKind] = []
    perhaps: list[str] = []
    numbers = {token.word for place in places for token in tokens(place)} if meant_for is MeantFor.SENT else set()
    while True:
        spans = [
            span
            for span in private_spans(SaidText.of(said, lexicon), town_words)
            if span.kind in TAKEN_FROM[meant_for] and not _may_stay(said, span, numbers, put_back)
        ]
        if not spans:
            return CleanWords(
                words=said, taken=tuple(dict.fromkeys(taken)), perhaps_places=tuple(dict.fromkeys(perhaps))
            )
        taken += [span.kind for span in spans]
        perhaps += [said[span.start : span.end] for span in spans if span.perhaps_place]
        # Once more: what stood apart may be private where it now stands side by side.
        said = _without(said, spans)


def clean_place(
    words: str,
    lexicon: Lexicon,
    meant_for: MeantFor,
    *,
    town_words: frozenset[str] = frozenset(),
    put_back: Collection[str] = (),
) -> CleanWords:
    """Clean the words of a place: everybody reads no number of a house; who is sent reads it.

    A place of which nothing is left is empty. A clean place stays as it is.
    """
    cleaned = clean(words, lexicon, meant_for, town_words=town_words, places=(words,), put_back=put_back)
    left = cleaned.words
    if meant_for is MeantFor.EVERYBODY:
        left = area(Place(words=left))
    cut = left.endswith(TAKEN)
    left = left.removeprefix(TAKEN).removesuffix(TAKEN).strip(" ,;")
    if cut:
        left = _without_loose_end(left, lexicon)
    if not any(sign.isalnum() for sign in left) or (cleaned.taken and not _tells_where(left, lexicon)):
        left = ""
    if len(left) >= len(words):
        return CleanWords(words=left, taken=cleaned.taken, perhaps_places=cleaned.perhaps_places)
    # Once more: without what was taken out, the rest may read as something private.
    more = clean_place(left, lexicon, meant_for, town_words=town_words, put_back=put_back)
    return CleanWords(
        words=more.words,
        taken=tuple(dict.fromkeys((*cleaned.taken, *more.taken))),
        perhaps_places=tuple(dict.fromkeys((*cleaned.perhaps_places, *more.perhaps_places))),
    )


def clean_places(
    places: Iterable[str], lexicon: Lexicon, meant_for: MeantFor, towns: frozenset[str]
) -> tuple[str, ...]:
    """Clean each of several places; those of which nothing is left fall away."""
    cleaned = (clean_place(place, lexicon, meant_for, town_words=towns).words for place in places)
    return tuple(place for place in cleaned if place)


def words_of_towns(towns: Iterable[Town]) -> frozenset[str]:
    """Return the words of the towns' names, bare: no town is a person."""
    return frozenset(token.word for town in towns for token in tokens(town.name))


def _tells_where(words: str, lexicon: Lexicon) -> bool:
    """Say whether any of these words tells a place: "in front of" alone does not."""
    said = SaidText.of(words, lexicon)
    return any(word.part in TELLING for word in words_in_context(words, said.words, said.hits))


def _without_loose_end(words: str, lexicon: Lexicon) -> str:
    """Leave out what only led to a name that was taken out: "Elm & 3rd in front of" is Elm & 3rd."""
    said = SaidText.of(words, lexicon)
    parts = words_in_context(words, said.words, said.hits)
    end = len(parts)
    while end and parts[end - 1].part in _LEADS:
        end -= 1
    return words[: parts[end - 1].token.end] if end else ""


def _may_stay(said: str, span: PrivateSpan, numbers: Collection[str], put_back: Collection[str]) -> bool:
    written = said[span.start : span.end]
    if span.kind is PrivateKind.DOOR:
        return all(token.word in numbers for token in tokens(written))
    return span.perhaps_place and written in put_back


def _without(said: str, spans: list[PrivateSpan]) -> str:
    for span in reversed(spans):
        mark = " " if span.kind is PrivateKind.DOOR else TAKEN
        said = f"{said[: span.start]}{mark}{said[span.end :]}"
    return tame(_LINE_OF_NOTHING.sub("", _LOOSE.sub("", _RUN_OF_TAKEN.sub(TAKEN, said))))
