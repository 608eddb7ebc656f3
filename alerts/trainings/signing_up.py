"""Signing up for a training, and giving the place back to whoever waits for one."""

from datetime import datetime

from alerts.notices import Notice, Text, text
from alerts.people.person import Person
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.seat import Seat
from alerts.trainings.taps import GiveBack, ShowTraining
from alerts.trainings.training import Training
from alerts.trainings.training_access import may_see, open_training_for, training_for
from alerts.trainings.training_words import what_and_when, where
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def sign_up(uow: UnitOfWork, now: datetime, training_id: int, person: Person) -> tuple[Training, Seat] | Refused:
    """Give them a place, or put them at the end of those who wait for one; signing up again changes nothing."""
    training = await open_training_for(uow, now, person, training_id, may_see)
    if isinstance(training, Refused):
        return training
    taken = await SEATS(uow).take(training.id, person.id, now)
    await fill(uow, now, training, but=person.id)
    return training, await SEATS(uow).get(taken.id) or taken


async def give_back(uow: UnitOfWork, now: datetime, training_id: int, person: Person) -> Text | Refused:
    """Take them off the list: who waits longest gets the place, and hears so."""
    seat = await SEATS(uow).one(training_id, person.id)
    # Who has moved away since can give it back too.
    training = await training_for(uow, person, training_id, lambda who, what: seat is not None or may_see(who, what))
    if isinstance(training, Refused):
        return training
    if seat is None:
        return Refused(text("trainings.not_signed_up"))
    if not await SEATS(uow).give_back(training.id, person.id):
        return Refused(text("trainings.attended"))
    await fill(uow, now, training)
    return text("toast.trainings.given_back")


async def fill(uow: UnitOfWork, now: datetime, training: Training, but: int | None = None) -> None:
    """Give every free place to who waits longest, and tell them; once it has begun only who stands at the door.

    `but`: the person who signs up just now: they are answered anyway. Whoever was erased or suspended holds no place,
    so this is also done before each reminder.
    """
    seats = await SEATS(uow).of(training.id)
    free = training.plan.capacity - sum(seat.placed_at is not None for seat in seats)
    has_begun = training.starts_at <= now
    waiting = [seat for seat in seats if seat.placed_at is None and (not has_begun or seat.person_id == but)]
    for seat in waiting[: max(0, free)]:
        await SEATS(uow).place(seat.id, now)
        if seat.person_id != but:
            await uow.mail.to_person(seat.person_id, await _place_free(uow, training), now)


async def fill_after_linking(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Give away what is free since two apps that both had a place are one person."""
    for seat in await SEATS(uow).taken_by(person_id):
        training = await TRAININGS(uow).get(seat.training_id)
        if training is not None and training.cancelled_at is None and training.starts_at > now:
            await fill(uow, now, training)


async def _place_free(uow: UnitOfWork, training: Training) -> Notice:
    parts = (text("trainings.told.place_free"), what_and_when(await uow.network(), training), where(training))
    return Notice(parts=parts, expires_at=training.starts_at).with_choices(
        (GiveBack(training.id).choice(text("choice.trainings.give_back")),),
        (ShowTraining(training.id).choice(text("choice.trainings.show")),),
    )
