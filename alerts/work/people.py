"""Persons, their contacts and roles, as every area may ask for them. Times are aware UTC."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from alerts.people.person import Contact, Grant, Person, Role


class People(Protocol):
    """Persons: who writes, what they set for themselves, and two who turn out to be one."""

    async def find(self, line_id: int, address: str) -> tuple[Person, Contact] | None:
        """Return who writes from this address on this line; None for a stranger."""
        ...

    async def add(self, line_id: int, address: str, now: datetime) -> tuple[Person, Contact]:
        """Remember who writes on this line for the first time."""
        ...

    async def get(self, person_id: int) -> Person | None:
        """Return the person of this id, with their roles; None where there is none (any more)."""
        ...

    async def with_role(self, roles: frozenset[Role], town_id: int | None) -> list[Person]:
        """Return who holds one of these roles in that town (in any, where it is None); oldest first."""
        ...

    async def set_language(self, person_id: int, language: str) -> None:
        """Keep the language (its code) in which we write to them."""
        ...

    async def set_away(self, person_id: int, until: datetime | None) -> None:
        """Keep until when they are away: not alerted, not asked to look, not rung; None: they are here."""
        ...

    async def consent(self, person_id: int, name: str, now: datetime) -> None:
        """Keep that they said yes, and the name the platform shows."""
        ...

    async def stop(self, person_id: int, now: datetime) -> None:
        """Forget roles and name, and send nothing but the end of what they were told of."""
        ...

    async def suspend(self, person_id: int, by_id: int | None, now: datetime) -> bool:
        """Let all their roles rest, and end every code of theirs; False where they rest already.

        `by_id`: the coordinator who does it; None for an operator.
        """
        ...

    async def take_over_suspension(self, person_id: int) -> bool:
        """Let it be an operator's from now on; False where no coordinator's stands (any more)."""
        ...

    async def lift(self, person_id: int) -> bool:
        """Give back the roles that rest; False where they don't rest (any more)."""
        ...

    async def suspended(self) -> list[tuple[Person, tuple[Grant, ...]]]:
        """Return everybody who is suspended, each with the roles that rest; oldest first."""
        ...

    async def rest_above_member(self, person_id: int, now: datetime) -> bool:
        """Let their roles above member rest, and end their open codes; False where they rest already.

        Where that leaves them no role in a town by which they hear alerts, they are a member there meanwhile.
        """
        ...

    async def restore_above_member(self, person_id: int) -> bool:
        """Give these roles back, but to who is suspended; False where none rests so (any more)."""
        ...

    async def resting_above_member(self) -> list[tuple[Person, tuple[Grant, ...]]]:
        """Return everybody whose roles rest so, each with these; oldest first."""
        ...

    async def invited_by(self, person_id: int, roles: frozenset[Role]) -> list[Person]:
        """Return who joined in one of these roles by an invitation of this person, as far as that is still kept."""
        ...

    async def one_hand(self, person_id: int) -> frozenset[int]:
        """Return the ids of who was one person with this one until an app was parted, its own among them.

        They count as one where a second person is needed, and where one may do something only so often.
        """
        ...

    async def resume(self, person_id: int) -> None:
        """Write to somebody again who had stopped."""
        ...

    async def merge(self, keep: int, gone: int, now: datetime) -> None:
        """Make two persons one: contacts, roles and whatever else is theirs go to `keep`."""
        ...

    async def part(self, contact_ids: Sequence[int], now: datetime, *, agreed: bool) -> Person:
        """Make who writes from these contacts of one person another one, without roles, with what came from there.

        `agreed`: they had joined themselves before the two were one. Their name is not known any more.
        """
        ...


class Contacts(Protocol):
    """Persons on lines, and whether they can be reached there."""

    async def line_of(self, contact_id: int) -> int | None:
        """Return the line of a contact; None where it is none any more."""
        ...

    async def of(self, person_id: int) -> list[Contact]:
        """Return every contact of theirs, the last heard first."""
        ...

    async def of_all(self, person_ids: Sequence[int]) -> list[Contact]:
        """Return every contact of any of them, the last heard first."""
        ...

    async def reachable(self, person_ids: Sequence[int]) -> frozenset[int]:
        """Return which of them can be written to at all."""
        ...

    async def owner_of(self, contact_id: int) -> int | None:
        """Return whose contact it is (the person's id); None where it is none any more."""
        ...

    async def heard(self, contact: Contact, now: datetime) -> None:
        """Remember that they wrote: they can be reached."""
        ...

    async def unreachable(self, contact_id: int) -> None:
        """Remember that the platform says that they blocked us or left it."""
        ...


class Grants(Protocol):
    """Roles of persons in towns."""

    async def give(self, person_id: int, role: Role, town_id: int | None, now: datetime) -> None:
        """Give a role; having it already is fine. `town_id`: None for every town."""
        ...

    async def take(self, person_id: int, town_id: int) -> None:
        """Take every role of theirs in that town away."""
        ...

    async def take_role(self, person_id: int, role: Role, town_id: int | None) -> bool:
        """Take one role away, one that rests too; False where they don't have it. `town_id`: None for every town."""
        ...

    async def resting(self, person_id: int) -> tuple[Grant, ...]:
        """Return the roles that rest while they are suspended."""
        ...
