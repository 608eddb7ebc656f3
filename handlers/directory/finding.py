"""/contacts: the kinds of help that there are, and entries found by a kind, a town or any words."""

from collections.abc import Callable, Sequence

from alerts.directory import finding, labels
from alerts.directory.access import may_write
from alerts.directory.entry import Entry
from alerts.directory.search import asked_words
from alerts.directory.taps import AddEntry, OpenEntry, ShowKind, ShowMore
from alerts.notices import BLANK, Choice, Notice, Quote, Text, text
from alerts.tap import Tap
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.directory import showing
from handlers.directory.words import kind_words
from handlers.info import texts
from locales.catalogue import compose, numbered
from locales.length import measure

MOST = 6
"""Entries in one message: more of them nobody reads on a phone (our choice)."""
ROOM = 1_900
"""Bytes of a message with its numbered choices, in all the languages that its reader reads: Signal shows 2,000."""
LONGEST_QUERY = 60
"""Characters of what was looked for, as they are shown and searched again."""
_LABEL = 15
"""Characters of a name on a button."""


async def contacts(turn: Turn, rest: str) -> None:
    """Answer /contacts: what there is; with words: the entries in which they stand."""
    if not asked_words(rest):
        await turn.reply(await _menu(turn))
        return
    query = Quote(rest, LONGEST_QUERY)
    entries = await finding.by_words(turn.uow, turn.person, rest, kind_words(turn.network))
    if entries:
        await turn.reply(_page(turn, text("directory.found", words=query), entries, 0, ShowMore))
    else:
        await turn.reply(await _nothing(turn, query))


async def show_kind(turn: Turn, tap: ShowKind) -> None:
    """Show the entries of a kind."""
    entries = await finding.by_kind(turn.uow, turn.person, tap.kind)
    if len(entries) <= tap.start:
        # The last one of them was removed, or is no longer for this person.
        await turn.acknowledge(text("choose.stale"))
        return
    head = text("directory.of_kind", kind=Text(labels.KINDS[tap.kind]))
    await turn.reply(_page(turn, head, entries, tap.start, lambda start: ShowKind(tap.kind, start)))


async def show_more(turn: Turn, tap: ShowMore) -> None:
    """Search for the same words again, and show what did not fit."""
    query = _searched(turn.notice)
    entries = await finding.by_words(turn.uow, turn.person, query.words, kind_words(turn.network)) if query else []
    if query is None or len(entries) <= tap.start:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.reply(_page(turn, text("directory.found", words=query), entries, tap.start, ShowMore))


def _searched(notice: Notice | None) -> Quote | None:
    """Return the words that a notice answers: a tap holds none of a person, and a step would end what they are in."""
    for part in notice.parts if notice else ():
        words = part.values.get("words")
        if part.key == "directory.found" and isinstance(words, Quote):
            return words
    return None


async def _menu(turn: Turn) -> Notice:
    choices = await _kinds(turn)
    if not choices:
        nothing = (text("directory.empty"), texts.call(turn), text("directory.urgent"))
        return Notice(parts=nothing, choices=_add(turn))
    town = turn.network.towns[0].name
    parts = (text("directory.menu", town=town), text("directory.urgent"))
    return Notice(parts=parts, choices=(*in_pairs(choices), *_add(turn)))


async def _nothing(turn: Turn, query: Quote) -> Notice:
    choices = await _kinds(turn)
    if not choices:
        return await _menu(turn)
    parts = (text("directory.nothing", words=query), texts.call(turn))
    return Notice(parts=parts, choices=(*in_pairs(choices), *_add(turn)))


async def _kinds(turn: Turn) -> list[Choice]:
    there = await finding.kinds(turn.uow, turn.person)
    return [ShowKind(kind).choice(Text(labels.KINDS[kind])) for kind in there]


def _add(turn: Turn) -> tuple[tuple[Choice, ...], ...]:
    if not may_write(turn.person, None):
        return ()
    return ((AddEntry().choice(text("choice.directory.add")),),)


def _page(turn: Turn, head: Text, entries: Sequence[Entry], start: int, more: Callable[[int], Tap]) -> Notice:
    """Make a notice of as many entries as fit; one at least."""
    ends = range(min(start + MOST, len(entries)), start, -1)
    notices = (_shown(turn, head, entries[start:end], more(end) if end < len(entries) else None) for end in ends)
    last = Notice(parts=(head,))
    for last in notices:
        if _size(turn, last) <= ROOM:
            break
    return last


def _shown(turn: Turn, head: Text, entries: Sequence[Entry], more: Tap | None) -> Notice:
    parts = [head]
    for entry in entries:
        parts += [BLANK, *showing.as_read(entry.listing, turn.network)]
    mine = [entry for entry in entries if may_write(turn.person, entry.listing.town_id)]
    rows = [
        (OpenEntry(entry.id).choice(text("choice.directory.open", name=Quote(entry.listing.name, _LABEL))),)
        for entry in mine
    ]
    if more is not None:
        rows.append((more.choice(text("choice.directory.more")),))
    return Notice(parts=tuple(parts), choices=(*rows, *_add(turn)))


def _size(turn: Turn, notice: Notice) -> int:
    choices = [(1000 + place, choice) for place, row in enumerate(notice.choices) for choice in row]
    words = compose(notice.parts, turn.readers(), turn.now), numbered(choices, turn.readers(), turn.now)
    return sum(measure(each, utf16=False) for each in words)
