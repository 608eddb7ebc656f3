"""What a coordinator says of a training, for tests/storage/test_privacy.py."""

from datetime import timedelta

from alerts.trainings.ports import TRAININGS
from alerts.trainings.training import TrainingAudience, TrainingPlan
from tests.conversations.phone import Phone

WORDS = frozenset({"placecanary"})


async def play(cora: Phone) -> None:
    """Announce a training."""
    async with cora.town.work.begin() as uow:
        plan = TrainingPlan(
            town_id=1,
            audience=TrainingAudience.MEMBERS,
            language="es",
            starts_at=cora.town.now + timedelta(days=30),
            place="placecanary hall",
            capacity=20,
        )
        await TRAININGS(uow).add(plan)
