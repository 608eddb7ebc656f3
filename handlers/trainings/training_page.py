"""One training: what everybody may know, and to who signed up where it is."""

from collections.abc import Sequence

from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.trainings.ports import SEATS
from alerts.trainings.seat import Seat
from alerts.trainings.taps import (
    AskToCancel,
    ChooseTrainer,
    CountExpected,
    DropTrainer,
    GiveBack,
    MakeAttendanceCode,
    SendCalendarFile,
    ShowAttendance,
    ShowTraining,
    SignUp,
)
from alerts.trainings.training import Training, TrainingAudience
from alerts.trainings.training_access import may_plan, may_run, may_see, training_for
from alerts.trainings.training_times import OPEN_UNTIL
from alerts.trainings.training_words import what_and_when, where
from alerts.work.refused import Refused
from handlers.core.turn import Turn

MORE = (1, 5, -1)
"""How many people without an account a tap counts at once."""


async def show(turn: Turn, tap: ShowTraining) -> None:
    """Show a training to who may see it."""
    training = await training_for(turn.uow, turn.person, tap.training, may_see)
    if isinstance(training, Refused):
        await turn.acknowledge(training)
    else:
        await reply(turn, training)


async def reply(turn: Turn, training: Training, *before: Text) -> None:
    """Answer with the page of a training; `before` stands above it."""
    seat = await SEATS(turn.uow).one(training.id, turn.person.id)
    runs = may_run(turn.person, training)
    parts = [*before, what_and_when(turn.network, training)]
    if training.plan.audience is TrainingAudience.MEMBERS:
        parts.append(await state(turn, training, seat))
    elif runs:
        parts.append(text("trainings.expected", n=training.expected, most=training.plan.capacity))
    knows_where = runs or (seat is not None and seat.placed_at is not None)
    if knows_where and training.plan.place:
        parts.append(where(training))
    elif training.plan.audience is TrainingAudience.MEMBERS and training.plan.place:
        parts.append(text("trainings.where_later"))
    if training.trainer_id is not None and (runs or seat is not None):
        parts.append(await _held_by(turn, training.trainer_id))
    rows = [*await _own_choices(turn, training, seat), *(_desk_choices(turn, training) if runs else [])]
    await turn.reply(Notice(parts=tuple(parts)).with_choices(*rows))


async def state(turn: Turn, training: Training, seat: Seat | None) -> Text:
    """Return how many places are free, and whether one of them is the reader's."""
    if seat is not None and seat.attended_at is not None:
        return text("trainings.state.attended")
    if seat is not None and seat.placed_at is not None:
        return text("trainings.state.placed")
    seats = await SEATS(turn.uow).of(training.id)
    waiting = [one.person_id for one in seats if one.placed_at is None]
    if turn.person.id in waiting:
        return text("trainings.state.waiting", position=waiting.index(turn.person.id) + 1)
    free = _free_spots(training, seats)
    return text("trainings.state.free", free=free) if free > 0 else text("trainings.state.full", waiting=len(waiting))


def _free_spots(training: Training, seats: Sequence[Seat]) -> int:
    return training.plan.capacity - sum(one.placed_at is not None for one in seats)


async def _held_by(turn: Turn, trainer_id: int) -> Text:
    if trainer_id == turn.person.id:
        return text("trainings.yours")
    trainer = await turn.uow.people.get(trainer_id)
    return text("trainings.held_by", name=named(trainer) if trainer is not None else text("desk.somebody"))


async def _own_choices(turn: Turn, training: Training, seat: Seat | None) -> list[tuple[Choice, ...]]:
    if training.plan.audience is not TrainingAudience.MEMBERS or turn.now > training.starts_at + OPEN_UNTIL:
        return []
    if seat is None:
        is_free = _free_spots(training, await SEATS(turn.uow).of(training.id)) > 0
        return [(SignUp(training.id).choice(text("choice.trainings.join" if is_free else "choice.trainings.queue")),)]
    if seat.attended_at is not None:
        return []
    back = (GiveBack(training.id).choice(text("choice.trainings.give_back")),)
    if seat.placed_at is None or turn.now > training.starts_at:
        return [back]
    return [(SendCalendarFile(training.id).choice(text("choice.trainings.file")),), back]


def _desk_choices(turn: Turn, training: Training) -> list[tuple[Choice, ...]]:
    rows: list[tuple[Choice, ...]] = []
    plans, is_open = may_plan(turn.person, training), turn.now <= training.starts_at + OPEN_UNTIL
    if training.plan.audience is TrainingAudience.MEMBERS:
        rows.append((ShowAttendance(training.id).choice(text("choice.trainings.list")),))
        if is_open:
            rows.append((MakeAttendanceCode(training.id).choice(text("choice.trainings.code")),))
        if plans and is_open and training.trainer_id is None:
            rows.append((ChooseTrainer(training.id).choice(text("choice.trainings.trainer")),))
        if plans and training.trainer_id is not None:
            rows.append((DropTrainer(training.id).choice(text("choice.trainings.drop_trainer")),))
    elif plans:
        rows.append(
            tuple(
                CountExpected(training.id, more).choice(text("choice.trainings.count", more=f"{more:+}"))
                for more in MORE
            )
        )
    if plans and turn.now < training.starts_at:
        rows.append((AskToCancel(training.id).choice(text("choice.trainings.cancel")),))
    return rows
