"""The tasks of an alert, in words and as choices."""

from collections.abc import Iterable, Mapping

from alerts.incidents.alert_task import AlertTask, WantedTasks, still_needed
from alerts.incidents.alert_task_taps import HandTaskBack, ShowNeededTasks, TakeTask
from alerts.incidents.incident import Incident
from alerts.notices import Choice, Notice, Text, text


def task_name(task: AlertTask) -> Text:
    """Return what people call it."""
    return text(f"task.{task}")


def wanted_lines(wanted: WantedTasks) -> tuple[Text, ...]:
    """Return the line of an alert that says what is needed; empty where nobody chose."""
    asked = tuple(text("task.times", n=count, task=task_name(task)) for task, count in wanted)
    return (text("alert.tasks", tasks=asked),) if asked else ()


def needed_row(wanted: WantedTasks) -> tuple[tuple[Choice, ...], ...]:
    """Return the alert's row that lists what is still needed; empty where nobody chose."""
    return ((ShowNeededTasks().choice(text("choice.tasks.needed")),),) if wanted else ()


def card_task_lines(incident: Incident, taken: Mapping[int, AlertTask]) -> list[Text]:
    """Say on the card how many have each task."""
    held = list(taken.values())
    counts = tuple(
        text("card.task", task=task_name(task), n=held.count(task), wanted=count) for task, count in incident.tasks
    )
    return [text("card.tasks", tasks=counts)] if counts else []


def offer_needed(
    incident: Incident, taken: Mapping[int, AlertTask], key: str = "task.offer", *, but: Iterable[AlertTask] = ()
) -> Notice | None:
    """Offer what is still needed, each by a tap; None where nothing is. `but`: what is not offered."""
    needed = {task: n for task, n in still_needed(incident.tasks, taken).items() if task not in {*but}}
    if not needed:
        return None
    rows = tuple(
        (TakeTask(task).choice(text("choice.task", n=missing, task=task_name(task))),)
        for task, missing in needed.items()
    )
    return Notice(parts=(text(key, number=incident.number),), choices=rows, subject_id=incident.id, internal=True)


def yours(incident: Incident, task: AlertTask) -> Notice:
    """Say that the task is theirs, with the tap that hands it back."""
    said = text("task.yours", number=incident.number, task=task_name(task))
    back = HandTaskBack().choice(text("choice.task.back"))
    return Notice(
        parts=(said, text(f"task.how.{how_of(task)}")), choices=((back,),), subject_id=incident.id, internal=True
    )


def how_of(task: AlertTask) -> str:
    """Return the name of the line that says how it is done: interpreters share one."""
    return "interpreter" if task.value.startswith("interpreter_") else task.value
