"""What a coordinator answers to the question for a field: a choice, or words."""

from dataclasses import replace
from typing import Any

from alerts.directory.access import may_write
from alerts.directory.entry import Listing, ServiceKind
from alerts.directory.fields import LONGEST, MAY_BE_EMPTY, ListingField, after, with_words
from alerts.directory.search import asked_words
from alerts.directory.taps import ChooseEntryTown, ChooseKind, ChooseViewers, LeaveEmpty
from alerts.notices import Notice, text
from alerts.places.place import plain_words
from handlers.core.turn import Turn
from handlers.directory import adding, changing
from handlers.directory.asking import ask
from handlers.directory.steps import AskedToChoose, AskedToWrite, ListingForm
from handlers.directory.words import kind_words


async def choose_kind(turn: Turn, tap: ChooseKind) -> None:
    """Take the kind."""
    await _chosen(turn, ListingField.KIND, kind=tap.kind)


async def choose_town(turn: Turn, tap: ChooseEntryTown) -> None:
    """Take the town, if it is one of theirs."""
    if may_write(turn.person, tap.town):
        await _chosen(turn, ListingField.TOWN, town_id=tap.town)
    else:
        await turn.acknowledge(text("refused.role"))


async def choose_viewers(turn: Turn, tap: ChooseViewers) -> None:
    """Take who may see it."""
    await _chosen(turn, ListingField.VIEWERS, viewers=tap.viewers)


async def leave_empty(turn: Turn, tap: LeaveEmpty) -> None:
    """Leave the field empty that they were asked for."""
    step = await turn.step(AskedToWrite)
    if step is None or step.field is not tap.field or tap.field not in MAY_BE_EMPTY:
        await turn.acknowledge(text("choose.stale"))
    else:
        await _go_on(turn, step.form, step.field, with_words(step.form.listing, step.field, ""))


async def written(turn: Turn, step: AskedToWrite) -> bool:
    """Take a field's words; what comes long after the question is none of it."""
    words = " ".join(turn.inbound.text.split())
    most = LONGEST[step.field]
    if len(words) > most:
        await turn.reply(Notice.of("directory.too_long", length=len(words), most=most))
    elif not plain_words(words):
        # Nothing but signs: nobody could find it, and Quote may show nothing of it.
        await ask(turn, step.form, step.field)
    else:
        await _go_on(turn, step.form, step.field, with_words(step.form.listing, step.field, words), written=True)
    return True


async def chosen_in_words(turn: Turn, step: AskedToChoose) -> bool:
    """Understand a kind or a town that was written instead of chosen; else ask again."""
    meant = _meant(turn, step.field)
    if meant:
        await _go_on(turn, step.form, step.field, replace(step.form.listing, **meant))
    else:
        await ask(turn, step.form, step.field, text("directory.choose_one"))
    return True


def _meant(turn: Turn, field: ListingField) -> dict[str, Any]:
    """Return the field that these words give; nothing where they are not understood."""
    words = turn.inbound.text
    if field is ListingField.TOWN:
        town = turn.network.named(words)
        return {"town_id": town.id} if town and may_write(turn.person, town.id) else {}
    kinds = _kinds_called(turn, words) if field is ListingField.KIND else []
    return {"kind": kinds[0]} if len(kinds) == 1 else {}


def _kinds_called(turn: Turn, words: str) -> list[ServiceKind]:
    wanted = set(asked_words(words))
    names = kind_words(turn.network)
    return [kind for kind in ServiceKind if wanted and wanted <= set(plain_words(" ".join(names[kind])).split())]


async def _chosen(turn: Turn, field: ListingField, **value: Any) -> None:
    step = await turn.step(AskedToChoose)
    if step is None or step.field is not field:
        await turn.acknowledge(text("choose.stale"))
    else:
        await _go_on(turn, step.form, field, replace(step.form.listing, **value))


async def _go_on(
    turn: Turn, form: ListingForm, field: ListingField, listing: Listing, *, written: bool = False
) -> None:
    """Ask for the next field of a new entry, show all of it, or store what was tapped of one that stands.

    What was `written` is always shown first: it may have been meant for somebody else.
    """
    following = after(field)
    if not may_write(turn.person, listing.town_id):
        # They lost the role while they were writing.
        await turn.leave()
        await turn.acknowledge(text("refused.role"))
    elif form.entry is not None and not (written or form.reviewing):
        await changing.store(turn, form.entry, form.version, listing)
    elif form.entry is not None or form.reviewing or following is None:
        await adding.review(turn, replace(form, listing=listing))
    else:
        await ask(turn, replace(form, listing=listing), following)
