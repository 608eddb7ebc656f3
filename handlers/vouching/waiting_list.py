"""/queue: how many wait to be let in, by town; then who, by pages, the oldest first."""

from dataclasses import replace

from alerts.joining.join_request import COLD_AFTER, UNDO_WITHIN
from alerts.joining.ports import JOIN_REQUESTS
from alerts.network.coordinated_towns import coordinated_towns
from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.pseudonym import pseudonym
from alerts.vouching.taps import (
    ReviewBatch,
    ShowNewcomer,
    ShowQueue,
    ShowQueueOf,
    ShowQueues,
    ShowVouchers,
    UndoLettingIn,
)
from alerts.vouching.waiting_queue import QUEUE, QueueCounts, QueueEntry, QueuePage, QueueView
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn

PAGE = 6
"""People in one message; more would not fit one of Signal's in two languages."""
TOWNS = 8
"""Towns in one message."""


async def queue(turn: Turn, rest: str) -> None:
    """Answer /queue, alone or with a town's name."""
    mine = coordinated_towns(turn.network, turn.person)
    asked = turn.network.named(rest)
    if asked is not None and asked in mine:
        await show(turn, ShowQueue(asked.id))
    elif len(mine) == 1:
        await show(turn, ShowQueue(mine[0].id))
    else:
        await show_towns(turn, ShowQueues())


async def show_towns(turn: Turn, tap: ShowQueues) -> None:
    """Show how many wait in each town of theirs, the fullest first, and what can be undone."""
    mine = coordinated_towns(turn.network, turn.person)
    counts = await QUEUE(turn.uow).counts([town.id for town in mine], turn.now - COLD_AFTER)
    ordered = sorted(mine, key=lambda town: -counts[town.id].open)
    page = ordered[tap.start : tap.start + TOWNS]
    lines = [_head(town, counts[town.id]) for town in page]
    rows: list[tuple[Choice, ...]] = [
        (ShowQueue(town.id).choice(text("choice.name", name=town.name)),) for town in page
    ]
    if ordered[tap.start + TOWNS :]:
        rows.append((ShowQueues(tap.start + TOWNS).choice(text("choice.vouching.more")),))
    rows += await _undo(turn, page)
    await turn.reply(Notice(parts=(text("vouching.queue"), *lines)).with_choices(*rows))


async def show(turn: Turn, tap: ShowQueue) -> None:
    """Show a page of a town's queue."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    counts = (await QUEUE(turn.uow).counts([town.id], turn.now - COLD_AFTER))[town.id]
    asked = page_of(turn, town.id, tap.start, PAGE)
    entries = await QUEUE(turn.uow).page(replace(asked, view=tap.view))
    head = _head(town, counts)
    rows = _openers(town, entries)
    if counts.of(tap.view) > tap.start + PAGE:
        rows.append((ShowQueue(town.id, tap.view, tap.start + PAGE).choice(text("choice.vouching.more")),))
    if tap.view is not QueueView.VOUCHED and counts.open:
        rows.append((ReviewBatch(town.id, tap.start).choice(text("choice.vouching.many")),))
    rows += [*_views(town, counts, tap.view), *await _undo(turn, [town])]
    await turn.reply(Notice(parts=(head, *_lines(entries, tap.start)), internal=True).with_choices(*rows))


async def show_of(turn: Turn, tap: ShowQueueOf) -> None:
    """Show a page of those for whom one person vouched."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    asked = page_of(turn, town.id, tap.start, PAGE + 1)
    entries = await QUEUE(turn.uow).page(replace(asked, voucher_id=tap.voucher))
    voucher = await turn.uow.people.get(tap.voucher)
    if not entries or voucher is None:
        await turn.acknowledge(text("choose.stale"))
        return
    rows = _openers(town, entries[:PAGE])
    if len(entries) > PAGE:
        rows.append((ShowQueueOf(town.id, tap.voucher, tap.start + PAGE).choice(text("choice.vouching.more")),))
    rows.append((ReviewBatch(town.id, 0, tap.voucher).choice(text("choice.vouching.many")),))
    head = text("vouching.queue_of", town=town.name, name=named(voucher))
    await turn.reply(Notice(parts=(head, *_lines(entries[:PAGE], tap.start)), internal=True).with_choices(*rows))


async def show_vouchers(turn: Turn, tap: ShowVouchers) -> None:
    """Show who vouched for people that are no members yet."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    found = await QUEUE(turn.uow).vouchers(town.id, tap.start, TOWNS + 1)
    if not found:
        await turn.acknowledge(text("choose.stale"))
        return
    rows: list[tuple[Choice, ...]] = [
        (
            ShowQueueOf(town.id, one.person.id).choice(
                text("choice.vouching.voucher", name=named(one.person), count=one.people)
            ),
        )
        for one in found[:TOWNS]
    ]
    if len(found) > TOWNS:
        rows.append((ShowVouchers(town.id, tap.start + TOWNS).choice(text("choice.vouching.more")),))
    head = text("vouching.vouchers", town=town.name)
    await turn.reply(Notice(parts=(head,), internal=True).with_choices(*rows))


def page_of(turn: Turn, town_id: int, start: int, most: int) -> QueuePage:
    """Return what is asked of a town's queue at this moment."""
    return QueuePage(town_id=town_id, start=start, most=most, cold_before=turn.now - COLD_AFTER)


def _head(town: Town, counts: QueueCounts) -> Text:
    return text("vouching.queue_town", town=town.name, open=counts.open, cold=counts.cold, vouched=counts.vouched)


def _lines(entries: list[QueueEntry], start: int) -> list[Text]:
    if not entries:
        return [text("vouching.queue_empty")]
    return [line(number, one) for number, one in enumerate(entries, start=start + 1)]


def line(number: int, one: QueueEntry) -> Text:
    """Return who waits, in one line; a name of their choosing comes last."""
    return text(
        "vouching.line_cold" if one.cold else "vouching.line",
        number=number,
        name=named(one.person),
        code=pseudonym(one.person.id),
        apps=one.apps,
        at=one.since,
        vouches=one.vouches,
    )


def _openers(town: Town, entries: list[QueueEntry]) -> list[tuple[Choice, ...]]:
    return [
        (ShowNewcomer(one.person.id, town.id).choice(text("choice.vouching.open", name=named(one.person))),)
        for one in entries
    ]


def _views(town: Town, counts: QueueCounts, shown: QueueView) -> list[tuple[Choice, ...]]:
    others = [view for view in QueueView if view is not shown and counts.of(view)]
    labels = {view: text(f"choice.vouching.view.{view}", count=counts.of(view)) for view in others}
    rows: list[tuple[Choice, ...]] = [(ShowQueue(town.id, view).choice(label),) for view, label in labels.items()]
    if counts.vouched:
        rows.append((ShowVouchers(town.id).choice(text("choice.vouching.by_voucher")),))
    return rows


async def _undo(turn: Turn, towns: list[Town]) -> list[tuple[Choice, ...]]:
    """Offer to take back what was done within the hour, by whichever coordinator."""
    since = turn.now - UNDO_WITHIN
    batches = await JOIN_REQUESTS(turn.uow).batches([town.id for town in towns], since)
    return [(UndoLettingIn(one.id).choice(text("choice.vouching.undo", count=one.people)),) for one in batches]
