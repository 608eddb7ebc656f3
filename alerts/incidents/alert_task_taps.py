"""What can be tapped about the tasks of an alert, by the desk and by who was told."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.incidents.alert_task import AlertTask
from alerts.tap import Tap


@dataclass(frozen=True)
class ChooseTasks(Tap):
    """The preview's and the card's tap that lists what can be asked for."""

    verb: ClassVar = "tasks.choose"


@dataclass(frozen=True)
class ChooseInterpreter(Tap):
    """The list's tap that asks for which language."""

    verb: ClassVar = "tasks.interpreter"


@dataclass(frozen=True)
class ChooseUsualTasks(Tap):
    """The list's tap that asks for what is needed most often."""

    verb: ClassVar = "tasks.usual"


@dataclass(frozen=True)
class ChooseTask(Tap):
    """The list's tap that asks how many for this task."""

    verb: ClassVar = "tasks.one"
    task: AlertTask


@dataclass(frozen=True)
class SetTaskCount(Tap):
    """So many for this task; 0 for none."""

    verb: ClassVar = "tasks.count"
    task: AlertTask
    count: int


@dataclass(frozen=True)
class DoneChoosingTasks(Tap):
    """The list's tap that goes back to the preview."""

    verb: ClassVar = "tasks.done"


@dataclass(frozen=True)
class ShowNeededTasks(Tap):
    """The alert's tap that lists what is still needed."""

    verb: ClassVar = "task.needed"


@dataclass(frozen=True)
class TakeTask(Tap):
    """A responder's tap that takes a task."""

    verb: ClassVar = "task.take"
    task: AlertTask


@dataclass(frozen=True)
class HandTaskBack(Tap):
    """A responder's tap that hands their task back."""

    verb: ClassVar = "task.back"
