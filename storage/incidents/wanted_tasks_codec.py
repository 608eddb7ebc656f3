"""What an alert needs, as it is kept: "film:1 witness:2"."""

from alerts.incidents.alert_task import AlertTask, WantedTasks


def tasks_as_words(tasks: WantedTasks) -> str | None:
    """Return it in words; None for nothing."""
    return " ".join(f"{task.value}:{count}" for task, count in tasks) or None


def tasks_from_words(kept: str | None) -> WantedTasks:
    """Return what was kept."""
    pairs = (pair.split(":") for pair in (kept or "").split())
    return tuple((AlertTask(task), int(count)) for task, count in pairs)
