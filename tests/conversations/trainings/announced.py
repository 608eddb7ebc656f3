"""A training as a coordinator announces it, for tests that go on from there."""

from datetime import datetime, timedelta

from alerts.trainings import planning
from alerts.trainings.ports import TRAININGS
from alerts.trainings.training import Training, TrainingAudience, TrainingPlan
from alerts.work.refused import Refused
from tests.conversations.phone import Phone
from tests.conversations.town import Town

PLACE = "Parish hall, back door"


async def announced(town: Town, coordinator: Phone, **changes: object) -> Training:
    """A week from now, in Spanish, for twelve; `changes`: of the plan."""
    given: dict[str, object] = {
        "town_id": town.network.towns[0].id,
        "audience": TrainingAudience.MEMBERS,
        "language": "es",
        "starts_at": town.now + timedelta(days=7),
        "place": PLACE,
        "capacity": 12,
    }
    async with town.work.begin() as uow:
        by = await uow.people.get(coordinator.person_id)
        assert by is not None
        made = await planning.announce(uow, town.now, TrainingPlan(**(given | changes)), by)  # type: ignore[arg-type]
        assert not isinstance(made, Refused)
    return made


async def is_now(town: Town, training: Training, **before: float) -> None:
    """Move the clock to so long before it begins."""
    at: datetime = training.starts_at - timedelta(**before)
    await town.forward(seconds=(at - town.now).total_seconds())


async def kept(town: Town, training: Training) -> Training | None:
    async with town.work.look() as uow:
        return await TRAININGS(uow).get(training.id)


def code_on(phone: Phone) -> str:
    """The code that stands in the newest message."""
    parts = phone.screen.lines[-1].spoken.notice.parts
    return str(next(part.values["code"] for part in parts if "code" in part.values))
