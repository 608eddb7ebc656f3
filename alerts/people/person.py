"""A person, their contacts and their roles."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a town. Later ones are trusted with more, but none contains another."""

    SUBSCRIBER = "subscriber"
    """Receives confirmed alerts, no more."""
    MEMBER = "member"
    """Vetted: a report of theirs counts as a verified member's."""
    RESPONDER = "responder"
    """Trained: is asked to look, gets the alert with place and task."""
    DISPATCHER = "dispatcher"
    """Works the desk: claims, has reports verified, confirms, closes."""
    COORDINATOR = "coordinator"
    """Vets people, gives roles, connects groups; the desk where there is no dispatcher."""
    COMMITTEE = "committee"
    """Watches over the coordinators of all towns; works no desk, and lets nobody in but its own members."""


VERIFIED = frozenset({Role.MEMBER, Role.RESPONDER, Role.DISPATCHER, Role.COORDINATOR, Role.COMMITTEE})
"""Roles of people whom somebody of the network knows: their report is not a mere lead."""

COORDINATOR = frozenset({Role.COORDINATOR})
"""Who vets people and gives roles."""

COMMITTEE = frozenset({Role.COMMITTEE})
"""Who watches over those."""

OVERSIGHT = COORDINATOR | COMMITTEE
"""Who may suspend somebody, and lift it."""

DESK = frozenset({Role.DISPATCHER, Role.COORDINATOR})
"""Who may decide about an incident."""


ABOVE_MEMBER = frozenset({Role.RESPONDER, Role.DISPATCHER, Role.COORDINATOR, Role.COMMITTEE})
"""Roles that rest where somebody's safety number changed, until another coordinator has compared it by voice."""


@dataclass(frozen=True)
class Grant:
    """A role in one town, or in every town where `town_id` is None."""

    role: Role
    town_id: int | None

    def covers(self, town_id: int | None) -> bool:
        """Say whether the role counts in that town; where it is not known yet (None), it concerns all with the role."""
        return self.town_id is None or town_id is None or self.town_id == town_id


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who wrote to the bot at least once."""

    id: int
    language: str | None
    """None: not known; they are written to in every language of the network."""
    name: str = ""
    consented_at: datetime | None = None
    stopped_at: datetime | None = None
    suspended_at: datetime | None = None
    """Since when their roles rest: `grants` is empty then. None: they are not suspended."""
    suspended_by_id: int | None = None
    """The coordinator who suspended them; None: an operator, or somebody who is gone (the audit log says which)."""
    number_changed_at: datetime | None = None
    """Since when their roles above member rest because a safety number of theirs changed; None: it did not."""
    banned_at: datetime | None = None
    """When they were put out for good: nothing they write is heard. None: they were not."""
    parted_from_id: int | None = None
    """With whom they were one person until an app was parted from them; None: with nobody."""
    away_until: datetime | None = None
    """They asked not to be alerted, asked to look or rung until then; None: they are here."""
    since: datetime | None = None
    """When they wrote first, on whatever app."""
    grants: tuple[Grant, ...] = ()

    def was_one_with(self, other: "Person") -> bool:
        """Say whether both were one person once: two apps of one hand count as one where a second person is needed."""
        mine, theirs = self.parted_from_id, other.parted_from_id
        return self.id in (other.id, theirs) or mine == other.id or (mine is not None and mine == theirs)

    @property
    def suspended(self) -> bool:
        """Whether all their roles rest."""
        return self.suspended_at is not None

    @property
    def has_uncompared_number(self) -> bool:
        """Whether a safety number of theirs is still to be compared by voice."""
        return self.number_changed_at is not None

    @property
    def banned(self) -> bool:
        """Whether they were put out for good."""
        return self.banned_at is not None

    @property
    def away(self) -> bool:
        """Whether they are away: a deadline ends it when its day has come."""
        return self.away_until is not None

    @property
    def verified(self) -> bool:
        """Whether a report of theirs is more than a lead."""
        return any(grant.role in VERIFIED for grant in self.grants)

    def has(self, roles: frozenset[Role], town_id: int | None) -> bool:
        """Say whether they hold one of these roles in that town."""
        return any(grant.role in roles and grant.covers(town_id) for grant in self.grants)

    def roles_in(self, town_id: int) -> frozenset[Role]:
        """Return every role that they hold in that town."""
        return frozenset(grant.role for grant in self.grants if grant.covers(town_id))

    def own_towns(self) -> frozenset[int]:
        """Return the towns that a grant of theirs names."""
        return frozenset(grant.town_id for grant in self.grants if grant.town_id is not None)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A person on one line."""

    id: int
    person_id: int
    line_id: int
    transport: str
    address: str
    reachable: bool = True
