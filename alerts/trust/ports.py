"""What trust needs of storage: people counted and paged there, and who was put out for good. Times are aware UTC."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from alerts.people.person import Role
from alerts.trust.ban import Ban
from alerts.trust.changed_number import ChangedNumber
from alerts.work.port import Port


class PeopleView(StrEnum):
    """Whom of a town's people a coordinator wants to see."""

    ALL = "all"
    """Everybody with a role there, also one that rests."""
    SUBSCRIBER = "subscriber"
    """Who has this role; so with the next four."""
    MEMBER = "member"
    RESPONDER = "responder"
    DISPATCHER = "dispatcher"
    COORDINATOR = "coordinator"
    SUSPENDED = "suspended"
    """Whose roles rest."""
    UNREACHABLE = "unreachable"
    """Whom we cannot write to: they blocked us or left, on every app they had."""


@dataclass(frozen=True, kw_only=True)
class TownCounts:
    """How many people a town has."""

    people: int = 0
    roles: Mapping[Role, int] = field(default_factory=dict)
    """Who has which; somebody with two counts in both."""
    suspended: int = 0
    unreachable: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    """Who reads which, by its code; of whom it is not known is in none."""


class PeopleByTown(Protocol):
    """Everybody with a role, by town."""

    async def counts(self, town_ids: Collection[int]) -> dict[int, TownCounts]:
        """Return for each of these towns how many people it has; a role in every town counts in each."""
        ...

    async def page(self, town_id: int, view: PeopleView, start: int, most: int) -> list[int]:
        """Return the ids of so many people of that town at most, the newest first, from the `start`th on."""
        ...

    async def readers(self, town_id: int, language: str, start: int, most: int) -> list[int]:
        """Return the same of those who read this language (its code)."""
        ...

    async def ending_with(self, digits: str, most: int) -> list[int]:
        """Return the ids of so many people at most whose id ends with these digits."""
        ...


class Bans(Protocol):
    """Who was put out for good: keyed hashes of their addresses, and nothing else by which they could be found."""

    async def add(self, person_id: int, by_id: int | None, now: datetime) -> None:
        """Ban every address of this person, and let nothing of theirs stand: roles, name, consent, codes."""
        ...

    async def silence(self, person_id: int) -> None:
        """Send nothing more to them than what waits already."""
        ...

    async def end(self, person_id: int) -> bool:
        """Let them write again; False where no ban of theirs stands (any more)."""
        ...

    async def stands_for(self, address: str) -> bool:
        """Say whether whoever writes from this address is banned."""
        ...

    async def page(self, start: int, most: int) -> list[Ban]:
        """Return so many of them at most, the newest first, from the `start`th on; one a person."""
        ...

    async def count(self) -> int:
        """Return how many people are banned."""
        ...


class TakenRoles(Protocol):
    """Roles that were taken from people, by keyed hashes of their addresses: known although the person is gone."""

    async def add(self, person_id: int, role: Role, now: datetime) -> None:
        """Keep that this role was taken from them now."""
        ...

    async def was_taken(self, person_id: int, role: Role, since: datetime | None) -> bool:
        """Say whether this role, or one trusted with less, was taken from an address of theirs since that moment.

        `since`: None for ever, as far as it is kept.
        """
        ...

    async def newest(self, person_id: int) -> datetime | None:
        """Return when a role was last taken from an address of theirs; None: none was, as far as it is kept."""
        ...


class ChangedNumbers(Protocol):
    """Safety numbers on Signal that changed, one a contact."""

    async def at(self, contact_id: int) -> ChangedNumber | None:
        """Return the newest change at this contact; None where there was none."""
        ...

    async def get(self, change_id: int) -> ChangedNumber | None:
        """Return the change of this id; None where another one came since."""
        ...

    async def of(self, person_id: int) -> list[ChangedNumber]:
        """Return the changes of this person's contacts that nobody has compared, oldest first."""
        ...

    async def add(self, contact_id: int, digits: str | None, now: datetime) -> ChangedNumber:
        """Keep a change, in place of the one before."""
        ...

    async def mark_compared(self, change_id: int, now: datetime) -> None:
        """Keep that it was compared by voice."""
        ...


class VouchedPeople(Protocol):
    """Whom somebody vouched for, or invited to more than alerts."""

    async def count(self, by_id: int) -> int:
        """Return how many people this person vouched for."""
        ...

    async def page(self, by_id: int, start: int, most: int) -> list[int]:
        """Return the ids of so many of them at most, the newest first, from the `start`th on."""
        ...


CHANGED_NUMBERS = Port[ChangedNumbers]("changed numbers")
BANS = Port[Bans]("bans")
TAKEN_ROLES = Port[TakenRoles]("taken roles")
PEOPLE_BY_TOWN = Port[PeopleByTown]("people by town")
VOUCHED_FOR = Port[VouchedPeople]("vouched for")
