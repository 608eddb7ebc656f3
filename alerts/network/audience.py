"""Who is told: a frozen specification, compiled to SQL by storage and held against this rule by a test."""

from collections.abc import Iterable
from dataclasses import dataclass

from alerts.people.person import Person, Role

COMMUNITY = frozenset({Role.SUBSCRIBER, Role.MEMBER})
"""Who hears what, area, time and rights."""


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Everybody who said yes, with one of `roles` in the town and none of `but_roles` there, save `but_persons`.

    Who is away is left out, too.
    """

    town_id: int
    roles: frozenset[Role]
    but_roles: frozenset[Role] = frozenset()
    but_persons: frozenset[int] = frozenset()
    also_away: bool = False
    """Those who are away too: it is no alert."""

    def holds(self, person: Person) -> bool:
        """Say whether the audience holds this person: the rule that storage's SQL must follow."""
        roles = person.roles_in(self.town_id)
        return (
            person.stopped_at is None
            and person.consented_at is not None
            and bool(roles & self.roles)
            and not roles & self.but_roles
            and person.id not in self.but_persons
            and (self.also_away or not person.away)
        )


def responders(town_id: int, *, but: Iterable[int] = ()) -> Audience:
    """Make the audience of trained people, who are told where to go.

    `but`: who said that it is not safe to write to them.
    """
    return Audience(town_id=town_id, roles=frozenset({Role.RESPONDER}), but_persons=frozenset(but))


def community(town_id: int, *, but: Iterable[int]) -> Audience:
    """Make the audience of everybody else who receives alerts, save those who reported it: they hear its outcome."""
    return Audience(town_id=town_id, roles=COMMUNITY, but_roles=frozenset({Role.RESPONDER}), but_persons=frozenset(but))
