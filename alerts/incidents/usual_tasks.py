"""What an alert needs most often, by the kind of its reports."""

from collections.abc import Iterable

from alerts.incidents.alert_task import AlertTask, WantedTasks
from alerts.incidents.incident import TappedFacts
from alerts.incidents.salute import has_lost

USUAL: dict[str, WantedTasks] = {
    "see": ((AlertTask.WITNESS, 2), (AlertTask.FILM, 1), (AlertTask.WRITE, 1)),
    "came": ((AlertTask.WITNESS, 2), (AlertTask.FILM, 1), (AlertTask.FAMILIES, 1)),
    "taken": ((AlertTask.FAMILIES, 2), (AlertTask.ATTORNEY, 1), (AlertTask.DRIVER, 1), (AlertTask.CHILDCARE, 1)),
}
"""What is needed most often, by the kind of the report: one films and one writes, as pairs do (numbers: ours)."""


def usual_tasks(taps: Iterable[TappedFacts]) -> WantedTasks:
    """Return what is needed most often where people said so by taps."""
    said = list(taps)
    if any(has_lost(one.facts) for one in said):
        return USUAL["taken"]
    return USUAL["came" if any(one.facts.get("kind") == "came" for one in said) else "see"]
