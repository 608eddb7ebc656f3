"""A year after a training: whoever was there is asked, once, to come to another."""

from datetime import datetime

from alerts.notices import Lane, Notice, Text, text
from alerts.people.person import Person
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.taps import SignUp
from alerts.trainings.training_records import next_training_for, trained_at
from alerts.trainings.training_words import what_and_when
from alerts.work.unit_of_work import UnitOfWork


async def ask_to_refresh(uow: UnitOfWork, now: datetime, seat_id: int) -> None:
    """Ask who attended, unless they came to another one since, signed up for one, or are not with us any more."""
    seat = await SEATS(uow).get(seat_id)
    if seat is None or seat.attended_at is None:
        return
    person = await uow.people.get(seat.person_id)
    if person is None or not person.grants or await trained_at(uow, person.id) != seat.attended_at:
        return
    if await _is_coming(uow, now, person):
        return
    following = await next_training_for(uow, now, person)
    parts: tuple[Text, ...] = (text("trainings.told.refresher", at=seat.attended_at),)
    notice = Notice(parts=(*parts, text("trainings.none_yet")), lane=Lane.REST)
    if following is not None:
        line = what_and_when(await uow.network(), following)
        join = SignUp(following.id).choice(text("choice.trainings.join"))
        notice = Notice(parts=(*parts, line), lane=Lane.REST).with_choices((join,))
    await uow.mail.to_person(person.id, notice, now)


async def _is_coming(uow: UnitOfWork, now: datetime, person: Person) -> bool:
    coming = {training.id for training in await TRAININGS(uow).since(now)}
    return any(seat.training_id in coming for seat in await SEATS(uow).taken_by(person.id))
