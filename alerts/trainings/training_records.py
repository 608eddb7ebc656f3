"""What other areas ask of trainings: who attended one when, and which comes next. Times are aware UTC."""

from collections.abc import Collection, Mapping
from datetime import datetime

from alerts.people.person import Person
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.training import Training, TrainingAudience
from alerts.trainings.training_access import JOINED
from alerts.work.unit_of_work import UnitOfWork


async def trained_at(uow: UnitOfWork, person_id: int) -> datetime | None:
    """Return when this person last attended a training for members; None where they never did, or too long ago."""
    return (await trained_among(uow, [person_id])).get(person_id)


async def trained_among(uow: UnitOfWork, person_ids: Collection[int]) -> Mapping[int, datetime]:
    """Return the same of many persons in one question; who never was is left out."""
    return await SEATS(uow).last_attended(person_ids)


async def next_training(uow: UnitOfWork, now: datetime, town_id: int, language: str | None) -> Training | None:
    """Return the next training for members in this town, in that language if there is one; None: nothing is announced.

    `language`: the code of what they speak; None: not known. What is held in another is better than nothing.
    """
    coming = [
        one
        for one in await TRAININGS(uow).since(now, [town_id])
        if one.plan.audience is TrainingAudience.MEMBERS and one.plan.town_id == town_id
    ]
    theirs = (one for one in coming if one.plan.language == language)
    return next(theirs, next(iter(coming), None))


async def next_training_for(uow: UnitOfWork, now: datetime, person: Person) -> Training | None:
    """Return the next training for members in any town of theirs, chosen in each as next_training does."""
    towns = [town.id for town in (await uow.network()).towns if person.has(JOINED, town.id)]
    found = [await next_training(uow, now, town_id, person.language) for town_id in towns]
    return min((one for one in found if one is not None), key=lambda one: one.starts_at, default=None)
