"""A coordinator makes a trained member a responder, or notes that they were trained elsewhere."""

from alerts.notices import Notice, text
from alerts.people.naming import named
from alerts.trust.people_with_roles import is_answerable_for
from alerts.vouching import making_responders
from alerts.vouching.outside_training import OutsideTraining
from alerts.vouching.taps import AskTrainedElsewhere, MakeResponder, NoteTrainedElsewhere
from handlers.core.turn import Turn


async def make(turn: Turn, tap: MakeResponder) -> None:
    """Make them a responder."""
    await turn.acknowledge(
        await making_responders.make_responder(turn.uow, turn.now, tap.person, tap.town, turn.person)
    )


async def ask_where(turn: Turn, tap: AskTrainedElsewhere) -> None:
    """Ask where they were trained."""
    person = await turn.uow.people.get(tap.person)
    if person is None or not is_answerable_for(turn.person, person.grants):
        await turn.acknowledge(text("refused.role" if person is not None and person.grants else "trust.gone"))
        return
    rows = [
        (NoteTrainedElsewhere(person.id, where).choice(text(f"choice.vouching.elsewhere.{where}")),)
        for where in OutsideTraining
    ]
    await turn.reply(Notice.of("vouching.where_trained", name=named(person)).with_choices(*rows))


async def note_where(turn: Turn, tap: NoteTrainedElsewhere) -> None:
    """Keep it."""
    result = await making_responders.note_trained_elsewhere(turn.uow, turn.now, tap.person, tap.where, turn.person)
    await turn.acknowledge(result)
