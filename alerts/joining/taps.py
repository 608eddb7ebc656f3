"""What can be tapped while somebody joins."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.people.person import Role
from alerts.tap import Tap


@dataclass(frozen=True)
class Consent(Tap):
    """The tap that says yes to what is kept, in the language they chose with it."""

    verb: ClassVar = "join.yes"
    language: str


@dataclass(frozen=True)
class DontJoin(Tap):
    """The tap that says no: nothing is kept."""

    verb: ClassVar = "join.no"


@dataclass(frozen=True)
class AskToJoin(Tap):
    """The tap by which somebody without an invitation asks the coordinators of this town."""

    verb: ClassVar = "join.town"
    town: int


@dataclass(frozen=True)
class ConfirmLink(Tap):
    """The tap by which whoever wrote this code says that both apps are theirs."""

    verb: ClassVar = "link.mine"
    code: int


@dataclass(frozen=True)
class AllowLink(Tap):
    """The tap by which the owner of this code says that they are who wrote it on another app."""

    verb: ClassVar = "link.yes"
    code: int


@dataclass(frozen=True)
class RefuseLink(Tap):
    """The tap by which the owner of this code says that it was somebody else."""

    verb: ClassVar = "link.no"
    code: int


@dataclass(frozen=True)
class UndoLink(Tap):
    """The tap that lets both be as before the link by which this contact came."""

    verb: ClassVar = "link.undo"
    contact: int


@dataclass(frozen=True)
class PartApp(Tap):
    """The tap by which somebody parts this account of theirs from the others."""

    verb: ClassVar = "link.part"
    contact: int


@dataclass(frozen=True)
class KeepApps(Tap):
    """The tap that leaves their apps linked."""

    verb: ClassVar = "link.keep"


@dataclass(frozen=True)
class PartAppOf(Tap):
    """A coordinator's tap that parts this account of that person from the others."""

    verb: ClassVar = "lock.part"
    person: int
    contact: int


@dataclass(frozen=True)
class LetIn(Tap):
    """A coordinator's tap that lets this person in, in this role."""

    verb: ClassVar = "join.accept"
    person: int
    town: int
    role: Role


@dataclass(frozen=True)
class TurnAway(Tap):
    """A coordinator's tap that does not let this person in."""

    verb: ClassVar = "join.decline"
    person: int
    town: int


@dataclass(frozen=True)
class ShowInvitations(Tap):
    """A coordinator's tap that lists the invitations that are open. `start`: how many were shown before."""

    verb: ClassVar = "invites.all"
    start: int = 0


@dataclass(frozen=True)
class EndInvitation(Tap):
    """A coordinator's tap that lets nobody use this invitation any more."""

    verb: ClassVar = "invites.end"
    code: int


@dataclass(frozen=True)
class NewInvitation(Tap):
    """A coordinator's tap that begins a new invitation."""

    verb: ClassVar = "invites.new"


@dataclass(frozen=True)
class ChooseInvitationTown(Tap):
    """The tap that says as what people join by the new invitation, after which the town is asked."""

    verb: ClassVar = "invites.as"
    role: Role


@dataclass(frozen=True)
class ChooseInvitationUses(Tap):
    """The tap that says in which town, after which it is asked for how many people it is."""

    verb: ClassVar = "invites.in"
    town: int
    role: Role


@dataclass(frozen=True)
class ChooseInvitationDays(Tap):
    """The tap that says for how many people it is, after which the days are asked."""

    verb: ClassVar = "invites.for"
    town: int
    role: Role
    uses: int


@dataclass(frozen=True)
class MakeInvitation(Tap):
    """The tap that says for how many days it is good, and makes the invitation."""

    verb: ClassVar = "invites.make"
    town: int
    role: Role
    uses: int
    days: int


@dataclass(frozen=True)
class ApproveInvitation(Tap):
    """The tap of a second coordinator that lets this invitation to the desk work."""

    verb: ClassVar = "invites.yes"
    code: int


@dataclass(frozen=True)
class RefuseInvitation(Tap):
    """The tap of a second coordinator that ends this invitation to the desk before it works."""

    verb: ClassVar = "invites.no"
    code: int


@dataclass(frozen=True)
class ShowSquare(Tap):
    """A coordinator's tap that makes this invitation a square for a phone's camera."""

    verb: ClassVar = "invites.square"
    code: int


@dataclass(frozen=True)
class PrintInvitation(Tap):
    """A coordinator's tap that makes a page to print of this invitation."""

    verb: ClassVar = "invites.print"
    code: int
