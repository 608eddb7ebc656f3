"""Many who wait are listed, and let in at once by a second tap: to receive alerts and no more."""

from dataclasses import replace

from alerts.notices import Notice, text
from alerts.vouching import letting_in_together
from alerts.vouching.letting_in_together import MOST_AT_ONCE
from alerts.vouching.taps import ConfirmBatch, KeepBatch, LetBatchIn, ReviewBatch, ShowQueue, UndoLettingIn
from alerts.vouching.waiting_queue import QUEUE
from alerts.work.refused import Refused
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn
from handlers.vouching.steps import ReviewingBatch
from handlers.vouching.waiting_list import line, page_of


async def review(turn: Turn, tap: ReviewBatch) -> None:
    """List whom it would let in, the oldest first."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    asked = page_of(turn, town.id, tap.start, MOST_AT_ONCE)
    entries = await QUEUE(turn.uow).page(replace(asked, voucher_id=tap.voucher, waiting_only=True))
    if not entries:
        await turn.acknowledge(text("vouching.queue_empty"))
        return
    await turn.enter(ReviewingBatch(town=town.id, people=tuple(one.person.id for one in entries)))
    lines = [line(number, one) for number, one in enumerate(entries, start=tap.start + 1)]
    yes = ConfirmBatch().choice(text("choice.vouching.these", count=len(entries)))
    no = KeepBatch().choice(text("choice.vouching.none_of_them"))
    head = text("vouching.batch", town=town.name)
    await turn.reply(Notice(parts=(head, *lines), internal=True).with_choices((yes,), (no,)))


async def confirm(turn: Turn, _: ConfirmBatch) -> None:
    """Ask back once, and say what it means."""
    step = await turn.step(ReviewingBatch)
    town = turn.network.town(step.town) if step is not None else None
    if step is None or town is None:
        await turn.acknowledge(text("choose.stale"))
        return
    yes = LetBatchIn().choice(text("choice.vouching.batch_yes"))
    no = KeepBatch().choice(text("choice.no"))
    sure = text("vouching.batch_sure", count=len(step.people), town=town.name)
    await turn.reply(Notice(parts=(sure,)).with_choices((yes, no)))


async def let_in(turn: Turn, _: LetBatchIn) -> None:
    """Let those who were listed and still wait receive alerts."""
    step = await turn.step(ReviewingBatch)
    if step is None:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    done = await letting_in_together.let_in_together(turn.uow, turn.now, turn.person, step.town, step.people)
    if isinstance(done, Refused):
        await turn.acknowledge(done)
        return
    undo = UndoLettingIn(done.batch_id).choice(text("choice.vouching.undo", count=done.people))
    go_on = ShowQueue(step.town).choice(text("choice.vouching.go_on"))
    told = Notice.of("vouching.batch_done", count=done.people, other=len(step.people) - done.people)
    await turn.reply(told.with_choices((undo,), (go_on,)))


async def keep(turn: Turn, _: KeepBatch) -> None:
    """Let nobody in."""
    await turn.leave()
    await turn.acknowledge(text("vouching.batch_kept"))


async def undo(turn: Turn, tap: UndoLettingIn) -> None:
    """Take back that people were let in."""
    result = await letting_in_together.undo_letting_in(turn.uow, turn.now, turn.person, tap.batch)
    await turn.acknowledge(result)


async def written(turn: Turn, _: ReviewingBatch) -> bool:
    """Take nothing that is written: it is a report, say."""
    return False
