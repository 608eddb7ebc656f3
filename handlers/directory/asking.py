"""The questions by which an entry is written, one field at a time."""

from dataclasses import replace

from alerts.directory import labels
from alerts.directory.entry import ServiceKind, Viewers
from alerts.directory.fields import LONGEST, MAY_BE_EMPTY, ListingField, words_in
from alerts.directory.taps import ChooseEntryTown, ChooseKind, ChooseViewers, GiveUp, LeaveEmpty
from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Choice, Notice, Quote, Text, text
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.directory.steps import AskedToChoose, AskedToWrite, ListingForm


async def ask(turn: Turn, form: ListingForm, field: ListingField, *before: Text) -> None:
    """Ask for this field; `before` stands above the question."""
    step = AskedToWrite if field in LONGEST else AskedToChoose
    await turn.enter(step(field=field, form=form))
    question = _question(turn, form, field)
    await turn.reply(replace(question, parts=(*before, *question.parts)))


def _question(turn: Turn, form: ListingForm, field: ListingField) -> Notice:
    parts = [Text(labels.QUESTIONS[field])]
    if field in LONGEST and (now := words_in(form.listing, field)):
        parts.insert(0, text("directory.reads_now", words=Quote(now, LONGEST[field])))
    # Each question has a choice: what is typed is compared with those of the newest, not with an older question's.
    give_up = (GiveUp().choice(text("choice.directory.cancel")),)
    return Notice(parts=tuple(parts), choices=(*_choices(turn, form, field), give_up))


def _choices(turn: Turn, form: ListingForm, field: ListingField) -> tuple[tuple[Choice, ...], ...]:
    if field is ListingField.KIND:
        return in_pairs([ChooseKind(kind).choice(Text(labels.KINDS[kind])) for kind in ServiceKind])
    if field is ListingField.TOWN:
        mine = coordinated_towns(turn.network, turn.person)
        rows = [(ChooseEntryTown(town.id).choice(text("choice.name", name=town.name)),) for town in mine]
        return *rows, (ChooseEntryTown().choice(text("choice.directory.all_towns")),)
    if field is ListingField.VIEWERS:
        return tuple((ChooseViewers(one).choice(Text(labels.VIEWERS[one])),) for one in Viewers)
    if field in MAY_BE_EMPTY:
        # Where it says something "skip" would sound as if that stayed.
        label = text("choice.directory.erase" if words_in(form.listing, field) else "choice.directory.skip")
        return ((LeaveEmpty(field).choice(label),),)
    return ()
