"""What can be tapped about trainings."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap
from alerts.trainings.training import TrainingAudience


@dataclass(frozen=True)
class ShowTrainings(Tap):
    """The tap that lists what comes next. `start`: how many were shown before."""

    verb: ClassVar = "trainings.all"
    start: int = 0


@dataclass(frozen=True)
class ShowTraining(Tap):
    """The tap that shows one training."""

    verb: ClassVar = "trainings.show"
    training: int


@dataclass(frozen=True)
class SignUp(Tap):
    """The tap that signs up for a training."""

    verb: ClassVar = "trainings.join"
    training: int


@dataclass(frozen=True)
class GiveBack(Tap):
    """The tap that gives the place back."""

    verb: ClassVar = "trainings.back"
    training: int


@dataclass(frozen=True)
class SendCalendarFile(Tap):
    """The tap that sends the training as a calendar file."""

    verb: ClassVar = "trainings.file"
    training: int


@dataclass(frozen=True)
class PlanTraining(Tap):
    """The tap that begins to announce a training."""

    verb: ClassVar = "trainings.new"


@dataclass(frozen=True)
class ChooseTrainingTown(Tap):
    """The tap that says in which town it is."""

    verb: ClassVar = "trainings.town"
    town: int


@dataclass(frozen=True)
class ChooseAudience(Tap):
    """The tap that says whom it is for."""

    verb: ClassVar = "trainings.for"
    audience: TrainingAudience


@dataclass(frozen=True)
class ChooseTrainingLanguage(Tap):
    """The tap that says in which language it is held."""

    verb: ClassVar = "trainings.in"
    language: str


@dataclass(frozen=True)
class ChooseDay(Tap):
    """The tap that says on which day, counted from the first of January of the year 1."""

    verb: ClassVar = "trainings.day"
    day: int


@dataclass(frozen=True)
class ShowMoreDays(Tap):
    """The tap that offers later days. `start`: how many days from today."""

    verb: ClassVar = "trainings.days"
    start: int


@dataclass(frozen=True)
class ChooseTime(Tap):
    """The tap that says at which minute of that day."""

    verb: ClassVar = "trainings.time"
    minute: int


@dataclass(frozen=True)
class ChooseCapacity(Tap):
    """The tap that says for how many people."""

    verb: ClassVar = "trainings.most"
    people: int


@dataclass(frozen=True)
class AnnounceTraining(Tap):
    """The tap that announces the training that was shown."""

    verb: ClassVar = "trainings.yes"


@dataclass(frozen=True)
class DropPlan(Tap):
    """The tap that announces nothing."""

    verb: ClassVar = "trainings.no"


@dataclass(frozen=True)
class AskToCancel(Tap):
    """The tap that asks whether a training shall be called off."""

    verb: ClassVar = "trainings.off"
    training: int


@dataclass(frozen=True)
class CancelTraining(Tap):
    """The tap that calls it off."""

    verb: ClassVar = "trainings.ended"
    training: int


@dataclass(frozen=True)
class CountExpected(Tap):
    """The tap that counts people without an account who are expected: so many more, or fewer."""

    verb: ClassVar = "trainings.count"
    training: int
    more: int


@dataclass(frozen=True)
class ShowAttendance(Tap):
    """The tap that lists who signed up. `start`: how many were shown before."""

    verb: ClassVar = "trainings.list"
    training: int
    start: int = 0


@dataclass(frozen=True)
class MarkPresent(Tap):
    """The tap that says that somebody is there."""

    verb: ClassVar = "trainings.here"
    seat: int


@dataclass(frozen=True)
class MarkAbsent(Tap):
    """The tap that takes that back."""

    verb: ClassVar = "trainings.away"
    seat: int


@dataclass(frozen=True)
class MakeAttendanceCode(Tap):
    """The tap that makes a new code to say on the spot."""

    verb: ClassVar = "trainings.code"
    training: int


@dataclass(frozen=True)
class ChooseTrainer(Tap):
    """The tap that lists who can hold it. `start`: how many were shown before."""

    verb: ClassVar = "trainings.whose"
    training: int
    start: int = 0


@dataclass(frozen=True)
class NameTrainer(Tap):
    """The tap that lets somebody who signed up hold it."""

    verb: ClassVar = "trainings.hand"
    seat: int


@dataclass(frozen=True)
class DropTrainer(Tap):
    """The tap by which whoever coordinates there holds it again."""

    verb: ClassVar = "trainings.ours"
    training: int
