"""The audit log: one insert a deed, read by pages."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, and_, bindparam, cast, delete, func, insert, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.audit.deed import Action, AuditEntry, Deed
from alerts.audit.ports import AuditFilter
from alerts.people.person import Role
from storage.audit.tables import audit_entry
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault

_INSERT = insert(audit_entry)
_ALL = select(audit_entry)
_CAME_IN = [action.value for action in (Action.JOINED, Action.LET_IN, Action.VERIFIED)]
_NEWCOMERS = [role.value for role in (Role.MEMBER, Role.RESPONDER)]
_PERSONS = (audit_entry.c.by_id, audit_entry.c.whom_id)


@lru_cache(8)
def _came_in(*, in_every_town: bool, most: int | None) -> Select[Any]:
    """Ask who came in, built once for each way in which that is asked."""
    there = audit_entry.c.town_id.is_(None) if in_every_town else audit_entry.c.town_id == bindparam("there")
    since = audit_entry.c.at >= bindparam("since", type_=UtcMilliseconds())
    came = audit_entry.c.action.in_(_CAME_IN), audit_entry.c.role.in_(_NEWCOMERS), since
    asking = select(audit_entry.c.whom_id, audit_entry.c.role).where(there, *came)
    return asking.order_by(audit_entry.c.at.desc(), audit_entry.c.id.desc()).limit(most)


class SqlAuditLog:
    """The audit log in the database (port: alerts/audit/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, deed: Deed, now: datetime) -> None:
        """Keep it."""
        values = {
            "id": new_id(),
            "at": now,
            "action": deed.action.value,
            "by_id": deed.by_id,
            "whom_id": deed.whom_id,
            "role": deed.role.value if deed.role else None,
            "town_id": deed.town_id,
            "town_gone": False,
            "incident": deed.incident,
        }
        await (await self._session.connection()).execute(_INSERT, values)

    async def newest(self, which: AuditFilter, most: int, before: int | None = None) -> list[AuditEntry]:
        """Return so many of them at most, the newest first; `before`: only older ones than the entry of this id."""
        older = [audit_entry.c.id < before] if before is not None else []
        asking = _ALL.where(*_conditions(which), *older).order_by(audit_entry.c.id.desc()).limit(most)
        return [_entry(row) for row in await self._rows(asking)]

    async def oldest(self, which: AuditFilter) -> list[AuditEntry]:
        """Return all of them, in order."""
        return [_entry(row) for row in await self._rows(_ALL.where(*_conditions(which)).order_by(audit_entry.c.id))]

    async def counts(self, since: datetime, until: datetime) -> dict[Action, int]:
        """Return how often each was done from then on, before that moment."""
        asking = select(audit_entry.c.action, func.count()).where(audit_entry.c.at >= since, audit_entry.c.at < until)
        counted: list[Any] = [*await self._rows(asking.group_by(audit_entry.c.action))]
        return {Action(row[0]): row[1] for row in counted}

    async def since(
        self, action: Action, since: datetime, *, by_id: int | None = None, whom_id: int | None = None
    ) -> list[Deed]:
        """Return every deed of this kind from then on, oldest first; by or to this person, where one is named."""
        theirs = [column == who for column, who in zip(_PERSONS, (by_id, whom_id), strict=True) if who is not None]
        done = audit_entry.c.action == action.value, audit_entry.c.at >= since
        return [_entry(row).deed for row in await self._rows(_ALL.where(*done, *theirs).order_by(audit_entry.c.id))]

    async def came_in(self, town_id: int | None, since: datetime, most: int | None = None) -> list[Role]:
        """Return as what people came in from then on, the newest first: members and responders, each person once.

        `town_id`: None for those of every town at once; `most`: no more of them than this. Who is gone again counts.
        """
        # As many entries as so many people can have at most: each comes in as a member, and becomes a responder.
        asking = _came_in(in_every_town=town_id is None, most=None if most is None else most * len(_NEWCOMERS))
        newest: dict[int | None, Role] = {}
        for row in await self._rows(asking, {"since": since, "there": town_id}):
            newest.setdefault(row.whom_id, Role(row.role))
        return list(newest.values())[:most]

    async def persons(self, ending: str = "", within: frozenset[int] | None = None) -> frozenset[int]:
        """Return the persons in the log whose digits end so, also those who are gone."""
        towns = _conditions(AuditFilter(within=within))
        found: set[int] = set()
        for column in _PERSONS:
            asking = select(column).where(cast(column, String).endswith(ending, autoescape=True), *towns).distinct()
            found |= {row[0] for row in await self._rows(asking)}
        return frozenset(found)

    async def purge(self, before: datetime) -> None:
        """Remove what was done before then."""
        await self._session.exec(delete(audit_entry).where(audit_entry.c.at < before))

    async def _rows(self, asking: Any, values: Mapping[str, Any] | None = None) -> list[Row[Any]]:
        return list(await (await self._session.connection()).execute(asking, values))


def _conditions(which: AuditFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if which.person_id is not None:
        found.append(or_(*(column == which.person_id for column in _PERSONS)))
    if which.town_id is not None:
        found.append(audit_entry.c.town_id == which.town_id)
    if which.incident is not None:
        found.append(audit_entry.c.incident == which.incident)
    if which.within is not None:
        here = audit_entry.c.town_id.in_(which.within)
        # What was done to somebody in no town in particular concerns every coordinator; an incident only its desk, and
        # what was done in a town that is gone only who reads of all.
        no_town = audit_entry.c.town_id.is_(None), audit_entry.c.incident.is_(None), audit_entry.c.town_gone.is_(False)
        found.append(or_(here, and_(*no_town)))
    return found


def _entry(row: Row[Any]) -> AuditEntry:
    deed = Deed(
        action=Action(row.action),
        by_id=row.by_id,
        whom_id=row.whom_id,
        role=Role(row.role) if row.role else None,
        town_id=row.town_id,
        incident=row.incident,
    )
    return AuditEntry(id=row.id, at=row.at, deed=deed)
