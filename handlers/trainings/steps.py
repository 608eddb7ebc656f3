"""Steps of announcing a training."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from alerts.people.person import COORDINATOR
from alerts.trainings.training import TrainingAudience
from handlers.core.step import Step

ANSWER_WITHIN = timedelta(minutes=15)
"""After so long a question is no longer waited for: what somebody writes then is a report rather than a training's
place (our choice)."""


class PlanField(StrEnum):
    """What a coordinator says of a training, in the order in which it is asked. Each has a text: trainings.ask.NAME."""

    TOWN = "town"
    """In which town, where they coordinate several."""
    AUDIENCE = "audience"
    """For whom."""
    LANGUAGE = "language"
    """In which language, where the network has several."""
    DAY = "day"
    """On which day; written, at what time too."""
    TIME = "time"
    """At what time of that day."""
    PLACE = "place"
    """Where, in words."""
    CAPACITY = "capacity"
    """For how many people."""


@dataclass(frozen=True, kw_only=True)
class TrainingForm:
    """What a coordinator has said of a training so far."""

    town: int | None = None
    audience: TrainingAudience | None = None
    language: str | None = None
    day: date | None = None
    starts_at: datetime | None = None
    place: str = ""
    capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskedAboutTraining(Step):
    """A coordinator was asked something of a new training."""

    name: ClassVar = "trainings.ask"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = ANSWER_WITHIN
    takes_any_word: ClassVar = True
    takes_numbers: ClassVar = True
    field: PlanField
    form: TrainingForm


@dataclass(frozen=True, kw_only=True)
class ReviewingTraining(Step):
    """A coordinator was shown a training as it is to be announced."""

    name: ClassVar = "trainings.review"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = ANSWER_WITHIN
    form: TrainingForm
