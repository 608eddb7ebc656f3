"""A training, as a coordinator announced it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TrainingAudience(StrEnum):
    """Whom a training is for. The names lie in running databases: none is ever changed."""

    MEMBERS = "members"
    """People of the network, who sign up in the chat."""
    EMPLOYERS = "employers"
    """People who have no account with us: only how many are expected is counted."""


@dataclass(frozen=True, kw_only=True)
class TrainingPlan:
    """What a coordinator says of a training. `starts_at` is aware UTC."""

    town_id: int | None
    """None: the town is none of the network's any more."""
    audience: TrainingAudience
    language: str
    """The code of the language in which it is held."""
    starts_at: datetime
    place: str
    """In words, for who signed up only; empty: purged."""
    capacity: int


@dataclass(frozen=True, kw_only=True)
class Training:
    """A training as it is kept."""

    id: int
    plan: TrainingPlan
    trainer_id: int | None = None
    """The person who holds it; None: whoever coordinates there."""
    cancelled_at: datetime | None = None
    """None: it takes place."""
    expected: int = 0
    """People without an account who are expected, as coordinators counted them."""

    @property
    def starts_at(self) -> datetime:
        """When it begins, aware UTC."""
        return self.plan.starts_at
