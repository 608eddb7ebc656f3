"""What a coordinator can tap about what was done: further pages, and what concerns one town, person or incident."""

from dataclasses import dataclass
from typing import ClassVar

from alerts.tap import Tap


@dataclass(frozen=True)
class ShowAudit(Tap):
    """The tap that shows what was done, the newest first. `before`: the entry with which the page before ended."""

    verb: ClassVar = "audit.all"
    before: int | None = None


@dataclass(frozen=True)
class ShowAuditOfTown(Tap):
    """The same of one town."""

    verb: ClassVar = "audit.town"
    town: int
    before: int | None = None


@dataclass(frozen=True)
class ShowAuditOfPerson(Tap):
    """The same of what one person did, and of what was done to them."""

    verb: ClassVar = "audit.who"
    person: int
    before: int | None = None


@dataclass(frozen=True)
class ShowAuditOfIncident(Tap):
    """The same of one incident, by its number."""

    verb: ClassVar = "audit.of"
    number: int
    before: int | None = None
