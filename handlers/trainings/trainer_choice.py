"""Saying who holds a training: one of those who signed up."""

from alerts.notices import Choice, Notice, text
from alerts.people.naming import named
from alerts.people.pseudonym import pseudonym
from alerts.trainings import trainer
from alerts.trainings.taps import ChooseTrainer, DropTrainer, NameTrainer
from alerts.trainings.training_access import may_plan, training_for
from alerts.trainings.training_words import what_and_when
from alerts.work.refused import Refused
from handlers.core.turn import Turn

PAGE = 8
"""People in one message."""


async def choose(turn: Turn, tap: ChooseTrainer) -> None:
    """Offer whom of those who signed up the town knows."""
    training = await training_for(turn.uow, turn.person, tap.training, may_plan)
    if isinstance(training, Refused):
        await turn.acknowledge(training)
        return
    could = await trainer.could_hold(turn.uow, training)
    page = could[max(0, tap.start) :][:PAGE]
    rows: list[tuple[Choice, ...]] = [
        (NameTrainer(seat.id).choice(text("choice.trust.open", name=named(one), code=pseudonym(one.id))),)
        for seat, one in page
    ]
    if len(could) > tap.start + PAGE:
        rows.append((ChooseTrainer(training.id, tap.start + PAGE).choice(text("choice.trainings.more")),))
    asked = text("trainings.whose") if page else text("trainings.nobody_to_name")
    notice = Notice(parts=(asked, what_and_when(turn.network, training)), internal=True)
    await turn.reply(notice.with_choices(*rows))


async def name(turn: Turn, tap: NameTrainer) -> None:
    """Let this person hold it."""
    await turn.acknowledge(await trainer.name_trainer(turn.uow, turn.now, tap.seat, turn.person))


async def drop(turn: Turn, tap: DropTrainer) -> None:
    """Let whoever coordinates there hold it again."""
    await turn.acknowledge(await trainer.drop_trainer(turn.uow, turn.now, tap.training, turn.person))
