"""A coordinator adds an entry: one question at a time, then all of it as others will see it; saved only then."""

from alerts.directory import editing
from alerts.directory.access import may_write
from alerts.directory.entry import Entry
from alerts.directory.fields import ListingField
from alerts.directory.taps import AddEntry, AskWhatToCorrect, CorrectField, GiveUp, SaveEntry
from alerts.notices import BLANK, Notice, Text, text
from handlers.core.turn import Turn
from handlers.directory import changing, showing
from handlers.directory.asking import ask
from handlers.directory.steps import AskedToChoose, AskedToWrite, ListingForm, Reviewing


async def begin(turn: Turn, _: AddEntry) -> None:
    """Ask for the first field of a new entry."""
    if not may_write(turn.person, None):
        await turn.acknowledge(text("refused.role"))
        return
    await ask(turn, ListingForm(), ListingField.KIND, text("directory.new"))


async def review(turn: Turn, form: ListingForm, *before: Text) -> None:
    """Show an entry as others will see it; `before` stands above it."""
    await turn.enter(Reviewing(listing=form.listing, entry=form.entry, version=form.version))
    parts = (
        *before,
        text("directory.preview"),
        BLANK,
        *showing.as_read(form.listing, turn.network),
        BLANK,
        showing.viewers(form.listing),
    )
    choices = (
        (SaveEntry().choice(text("choice.directory.save")),),
        (AskWhatToCorrect().choice(text("choice.directory.correct")),),
        (GiveUp().choice(text("choice.directory.cancel")),),
    )
    await turn.reply(Notice(parts=parts, choices=choices))


async def wait_for_choice(turn: Turn, step: Reviewing) -> bool:
    """Show it once more to somebody who wrote instead of choosing: nothing of it may get lost by a stray word."""
    await review(turn, _form(step), text("directory.choose_one"))
    return True


async def save(turn: Turn, _: SaveEntry) -> None:
    """Put the entry that was shown into the directory, or its change."""
    step = await _reviewed(turn)
    if step is None:
        return
    if step.entry is not None:
        await changing.store(turn, step.entry, step.version, step.listing)
        return
    await turn.leave()
    entry = await editing.add(turn.uow, turn.now, turn.person, step.listing)
    if isinstance(entry, Entry):
        await turn.reply(Notice.of("directory.saved", name=showing.name(step.listing)))
    else:
        await turn.acknowledge(entry.why)


async def ask_what_to_correct(turn: Turn, _: AskWhatToCorrect) -> None:
    """Offer the fields of the entry that was shown."""
    if await _reviewed(turn) is not None:
        await turn.reply(Notice.of("directory.what_to_change").with_choices(*showing.field_rows(CorrectField)))


async def correct(turn: Turn, tap: CorrectField) -> None:
    """Ask for one field of the entry that was shown once more."""
    step = await _reviewed(turn)
    if step is not None:
        await ask(turn, _form(step), tap.field)


async def give_up(turn: Turn, _: GiveUp) -> None:
    """Save nothing of what is being written; a correction alone is given up for the entry as it was shown."""
    asked = await turn.step(AskedToChoose) or await turn.step(AskedToWrite)
    if asked is None and await turn.step(Reviewing) is None:
        await turn.acknowledge(text("choose.stale"))
    elif asked is not None and asked.form.reviewing:
        await review(turn, asked.form)
    else:
        await turn.leave()
        await turn.acknowledge(text("toast.directory.given_up"))


async def _reviewed(turn: Turn) -> Reviewing | None:
    """Return what they were shown; None, and they hear it, where that was long ago or is over."""
    step = await turn.step(Reviewing)
    if step is None:
        await turn.acknowledge(text("choose.stale"))
    return step


def _form(step: Reviewing) -> ListingForm:
    return ListingForm(listing=step.listing, entry=step.entry, version=step.version, reviewing=True)
