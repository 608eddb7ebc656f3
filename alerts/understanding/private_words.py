"""What in a text must not be passed on: where it stands, and what it is."""

from collections.abc import Iterable

from alerts.understanding.flats import flats
from alerts.understanding.links_and_commands import links_and_commands
from alerts.understanding.own_doors import own_doors
from alerts.understanding.person_names import person_names
from alerts.understanding.phrases import SaidText
from alerts.understanding.plates import plates
from alerts.understanding.private_kind import PrivateKind, PrivateSpan
from alerts.understanding.private_numbers import private_numbers

_FIRST = (
    PrivateKind.COMMAND,
    PrivateKind.EMAIL,
    PrivateKind.LINK,
    PrivateKind.POINT,
    PrivateKind.HANDLE,
    PrivateKind.PLATE,
    PrivateKind.PAPER,
    PrivateKind.PHONE,
    PrivateKind.STATUS,
    PrivateKind.FLAT,
    PrivateKind.DOOR,
    PrivateKind.NAME,
)
"""Where two stand in one another, what names the whole: a link holds digits, and is no phone number."""


def private_spans(said: SaidText, town_words: frozenset[str] = frozenset()) -> list[PrivateSpan]:
    """Find every private part, in its order; none overlaps another.

    `town_words`: the words of the names of the towns around, bare (alerts/tokens.py): no town is a person.
    """
    found = [
        *links_and_commands(said),
        *private_numbers(said),
        *plates(said),
        *_status(said),
        *own_doors(said),
        *flats(said),
        *person_names(said, town_words),
    ]
    return _apart(found)


def _status(said: SaidText) -> Iterable[PrivateSpan]:
    for hit in said.phrases("status"):
        yield PrivateSpan(start=said.words[hit.start].start, end=said.words[hit.end - 1].end, kind=PrivateKind.STATUS)


def _apart(spans: list[PrivateSpan]) -> list[PrivateSpan]:
    """Make one of those that overlap: from the first sign to the last, of the kind that comes first in _FIRST."""
    apart: list[PrivateSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if apart and span.start < apart[-1].end:
            apart[-1] = _both(apart[-1], span)
        else:
            apart.append(span)
    return apart


def _both(one: PrivateSpan, other: PrivateSpan) -> PrivateSpan:
    return PrivateSpan(
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        kind=min(one.kind, other.kind, key=_FIRST.index),
        perhaps_place=one.perhaps_place and other.perhaps_place,
    )
