"""A coordinator announces a training, or calls it off."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Text, text
from alerts.people.person import COORDINATOR, Person
from alerts.trainings import deadlines
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.training import Training, TrainingPlan
from alerts.trainings.training_access import may_plan, training_for
from alerts.trainings.training_times import DAY_BEFORE, OPEN_UNTIL, PLACE_KEPT, PLANNED_WITHIN, SOON_BEFORE
from alerts.trainings.training_words import town_words
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


def wrong_start(starts_at: datetime, now: datetime) -> Text | None:
    """Return why no training is announced for that moment; None: one can be."""
    if starts_at <= now:
        return text("trainings.in_the_past", at=starts_at)
    return text("trainings.too_far", at=starts_at) if starts_at > now + PLANNED_WITHIN else None


async def announce(uow: UnitOfWork, now: datetime, plan: TrainingPlan, by: Person) -> Training | Refused:
    """Announce a training in a town that they coordinate: whoever is in it can sign up from now on."""
    if (await uow.network()).town(plan.town_id) is None:
        return Refused(text("towns.gone"))
    if not by.has(COORDINATOR, plan.town_id):
        return Refused(text("refused.role"))
    wrong = wrong_start(plan.starts_at, now)
    if wrong is not None:
        return Refused(wrong)
    training = await TRAININGS(uow).add(plan)
    moments = {
        deadlines.REMIND_DAY: plan.starts_at - DAY_BEFORE,
        deadlines.REMIND_SOON: plan.starts_at - SOON_BEFORE,
        deadlines.OVER: plan.starts_at + OPEN_UNTIL,
        deadlines.FORGET: plan.starts_at + PLACE_KEPT,
    }
    for deadline, due_at in moments.items():
        if due_at > now:
            await uow.deadlines.set(deadline, training.id, due_at)
    await record(uow, now, Deed(action=Action.TRAINING_ANNOUNCED, by_id=by.id, town_id=plan.town_id))
    return training


async def cancel(uow: UnitOfWork, now: datetime, training_id: int, by: Person) -> Text | Refused:
    """Call it off: everybody who signed up hears so, and who holds it."""
    training = await training_for(uow, by, training_id, may_plan)
    if isinstance(training, Refused):
        return training
    if training.starts_at <= now:
        return Refused(text("trainings.begun"))
    told = await _call_off(uow, now, training, by)
    if told is None:
        # Another coordinator was faster.
        return Refused(text("trainings.off"))
    return text("toast.trainings.off", n=told)


async def call_off_in(uow: UnitOfWork, now: datetime, town_id: int, by: Person | None) -> None:
    """Call off what is to come in a town that the network leaves. `by`: None for an operator."""
    for training in await TRAININGS(uow).since(now, [town_id]):
        if training.plan.town_id == town_id:
            await _call_off(uow, now, training, by)


async def _call_off(uow: UnitOfWork, now: datetime, training: Training, by: Person | None) -> int | None:
    """Tell who signed up, and who holds it; return how many signed up. None: it was called off already."""
    if not await TRAININGS(uow).cancel(training.id, now):
        return None
    await uow.deadlines.call_off(training.id, deadlines.REMIND_DAY, deadlines.REMIND_SOON, deadlines.OVER)
    town = town_words(await uow.network(), training.plan.town_id)
    people = {seat.person_id for seat in await SEATS(uow).of(training.id)}
    told = people | ({training.trainer_id} if training.trainer_id is not None else set())
    called_off = Notice.of("trainings.told.off", at=training.starts_at, town=town)
    by_id = by.id if by is not None else None
    await uow.mail.to_persons(sorted(told - {by_id}), called_off, now)
    await record(uow, now, Deed(action=Action.TRAINING_CANCELLED, by_id=by_id, town_id=training.plan.town_id))
    return len(people)


async def expect(uow: UnitOfWork, training_id: int, more: int, by: Person) -> Training | Refused:
    """Count so many more people without an account who are expected, or fewer where it is negative."""
    training = await training_for(uow, by, training_id, may_plan)
    if isinstance(training, Refused):
        return training
    await TRAININGS(uow).expect(training.id, max(0, training.expected + more))
    return await TRAININGS(uow).get(training.id) or training
