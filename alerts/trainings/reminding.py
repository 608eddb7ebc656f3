"""What a training's deadlines set off: reminders, a word on how many came, and forgetting."""

from collections.abc import Sequence
from datetime import datetime

from alerts.notices import Kind, Lane, Notice, text
from alerts.people.person import COORDINATOR
from alerts.trainings import deadlines
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.seat import Seat
from alerts.trainings.signing_up import fill
from alerts.trainings.taps import GiveBack, SendCalendarFile, ShowAttendance
from alerts.trainings.training import Training, TrainingAudience
from alerts.trainings.training_times import SOON_BEFORE, TRAINING_KEPT
from alerts.trainings.training_words import what_and_when, where
from alerts.work.unit_of_work import UnitOfWork


async def remind_day(uow: UnitOfWork, now: datetime, training_id: int) -> None:
    """Remind everybody with a place the day before; nobody where that comes so late that the next reminder is due."""
    training = await _standing(uow, training_id)
    if training is not None and now < training.starts_at - SOON_BEFORE:
        await _remind(uow, now, training)


async def remind_soon(uow: UnitOfWork, now: datetime, training_id: int) -> None:
    """Remind everybody with a place shortly before."""
    training = await _standing(uow, training_id)
    if training is not None and now < training.starts_at:
        await _remind(uow, now, training)


async def tell_who_came(uow: UnitOfWork, now: datetime, training_id: int) -> None:
    """Tell who coordinates the town, and who holds it, how many came, and who is to be marked yet."""
    training = await _standing(uow, training_id)
    if training is None or training.plan.audience is not TrainingAudience.MEMBERS:
        return
    seats = await SEATS(uow).of(training.id)
    if not seats:
        return
    came = [seat for seat in seats if seat.attended_at is not None]
    counts = text(
        "trainings.told.came", signed_up=len(seats), came=len(came), by_code=sum(seat.by_code for seat in came)
    )
    whom = {one.id for one in await uow.people.with_role(COORDINATOR, training.plan.town_id)}
    whom |= {training.trainer_id} if training.trainer_id is not None else set()
    parts = (counts, what_and_when(await uow.network(), training), text("trainings.told.put_right"))
    shown = ShowAttendance(training.id).choice(text("choice.trainings.list"))
    await uow.mail.to_persons(sorted(whom), Notice(parts=parts, lane=Lane.REST).with_choices((shown,)), now)


async def forget_training(uow: UnitOfWork, now: datetime, training_id: int) -> None:
    """Forget where it was and who did not come; long after, that it was."""
    training = await TRAININGS(uow).get(training_id)
    if training is None:
        return
    ends_at = training.starts_at + (await uow.retention()).of(TRAINING_KEPT)
    if now >= ends_at or training.cancelled_at is not None:
        await TRAININGS(uow).remove(training_id)
        return
    await TRAININGS(uow).forget_place(training_id)
    await uow.deadlines.set(deadlines.FORGET, training_id, ends_at)


async def _standing(uow: UnitOfWork, training_id: int) -> Training | None:
    training = await TRAININGS(uow).get(training_id)
    return training if training is not None and training.cancelled_at is None else None


async def _remind(uow: UnitOfWork, now: datetime, training: Training) -> None:
    await fill(uow, now, training)
    # Who gets a place just now has heard all of it.
    people = [seat.person_id for seat in await _placed(uow, training) if seat.placed_at != now]
    reminder = Notice(
        parts=(text("trainings.told.reminder"), what_and_when(await uow.network(), training), where(training)),
        kind=Kind.REMINDER,
        lane=Lane.REST,
        expires_at=training.starts_at,
    ).with_choices(
        (GiveBack(training.id).choice(text("choice.trainings.give_back")),),
        (SendCalendarFile(training.id).choice(text("choice.trainings.file")),),
    )
    await uow.mail.to_persons(people, reminder, now)


async def _placed(uow: UnitOfWork, training: Training) -> Sequence[Seat]:
    return [seat for seat in await SEATS(uow).of(training.id) if seat.placed_at is not None]
