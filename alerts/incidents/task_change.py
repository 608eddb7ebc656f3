"""Who took a task of an alert, handed it back or was given it: every change, with who, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from alerts.incidents.alert_task import AlertTask
from alerts.work.port import Port


class TaskReason(StrEnum):
    """Why somebody has another task than before, or none. The names lie in running databases."""

    TAKEN = "taken"
    """They took it."""
    HANDED_BACK = "handed_back"
    CANNOT = "cannot"
    """They can't come, or may not any more."""


@dataclass(frozen=True, kw_only=True)
class TaskChange:
    """Somebody has another task of an alert than before."""

    incident_id: int
    person_id: int
    task: AlertTask | None
    """None: none any more."""
    reason: TaskReason
    by_id: int
    """Who said so: they themselves, or somebody at the desk."""
    at: datetime
    """Aware UTC."""


class TaskChanges(Protocol):
    """Who took which task of an alert."""

    async def add(self, change: TaskChange) -> None:
        """Keep one more."""
        ...

    async def of(self, incident_id: int) -> list[TaskChange]:
        """Return an incident's, the earliest first."""
        ...

    async def open_of(self, person_id: int) -> list[int]:
        """Return the ids of the open incidents of which this person ever took a task."""
        ...

    async def forget(self, incident_id: int) -> None:
        """Remove an incident's: its alert is over."""
        ...


TASK_CHANGES = Port[TaskChanges]("task changes")


def holders(changes: Iterable[TaskChange]) -> dict[int, AlertTask]:
    """Return who has which task by now (ids of persons), in the order in which they took them."""
    held: dict[int, AlertTask] = {}
    for change in changes:
        held.pop(change.person_id, None)
        if change.task is not None:
            held[change.person_id] = change.task
    return held
