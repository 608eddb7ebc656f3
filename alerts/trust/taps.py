"""What a coordinator can tap about who works the desk."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.people.person import Role
from alerts.tap import Tap
from alerts.trust.ports import PeopleView


@dataclass(frozen=True)
class ShowDeskPeople(Tap):
    """The tap that lists who holds desk roles in this town."""

    verb: ClassVar = "lock.town"
    town: int


@dataclass(frozen=True)
class ShowDeskPerson(Tap):
    """The tap that shows one of them, with what can be done."""

    verb: ClassVar = "lock.who"
    person: int


@dataclass(frozen=True)
class SuspendPerson(Tap):
    """The tap that lets all roles of this person rest at once."""

    verb: ClassVar = "lock.now"
    person: int


@dataclass(frozen=True)
class LiftSuspension(Tap):
    """The tap of a second coordinator that gives the roles back."""

    verb: ClassVar = "lock.lift"
    person: int


@dataclass(frozen=True)
class ShowChangedNumber(Tap):
    """The tap that shows a safety number that is to be compared by voice."""

    verb: ClassVar = "number.show"
    change: int


@dataclass(frozen=True)
class ConfirmNumber(Tap):
    """The tap of another coordinator who has compared it by voice: the roles that rest are given back."""

    verb: ClassVar = "number.same"
    change: int


@dataclass(frozen=True)
class ConfirmWithoutApp(Tap):
    """The tap of another coordinator who spoke with them, where the app with the changed number is parted from them."""

    verb: ClassVar = "number.parted"
    person: int


@dataclass(frozen=True)
class TakeRole(Tap):
    """The tap that takes one role away from this person. `town`: None for a role in every town."""

    verb: ClassVar = "lock.take"
    person: int
    role: Role
    town: int | None = None


@dataclass(frozen=True)
class ShowTownPeople(Tap):
    """The tap that shows who is in, in this town. `start`: how many of them were shown before."""

    verb: ClassVar = "who.in"
    town: int
    view: PeopleView = PeopleView.ALL
    start: int = 0


@dataclass(frozen=True)
class ShowTownReaders(Tap):
    """The tap that shows who of a town reads this language. `start`: how many of them were shown before."""

    verb: ClassVar = "who.reads"
    town: int
    language: str
    start: int = 0


@dataclass(frozen=True)
class ShowPersonPage(Tap):
    """The tap that shows one person: what they may, what was done to them, and what can be done."""

    verb: ClassVar = "who.is"
    person: int


@dataclass(frozen=True)
class AskToBan(Tap):
    """The tap that asks back before somebody is put out for good."""

    verb: ClassVar = "ban.ask"
    person: int


@dataclass(frozen=True)
class BanPerson(Tap):
    """The tap that puts this person out for good."""

    verb: ClassVar = "ban.yes"
    person: int


@dataclass(frozen=True)
class KeepPerson(Tap):
    """The tap that leaves them in after all."""

    verb: ClassVar = "ban.no"


@dataclass(frozen=True)
class ShowBans(Tap):
    """The tap that shows who was put out for good. `start`: how many of them were shown before."""

    verb: ClassVar = "ban.list"
    start: int = 0


@dataclass(frozen=True)
class EndBan(Tap):
    """The tap that lets this person write to us again."""

    verb: ClassVar = "ban.end"
    person: int


@dataclass(frozen=True)
class ShowVouchedFor(Tap):
    """The tap that shows whom this person vouched for. `start`: how many of them were shown before."""

    verb: ClassVar = "who.by"
    person: int
    start: int = 0
