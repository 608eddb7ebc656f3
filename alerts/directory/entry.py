"""Entries of the directory: an office or a service, and who may see it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ServiceKind(StrEnum):
    """What an office or service is for. Kept in databases and in taps: a value is never renamed."""

    LEGAL = "legal"
    """Lawyers, and whoever helps with immigration papers."""
    INTERPRETERS = "interpreters"
    """Interpreters and translators."""
    HOUSING = "housing"
    """Shelters, and help with rent."""
    HEALTH = "health"
    """Clinics, doctors, help for the mind."""
    FOOD = "food"
    """Pantries and kitchens."""
    RIDES = "rides"
    """Somebody who drives."""
    CONSULATE = "consulate"
    """A country's consulate."""
    SCHOOL = "school"
    """Schools and childcare."""
    CONGREGATION = "congregation"
    """Churches and other congregations."""
    MEDIA = "media"
    """Newspapers, radio, television."""
    OTHER = "other"
    """Whatever else helps."""


class Viewers(StrEnum):
    """Who may see an entry."""

    EVERYBODY = "everybody"
    """Whoever writes to the bot, strangers too."""
    NETWORK = "network"
    """Whoever has a role in the network."""
    DESK = "desk"
    """The desk of its town; every desk, where it is for every town."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What an entry says. A coordinator wrote its words."""

    kind: ServiceKind = ServiceKind.OTHER
    town_id: int | None = None
    """None: it is there for every town."""
    name: str = ""
    reach: str = ""
    """A phone number, an address or a web page."""
    purpose: str = ""
    """What for."""
    hours: str = ""
    languages: str = ""
    """Those spoken there, in the coordinator's words."""
    viewers: Viewers = Viewers.DESK

    @property
    def words(self) -> tuple[str, ...]:
        """Everything in it that a person wrote."""
        return self.name, self.reach, self.purpose, self.hours, self.languages


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A listing that stands in the directory."""

    id: int
    version: int
    """Counts every change; a change names the version it saw."""
    changed_at: datetime
    """Aware UTC: when it was added or changed last."""
    listing: Listing
