"""What people can do about an alert, and how many are needed for each: pure."""

from collections.abc import Mapping
from enum import StrEnum


class AlertTask(StrEnum):
    """One thing that people can do about an alert. The names lie in running databases: none is ever changed."""

    WITNESS = "witness"
    FILM = "film"
    WRITE = "write"
    FAMILIES = "families"
    """Talks with the families there, and stands by them."""
    CLERGY = "clergy"
    MEDIA = "media"
    ATTORNEY = "attorney"
    DRIVER = "driver"
    CHILDCARE = "childcare"
    SPANISH = "interpreter_es"
    """This and those below interpret, each by their language."""
    PORTUGUESE = "interpreter_pt"
    HAITIAN = "interpreter_ht"
    MAM = "interpreter_mam"
    KICHE = "interpreter_quc"
    QEQCHI = "interpreter_kek"
    MIXTEC = "interpreter_mix"


INTERPRETERS = tuple(task for task in AlertTask if task.value.startswith("interpreter_"))
"""The languages that workers in such towns speak most besides English (our choice)."""
ELSEWHERE = frozenset({AlertTask.ATTORNEY, AlertTask.DRIVER, AlertTask.CHILDCARE})
"""What is not done at the scene: whoever takes it takes no place there."""
COUNTS = (1, 2, 3, 4, 6, 0)
"""How many can be chosen for a task; 0 takes it off (our choice)."""

WantedTasks = tuple[tuple[AlertTask, int], ...]
"""How many are needed for each task, in the order of AlertTask."""


def with_count(wanted: WantedTasks, task: AlertTask, count: int) -> WantedTasks:
    """Return what is needed, with this many for this task; without those for which nobody is."""
    counts = {**dict(wanted), task: count}
    return tuple((one, counts[one]) for one in AlertTask if counts.get(one))


def still_needed(wanted: WantedTasks, taken: Mapping[int, AlertTask]) -> dict[AlertTask, int]:
    """Return how many are missing for each task that is short. `taken`: by the id of who has it."""
    held = list(taken.values())
    missing = {task: count - held.count(task) for task, count in wanted}
    return {task: count for task, count in missing.items() if count > 0}
