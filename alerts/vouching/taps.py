"""What can be tapped about vouches, and about who waits to be let in."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap
from alerts.vouching.outside_training import OutsideTraining
from alerts.vouching.waiting_queue import QueueView


@dataclass(frozen=True)
class AskVouchRule(Tap):
    """A coordinator's tap that asks how many vouches shall make a member."""

    verb: ClassVar = "vouching.ask"


@dataclass(frozen=True)
class SetVouchRule(Tap):
    """A coordinator's tap that says how many; 0: a coordinator alone."""

    verb: ClassVar = "vouching.set"
    needed: int


@dataclass(frozen=True)
class ApproveVouchRule(Tap):
    """The tap of a second coordinator that lets fewer vouches be enough."""

    verb: ClassVar = "vouching.yes"
    rule: int


@dataclass(frozen=True)
class RefuseVouchRule(Tap):
    """The tap of a second coordinator that leaves it as it is."""

    verb: ClassVar = "vouching.no"
    rule: int


@dataclass(frozen=True)
class ShowOwnCode(Tap):
    """The tap by which a newcomer gets a code for this town."""

    verb: ClassVar = "vouching.code"
    town: int


@dataclass(frozen=True)
class GiveVouch(Tap):
    """The tap by which a member says that they know the person whose code this is."""

    verb: ClassVar = "vouch.yes"
    code: int


@dataclass(frozen=True)
class KeepVouch(Tap):
    """The tap by which they do not."""

    verb: ClassVar = "vouch.no"


@dataclass(frozen=True)
class VouchAsCoordinator(Tap):
    """A coordinator's tap that vouches for this person, who is a member then or nearer to it."""

    verb: ClassVar = "vouch.member"
    joining: int
    town: int


@dataclass(frozen=True)
class ShowQueues(Tap):
    """A coordinator's tap that shows how many wait, by town. `start`: how many towns were shown before."""

    verb: ClassVar = "queue.all"
    start: int = 0


@dataclass(frozen=True)
class ShowQueue(Tap):
    """A coordinator's tap that shows who waits in this town. `start`: how many of them were shown before."""

    verb: ClassVar = "queue.in"
    town: int
    view: QueueView = QueueView.OPEN
    start: int = 0


@dataclass(frozen=True)
class ShowVouchers(Tap):
    """A coordinator's tap that shows who vouched for people there who are no members yet."""

    verb: ClassVar = "queue.who"
    town: int
    start: int = 0


@dataclass(frozen=True)
class ShowQueueOf(Tap):
    """A coordinator's tap that shows for whom of those this person vouched."""

    verb: ClassVar = "queue.of"
    town: int
    voucher: int
    start: int = 0


@dataclass(frozen=True)
class ShowNewcomer(Tap):
    """A coordinator's tap that shows one who waits, and what can be done."""

    verb: ClassVar = "queue.is"
    joining: int
    town: int


@dataclass(frozen=True)
class ReviewBatch(Tap):
    """A coordinator's tap that lists many who wait, to let them in at once. `voucher`: only whom they vouched for."""

    verb: ClassVar = "queue.many"
    town: int
    start: int = 0
    voucher: int | None = None


@dataclass(frozen=True)
class ConfirmBatch(Tap):
    """A coordinator's tap that asks back before those who were listed are let in."""

    verb: ClassVar = "queue.sure"


@dataclass(frozen=True)
class LetBatchIn(Tap):
    """A coordinator's tap that lets those who were listed receive alerts."""

    verb: ClassVar = "queue.yes"


@dataclass(frozen=True)
class KeepBatch(Tap):
    """A coordinator's tap that lets nobody in."""

    verb: ClassVar = "queue.no"


@dataclass(frozen=True)
class UndoLettingIn(Tap):
    """A coordinator's tap that takes back, within the hour, that people were let in."""

    verb: ClassVar = "queue.undo"
    batch: int


@dataclass(frozen=True)
class MakeResponder(Tap):
    """A coordinator's tap that makes a trained member a responder."""

    verb: ClassVar = "witness.yes"
    person: int
    town: int


@dataclass(frozen=True)
class AskTrainedElsewhere(Tap):
    """A coordinator's tap that asks where somebody was trained, if not by us."""

    verb: ClassVar = "witness.ask"
    person: int


@dataclass(frozen=True)
class NoteTrainedElsewhere(Tap):
    """A coordinator's tap that says where."""

    verb: ClassVar = "witness.where"
    person: int
    where: OutsideTraining
