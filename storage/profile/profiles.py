"""What people say of themselves, in the database."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, distinct, exists, func, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.profile.help_hours import HelpHours
from alerts.profile.phone_consent import PhoneConsent
from alerts.profile.profile import Profile
from alerts.profile.skill import Skill
from storage.core.core_tables import grant, person
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.profile.tables import person_skill, profile

_PERSONS: Any = bindparam("persons", expanding=True)
# Built once: sign-up asks for these with every tap, an alert and each card for some.
_PROFILES = select(profile).where(profile.c.person_id.in_(_PERSONS))
_SKILLS = select(person_skill).where(person_skill.c.person_id.in_(_PERSONS))
_AWAY = select(person.c.id, person.c.away_until).where(person.c.id.in_(_PERSONS), person.c.away_until.is_not(None))
_ROW = select(profile.c.id).where(profile.c.person_id == bindparam("whose"))
_SET = update(profile).where(profile.c.id == bindparam("row"))
_ADD_SKILL = insert(person_skill)
_UNSET_SKILL = delete(person_skill).where(
    person_skill.c.person_id == bindparam("whose"), person_skill.c.skill == bindparam("which")
)


class SqlProfiles:
    """Profiles in the database (port: alerts/profile/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def of(self, person_id: int) -> Profile:
        """Return the profile of this person."""
        return (await self.of_all([person_id]))[person_id]

    async def of_all(self, person_ids: Collection[int]) -> dict[int, Profile]:
        """Return the profile of each of these persons."""
        can = await self.skills(person_ids)
        rows = await self._run(_PROFILES, {"persons": list(person_ids)})
        kept = {row.person_id: self._opened(row, can[row.person_id]) for row in rows}
        return {one: kept.get(one) or Profile(person_id=one, skills=can[one]) for one in person_ids}

    async def skills(self, person_ids: Collection[int]) -> Mapping[int, frozenset[Skill]]:
        """Return what each of these persons can do; who said nothing is in it with nothing."""
        rows = await self._run(_SKILLS, {"persons": list(person_ids)})
        can: dict[int, set[Skill]] = {one: set() for one in person_ids}
        for row in rows:
            can[row.person_id].add(Skill(row.skill))
        return {one: frozenset(skills) for one, skills in can.items()}

    async def away(self, person_ids: Collection[int]) -> Mapping[int, datetime]:
        """Return until when those of them are away who are."""
        return dict((await self._run(_AWAY, {"persons": list(person_ids)})).all())

    async def counts(self, town_id: int) -> Mapping[Skill, int]:
        """Return how many people with a role in this town can do what."""
        counted = func.count(distinct(person_skill.c.person_id))
        asking = select(person_skill.c.skill, counted).where(_in_town(town_id)).group_by(person_skill.c.skill)
        return {Skill(skill): count for skill, count in await self._run(asking)}

    async def skilled(self, town_id: int, skill: Skill, start: int, most: int) -> list[int]:
        """Return the ids of so many of them at most who can do this, the newest first, from the `start`th on."""
        theirs = person_skill.c.person_id
        asking = select(theirs).where(person_skill.c.skill == skill.value, _in_town(town_id))
        return list((await self._run(asking.order_by(theirs.desc()).offset(start).limit(most))).scalars())

    async def set_skill(self, person_id: int, skill: Skill, *, has: bool) -> None:
        """Keep that they can do this, or not (any more)."""
        await self._run(_UNSET_SKILL, {"whose": person_id, "which": skill.value})
        if has:
            await self._run(_ADD_SKILL, {"id": new_id(), "person_id": person_id, "skill": skill.value})

    async def set_hours(self, person_id: int, hours: HelpHours) -> None:
        """Keep when they can help."""
        await self._set(await self._row(person_id), hours=hours.value)

    async def set_phone_consent(self, person_id: int, consent: PhoneConsent) -> None:
        """Keep whether they may be phoned."""
        await self._set(await self._row(person_id), phone_consent=consent.value)

    async def set_note(self, person_id: int, note: str) -> None:
        """Keep the note for dispatchers; empty: there is none any more."""
        row_id = await self._row(person_id)
        await self._set(row_id, note=self._vault.seal("profile", "note", row_id, note) if note else None)

    async def erase(self, person_id: int) -> None:
        """Forget all of it."""
        for table in (profile, person_skill):
            await self._run(delete(table).where(table.c.person_id == person_id))

    def _opened(self, row: Any, skills: frozenset[Skill]) -> Profile:
        return Profile(
            person_id=row.person_id,
            skills=skills,
            hours=HelpHours(row.hours) if row.hours else None,
            phone_consent=PhoneConsent(row.phone_consent),
            note=self._vault.open("profile", "note", row.id, row.note) if row.note else "",
        )

    async def _row(self, person_id: int) -> int:
        """Return the id of this person's row, made where there is none."""
        found = (await self._run(_ROW, {"whose": person_id})).scalar_one_or_none()
        if found is not None:
            return int(found)
        row_id = new_id()
        values = {"id": row_id, "person_id": person_id, "phone_consent": PhoneConsent.NO.value}
        await self._run(insert(profile).values(**values))
        return row_id

    async def _set(self, row_id: int, **values: Any) -> None:
        await self._run(_SET, {"row": row_id, **values})

    async def _run(self, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
        return await (await self._session.connection()).execute(statement, values)


def _in_town(town_id: int) -> ColumnElement[bool]:
    """Say in SQL that somebody with this skill has a role in that town, or in every town."""
    here = or_(grant.c.town_id == town_id, grant.c.town_id.is_(None))
    return exists().where(grant.c.person_id == person_skill.c.person_id, here)
