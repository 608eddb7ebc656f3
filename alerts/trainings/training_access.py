"""Who may see a training, announce one, hold one."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from alerts.notices import text
from alerts.people.person import COORDINATOR, VERIFIED, Person, Role
from alerts.trainings.ports import TRAININGS
from alerts.trainings.training import Training, TrainingAudience
from alerts.trainings.training_times import OPEN_UNTIL
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

JOINED = frozenset(Role)
"""Whoever is in the network, as whatever."""

Allowed: TypeAlias = Callable[[Person, Training], bool]
"""Whether somebody may do something with a training."""


def may_see(person: Person, training: Training) -> bool:
    """Say whether they see it and may sign up: everybody of its town."""
    return person.has(JOINED, training.plan.town_id)


def may_plan(person: Person, training: Training) -> bool:
    """Say whether they may cancel it and say who holds it: who coordinates its town."""
    return person.has(COORDINATOR, training.plan.town_id)


def may_run(person: Person, training: Training) -> bool:
    """Say whether they see who signed up and mark who came: who coordinates its town, and who holds it.

    A trainer who has lost the town's trust since holds nothing any more.
    """
    holds_it = training.trainer_id == person.id and person.has(VERIFIED, training.plan.town_id)
    return holds_it or may_plan(person, training)


async def training_for(uow: UnitOfWork, person: Person, training_id: int, allowed: Allowed) -> Training | Refused:
    """Return the training to who may; others hear why not, and so does who asks for one that is off or gone."""
    training = await TRAININGS(uow).get(training_id)
    if training is None:
        return Refused(text("trainings.gone"))
    if not allowed(person, training):
        return Refused(text("refused.role"))
    return training if training.cancelled_at is None else Refused(text("trainings.off"))


async def open_training_for(
    uow: UnitOfWork, now: datetime, person: Person, training_id: int, allowed: Allowed
) -> Training | Refused:
    """Return the training to who may, while people with an account can still come; others hear why not."""
    training = await training_for(uow, person, training_id, allowed)
    if isinstance(training, Refused):
        return training
    if training.plan.audience is not TrainingAudience.MEMBERS:
        return Refused(text("trainings.not_for_us"))
    return training if now <= training.starts_at + OPEN_UNTIL else Refused(text("trainings.past"))
