"""Who holds a training: somebody whom a coordinator names from the list, who then marks who came."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, VERIFIED, Person
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.seat import Seat
from alerts.trainings.taps import ShowTraining
from alerts.trainings.training import Training
from alerts.trainings.training_access import may_plan, training_for
from alerts.trainings.training_words import town_words, what_and_when, where
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def could_hold(uow: UnitOfWork, training: Training) -> list[tuple[Seat, Person]]:
    """Return who of those who signed up may be named: whom somebody of the town knows."""
    found = [(seat, await uow.people.get(seat.person_id)) for seat in await SEATS(uow).of(training.id)]
    return [
        (seat, person) for seat, person in found if person is not None and person.has(VERIFIED, training.plan.town_id)
    ]


async def name_trainer(uow: UnitOfWork, now: datetime, seat_id: int, by: Person) -> Text | Refused:
    """Let somebody who signed up hold it: they, and the other coordinators of the town, hear so."""
    seat = await SEATS(uow).get(seat_id)
    if seat is None:
        return Refused(text("trainings.seat_gone"))
    training = await training_for(uow, by, seat.training_id, may_plan)
    if isinstance(training, Refused):
        return training
    person = next((who for one, who in await could_hold(uow, training) if one.id == seat.id), None)
    if person is None:
        return Refused(text("trainings.cannot_hold"))
    await TRAININGS(uow).hand_to(training.id, person.id)
    town_id = training.plan.town_id
    await record(
        uow, now, Deed(action=Action.TRAINER_NAMED, by_id=by.id, whom_id=person.id, town_id=training.plan.town_id)
    )
    network = await uow.network()
    parts = (text("trainings.told.yours"), what_and_when(network, training), where(training))
    yours = Notice(parts=parts).with_choices((ShowTraining(training.id).choice(text("choice.trainings.show")),))
    if person.id != by.id:
        await uow.mail.to_person(person.id, yours, now)
    told = Notice.of(
        "trainings.told.named",
        by=named(by),
        name=named(person),
        at=training.starts_at,
        town=town_words(network, town_id),
    )
    others = [one.id for one in await uow.people.with_role(COORDINATOR, town_id) if one.id not in (by.id, person.id)]
    await uow.mail.to_persons(others, told.only(COORDINATOR, town_id), now)
    return text("toast.trainings.named", name=named(person))


async def drop_trainer(uow: UnitOfWork, now: datetime, training_id: int, by: Person) -> Text | Refused:
    """Let whoever coordinates there hold it again: who held it hears so."""
    training = await training_for(uow, by, training_id, may_plan)
    if isinstance(training, Refused):
        return training
    if training.trainer_id is None:
        return Refused(text("trainings.nobody_named"))
    await TRAININGS(uow).hand_to(training.id, None)
    deed = Deed(action=Action.TRAINER_DROPPED, by_id=by.id, whom_id=training.trainer_id, town_id=training.plan.town_id)
    await record(uow, now, deed)
    if training.trainer_id != by.id:
        town = town_words(await uow.network(), training.plan.town_id)
        not_yours = Notice.of("trainings.told.not_yours", at=training.starts_at, town=town)
        await uow.mail.to_person(training.trainer_id, not_yours, now)
    return text("toast.trainings.dropped")
