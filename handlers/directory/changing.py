"""A coordinator changes an entry field by field, or removes it."""

from alerts.directory import editing
from alerts.directory.entry import Listing
from alerts.directory.taps import AskRemoval, ChangeField, KeepEntry, OpenEntry, RemoveEntry
from alerts.notices import BLANK, Notice, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.directory import showing
from handlers.directory.asking import ask
from handlers.directory.steps import ListingForm


async def open_(turn: Turn, tap: OpenEntry) -> None:
    """Show the entry, with what can be changed in it."""
    entry = await editing.writable(turn.uow, turn.person, tap.entry)
    if isinstance(entry, Refused):
        await turn.acknowledge(entry.why)
    else:
        await turn.reply(showing.opened(entry, turn.network))


async def ask_field(turn: Turn, tap: ChangeField) -> None:
    """Ask for what this field shall say."""
    entry = await editing.writable(turn.uow, turn.person, tap.entry)
    if isinstance(entry, Refused):
        await turn.acknowledge(entry.why)
    else:
        await ask(turn, ListingForm(listing=entry.listing, entry=entry.id, version=entry.version), tap.field)


async def store(turn: Turn, entry_id: int, version: int, listing: Listing) -> None:
    """Let the entry say this, and show it anew: as it is now, also where somebody else was faster."""
    await turn.leave()
    changed = await editing.change(turn.uow, turn.now, turn.person, entry_id, version, listing)
    if isinstance(changed, Refused):
        await turn.acknowledge(changed.why)
        await _show_again(turn, entry_id)
    else:
        notice = showing.opened(changed, turn.network)
        await turn.reply(Notice(parts=(text("directory.changed"), BLANK, *notice.parts), choices=notice.choices))


async def ask_removal(turn: Turn, tap: AskRemoval) -> None:
    """Ask back once, by name, before an entry is taken out."""
    entry = await editing.writable(turn.uow, turn.person, tap.entry)
    if isinstance(entry, Refused):
        await turn.acknowledge(entry.why)
        return
    yes = RemoveEntry(entry.id, entry.version).choice(text("choice.directory.yes_remove"))
    no = KeepEntry().choice(text("choice.no"))
    await turn.reply(Notice.of("directory.sure", name=showing.name(entry.listing)).with_choices((yes, no)))


async def remove(turn: Turn, tap: RemoveEntry) -> None:
    """Take the entry out."""
    gone = await editing.remove(turn.uow, turn.person, tap.entry, tap.version)
    if isinstance(gone, Refused):
        await turn.acknowledge(gone.why)
        await _show_again(turn, tap.entry)
    else:
        await turn.reply(Notice.of("directory.removed", name=showing.name(gone.listing)))


async def keep(turn: Turn, _: KeepEntry) -> None:
    """Leave the entry in."""
    await turn.acknowledge(text("toast.directory.kept"))


async def _show_again(turn: Turn, entry_id: int) -> None:
    entry = await editing.writable(turn.uow, turn.person, entry_id)
    if not isinstance(entry, Refused):
        await turn.reply(showing.opened(entry, turn.network))
