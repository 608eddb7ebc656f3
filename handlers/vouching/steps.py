"""Steps of letting people in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from alerts.people.person import COORDINATOR
from handlers.core.step import Step

ANSWER_WITHIN = timedelta(minutes=15)
"""After so long a list is no longer what was read (our choice)."""


@dataclass(frozen=True, kw_only=True)
class ReviewingBatch(Step):
    """A coordinator was shown who would be let in at once: these and nobody else."""

    name: ClassVar = "queue.batch"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = ANSWER_WITHIN
    town: int
    people: tuple[int, ...]
