"""Who waits to be let in, counted and paged in the database: as many questions for two thousand as for two."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Person, Role
from alerts.vouching.vouch import VOUCHERS
from alerts.vouching.waiting_queue import QueueCounts, QueueEntry, QueuePage, QueueView, QueueVoucher
from storage.core.core_tables import contact, grant, line, person
from storage.encryption.vault import Vault
from storage.incidents.tables import report
from storage.joining.tables import join_request
from storage.vouching.tables import vouch

_R, _V = join_request.c, vouch.c
_OPEN = and_(_R.declined_at.is_(None), _R.batch_id.is_(None))
_VOUCHERS = [role.value for role in VOUCHERS]


def _holds(whose: ColumnElement[int], roles: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that somebody has one of these roles in the town of a vouch."""
    here = or_(grant.c.town_id == _V.town_id, grant.c.town_id.is_(None))
    return exists().where(grant.c.person_id == whose, grant.c.role.in_(roles), here)


_WAITS = exists().where(_R.person_id == _V.person_id, _R.town_id == _V.town_id, _OPEN)
_UNVERIFIED = and_(
    _V.by_id != _V.person_id,
    ~_holds(_V.person_id, _VOUCHERS),
    or_(_WAITS, _holds(_V.person_id, [Role.SUBSCRIBER.value])),
)
"""Of a vouch: for somebody who wants in or receives alerts, and is no member."""


class SqlWaitingQueue:
    """The queue in the database (port: alerts/vouching/waiting_queue.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def counts(self, town_ids: Collection[int], cold_before: datetime) -> dict[int, QueueCounts]:
        """Return for each of these towns how many wait."""
        cold = func.sum(case((_R.first_asked_at <= cold_before, 1), else_=0))
        asked = select(_R.town_id, func.count(), cold).where(_R.town_id.in_(town_ids), _OPEN).group_by(_R.town_id)
        waiting = {town_id: (count, int(of_them or 0)) for town_id, count, of_them in await self._run(asked)}
        known = select(_V.town_id, func.count(_V.person_id.distinct())).where(_V.town_id.in_(town_ids), _UNVERIFIED)
        vouched = dict(list(await self._run(known.group_by(_V.town_id))))
        return {
            town_id: QueueCounts(
                open=waiting.get(town_id, (0, 0))[0],
                cold=waiting.get(town_id, (0, 0))[1],
                vouched=vouched.get(town_id, 0),
            )
            for town_id in town_ids
        }

    async def page(self, which: QueuePage) -> list[QueueEntry]:
        """Return these people, the oldest first."""
        rows = list(await self._run(_asking(which).offset(which.start).limit(which.most)))
        since = dict(rows)
        people = await self._people(since)
        apps, reported = await self._apps(since), await self._reported(since)
        vouches = await self._vouches(which.town_id, since)
        return [
            QueueEntry(
                person=people[person_id],
                since=at,
                cold=at <= which.cold_before,
                apps=tuple(sorted(apps.get(person_id, ()))),
                reported_at=reported.get(person_id),
                vouches=vouches.get(person_id, (0, False))[0],
                by_coordinator=vouches.get(person_id, (0, False))[1],
            )
            for person_id, at in since.items()
            if person_id in people
        ]

    async def vouchers(self, town_id: int, start: int, most: int) -> list[QueueVoucher]:
        """Return so many who vouched for people there who are no members yet, the most such people first."""
        count = func.count(_V.person_id.distinct())
        asking = select(_V.by_id, count).where(_V.town_id == town_id, _UNVERIFIED).group_by(_V.by_id)
        rows = dict(list(await self._run(asking.order_by(count.desc(), _V.by_id).offset(start).limit(most))))
        people = await self._people(rows)
        return [QueueVoucher(person=people[one], people=n) for one, n in rows.items() if one in people]

    async def _people(self, ids: Collection[int]) -> dict[int, Person]:
        rows = await self._run(select(person).where(person.c.id.in_(list(ids))))
        return {
            row.id: Person(
                id=row.id,
                language=row.language,
                consented_at=row.consented_at,
                since=row.created_at,
                name=self._vault.open("person", "name", row.id, row.name) if row.name else "",
            )
            for row in rows
        }

    async def _apps(self, ids: Collection[int]) -> Mapping[int, set[str]]:
        theirs = select(contact.c.person_id, line.c.transport).join(line, line.c.id == contact.c.line_id)
        found: dict[int, set[str]] = {}
        for person_id, transport in await self._run(theirs.where(contact.c.person_id.in_(list(ids)))):
            found.setdefault(person_id, set()).add(transport.title())
        return found

    async def _reported(self, ids: Collection[int]) -> dict[int, datetime]:
        newest = func.max(report.c.received_at, type_=report.c.received_at.type)
        asking = select(report.c.person_id, newest).where(report.c.person_id.in_(list(ids)))
        return dict(list(await self._run(asking.group_by(report.c.person_id))))

    async def _vouches(self, town_id: int, ids: Collection[int]) -> dict[int, tuple[int, bool]]:
        """Return how many vouches count for each, and whether one is a coordinator's."""
        coordinators = func.sum(case((_holds(_V.by_id, [Role.COORDINATOR.value]), 1), else_=0))
        theirs = _V.town_id == town_id, _V.person_id.in_(list(ids)), _V.by_id != _V.person_id
        asking = select(_V.person_id, func.count(), coordinators).where(*theirs, _holds(_V.by_id, _VOUCHERS))
        rows = await self._run(asking.group_by(_V.person_id))
        return {person_id: (count, bool(of_them)) for person_id, count, of_them in rows}

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)


def _asking(which: QueuePage) -> Select[Any]:
    if which.voucher_id is None and which.view is not QueueView.VOUCHED:
        cold = [_R.first_asked_at <= which.cold_before] if which.view is QueueView.COLD else []
        waiting = select(_R.person_id, _R.first_asked_at).where(_R.town_id == which.town_id, _OPEN, *cold)
        return waiting.order_by(_R.first_asked_at, _R.id)
    first = func.min(_V.at, type_=_V.at.type)
    known = select(_V.person_id, first).where(_V.town_id == which.town_id, _UNVERIFIED)
    if which.voucher_id is not None:
        known = known.where(_V.by_id == which.voucher_id)
    if which.waiting_only:
        known = known.where(_WAITS)
    return known.group_by(_V.person_id).order_by(first, _V.person_id)
