"""The list of people as it leaves the network: what a coordinator needs, and no address."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from alerts.people.person import Grant, Role
from alerts.profile.ports import PROFILES
from alerts.profile.skill import Skill
from alerts.work.unit_of_work import UnitOfWork

_AT_ONCE = 1_000
"""People asked for in one question."""


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One person of the list. docs/decisions/0061-export.md says why these, and no others."""

    name: str
    """As they call themselves; empty where the platform does not say."""
    roles: tuple[Grant, ...]
    """Those that count in the towns of the list."""
    language: str | None
    skills: tuple[Skill, ...]
    """What they said that they can help with."""
    since: datetime | None
    """When they wrote first."""
    is_reachable: bool
    """Whether some app of theirs takes what we write."""


async def roster_rows(uow: UnitOfWork, towns: Collection[int] | None) -> list[RosterRow]:
    """Return who has a role in one of these towns, or in every one; oldest first. `towns`: None for all.

    Who is suspended has none.
    """
    people = await uow.people.with_role(frozenset(Role), None)
    roles = {one.id: tuple(grant for grant in one.grants if _counts(grant, towns)) for one in people}
    listed = [one for one in people if roles[one.id]]
    ids, reachable, skills = [one.id for one in listed], set[int](), dict[int, frozenset[Skill]]()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        reachable |= await uow.contacts.reachable(some)
        skills |= await PROFILES(uow).skills(some)
    return [
        RosterRow(
            name=one.name,
            roles=roles[one.id],
            language=one.language,
            skills=tuple(skill for skill in Skill if skill in skills.get(one.id, ())),
            since=one.since,
            is_reachable=one.id in reachable,
        )
        for one in listed
    ]


def _counts(grant: Grant, towns: Collection[int] | None) -> bool:
    return towns is None or grant.town_id is None or grant.town_id in towns
