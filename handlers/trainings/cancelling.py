"""Calling a training off, and counting who is expected at one for people without an account."""

from alerts.notices import Notice, text
from alerts.trainings import planning
from alerts.trainings.ports import SEATS
from alerts.trainings.taps import AskToCancel, CancelTraining, CountExpected, DropPlan
from alerts.trainings.training_access import may_plan, training_for
from alerts.trainings.training_words import what_and_when
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def ask(turn: Turn, tap: AskToCancel) -> None:
    """Ask whether it is meant: everybody who signed up is told."""
    training = await training_for(turn.uow, turn.person, tap.training, may_plan)
    if isinstance(training, Refused):
        await turn.acknowledge(training)
        return
    told = len(await SEATS(turn.uow).of(training.id))
    parts = (text("trainings.cancel_sure", n=told), what_and_when(turn.network, training))
    yes = (CancelTraining(training.id).choice(text("choice.trainings.cancel_yes")),)
    no = (DropPlan().choice(text("choice.no")),)
    await turn.reply(Notice(parts=parts).with_choices(yes, no))


async def cancel(turn: Turn, tap: CancelTraining) -> None:
    """Call it off."""
    await turn.acknowledge(await planning.cancel(turn.uow, turn.now, tap.training, turn.person))


async def count(turn: Turn, tap: CountExpected) -> None:
    """Count so many more, or fewer."""
    counted = await planning.expect(turn.uow, tap.training, tap.more, turn.person)
    if isinstance(counted, Refused):
        await turn.acknowledge(counted)
    else:
        await turn.acknowledge(text("toast.trainings.expected", n=counted.expected))
