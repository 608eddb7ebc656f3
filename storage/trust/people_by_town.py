"""Everybody with a role, by town: counted and paged in the database, where thousands are no more work than ten."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    Select,
    String,
    cast,
    distinct,
    exists,
    false,
    func,
    or_,
    select,
    true,
    union,
    union_all,
)
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Role
from alerts.trust.ports import PeopleView, TownCounts
from storage.core.core_tables import contact, grant, person, resting_grant, town
from storage.encryption.vault import Vault

_HELD = union_all(
    select(grant.c.person_id, grant.c.town_id, grant.c.role, false().label("rests")),
    select(resting_grant.c.person_id, resting_grant.c.town_id, resting_grant.c.role, true().label("rests")),
).subquery("held")
_REACHED = exists().where(contact.c.person_id == _HELD.c.person_id, contact.c.reachable)
_PERSON = distinct(_HELD.c.person_id)
_IN_TOWN = or_(_HELD.c.town_id == town.c.id, _HELD.c.town_id.is_(None))


class SqlPeopleByTown:
    """Everybody with a role in the database (port: alerts/trust/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def counts(self, town_ids: Collection[int]) -> dict[int, TownCounts]:
        """Return for each of these towns how many people it has; a role in every town counts in each."""
        by_role = await self._by_role(town_ids)
        all_, suspended, unreachable = [
            await self._total(town_ids, *one) for one in ((), (_HELD.c.rests,), (~_REACHED,))
        ]
        languages = await self._by_language(town_ids)
        return {
            town_id: TownCounts(
                people=all_.get(town_id, 0),
                roles={role: by_role[town_id, role.value] for role in Role if (town_id, role.value) in by_role},
                suspended=suspended.get(town_id, 0),
                unreachable=unreachable.get(town_id, 0),
                languages={code: count for (one, code), count in languages.items() if one == town_id},
            )
            for town_id in town_ids
        }

    async def page(self, town_id: int, view: PeopleView, start: int, most: int) -> list[int]:
        """Return the ids of so many people of that town at most, the newest first, from the `start`th on."""
        return await self._page(town_id, start, most, *_of_view(view))

    async def readers(self, town_id: int, language: str, start: int, most: int) -> list[int]:
        """Return the same of those who read this language (its code)."""
        reads = exists().where(person.c.id == _HELD.c.person_id, person.c.language == language)
        return await self._page(town_id, start, most, reads)

    async def _page(self, town_id: int, start: int, most: int, *conditions: Any) -> list[int]:
        here = or_(_HELD.c.town_id == town_id, _HELD.c.town_id.is_(None))
        asking = select(_HELD.c.person_id).where(here, *conditions).group_by(_HELD.c.person_id)
        rows = await self._rows(asking.order_by(_HELD.c.person_id.desc()).offset(start).limit(most))
        return [row[0] for row in rows]

    async def ending_with(self, digits: str, most: int) -> list[int]:
        """Return the ids of so many people at most whose id ends with these digits."""
        # Who is suspended and left has no role that rests, and is found so all the same.
        left = select(person.c.id.label("person_id")).where(person.c.suspended_at.is_not(None))
        known = union(select(_HELD.c.person_id), left).subquery("known").c.person_id
        rows = await self._rows(select(known).where(cast(known, String).endswith(digits, autoescape=True)).limit(most))
        return [row[0] for row in rows]

    async def _by_role(self, town_ids: Collection[int]) -> dict[tuple[int, str], int]:
        asking = select(town.c.id, _HELD.c.role, func.count(_PERSON)).join(_HELD, _IN_TOWN)
        active = asking.where(town.c.id.in_(town_ids), ~_HELD.c.rests)
        rows = await self._rows(active.group_by(town.c.id, _HELD.c.role))
        return {(town_id, role): count for town_id, role, count in rows}

    async def _by_language(self, town_ids: Collection[int]) -> dict[tuple[int, str], int]:
        readers = select(town.c.id, person.c.language, func.count(_PERSON)).join(_HELD, _IN_TOWN)
        known = readers.join(person, person.c.id == _HELD.c.person_id).where(person.c.language.is_not(None))
        asking = known.where(town.c.id.in_(town_ids)).group_by(town.c.id, person.c.language)
        return {(town_id, code): count for town_id, code, count in await self._rows(asking)}

    async def _total(self, town_ids: Collection[int], *conditions: Any) -> dict[int, int]:
        asking = select(town.c.id, func.count(_PERSON)).join(_HELD, _IN_TOWN)
        rows = await self._rows(asking.where(town.c.id.in_(town_ids), *conditions).group_by(town.c.id))
        return dict(rows)

    async def _rows(self, asking: Select[Any]) -> list[Any]:
        return list(await (await self._session.connection()).execute(asking))


def _of_view(view: PeopleView) -> list[Any]:
    match view:
        case PeopleView.ALL:
            return []
        case PeopleView.SUSPENDED:
            return [_HELD.c.rests]
        case PeopleView.UNREACHABLE:
            return [~_REACHED]
        case role:
            return [_HELD.c.role == role.value, ~_HELD.c.rests]
