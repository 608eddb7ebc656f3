"""Tests of the alarm in the database: to whom they went, and who answered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import COMMITTEE, Role
from alerts.reach_tests.reach_test import ReachTest
from alerts.reach_tests.tested_people import ReachTestApp, ReachTestPerson
from storage.core.core_tables import contact, delivery, grant, line, person
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.reach_tests.running_tests import withdraw
from storage.reach_tests.tables import reach_test, reach_test_app, reach_test_page, reach_test_town

_ALARMED = sorted(role.value for role in Role if role not in COMMITTEE)
"""Who is in the committee and nothing else gets no alerts."""


class SqlReachTests:
    """Tests of the alarm in the database (port: alerts/reach_tests/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def begin(self, town_ids: Sequence[int], now: datetime) -> ReachTest:
        """Keep that a test of these towns starts."""
        test_id = new_id()
        await self._run(insert(reach_test).values(id=test_id, started_at=now))
        rows = [{"id": new_id(), "test_id": test_id, "town_id": town_id} for town_id in town_ids]
        await self._run(insert(reach_test_town).values(rows))
        return ReachTest(id=test_id, town_ids=tuple(town_ids), started_at=now)

    async def add(self, test_id: int, notice_id: int, contact_ids: Sequence[int], now: datetime) -> None:
        """Keep that this notice goes to these contacts; of each the result of one earlier test stays."""
        app, later = reach_test_app.c, reach_test_app.alias("later").c
        newer = exists().where(later.contact_id == app.contact_id, later.asked_at > app.asked_at)
        await self._run(delete(reach_test_app).where(app.contact_id.in_(contact_ids), newer))
        rows = [
            {"id": new_id(), "test_id": test_id, "contact_id": one, "notice_id": notice_id, "asked_at": now}
            for one in contact_ids
        ]
        if rows:
            await (await self._session.connection()).execute(insert(reach_test_app), rows)

    async def get(self, test_id: int) -> ReachTest | None:
        """Return the test of this id; None where it is gone."""
        rows = (await self._run(select(reach_test).where(reach_test.c.id == test_id))).all()
        return await self._opened(rows[0]) if rows else None

    async def of_town(self, town_id: int, most: int) -> list[ReachTest]:
        """Return so many tests of this town at most, the newest first."""
        here = select(reach_test_town.c.test_id).where(reach_test_town.c.town_id == town_id)
        found = select(reach_test).where(reach_test.c.id.in_(here))
        rows = await self._run(found.order_by(reach_test.c.started_at.desc(), reach_test.c.id.desc()).limit(most))
        return [await self._opened(row) for row in rows.all()]

    async def _opened(self, row: Any) -> ReachTest:
        towns = select(reach_test_town.c.town_id).where(reach_test_town.c.test_id == row.id)
        ids = (await self._run(towns.order_by(reach_test_town.c.id))).scalars()
        return ReachTest(id=row.id, town_ids=tuple(ids), started_at=row.started_at, ended_at=row.ended_at)

    async def contacts(self, town_ids: Collection[int], idle_lines: Collection[int]) -> dict[int, list[int]]:
        """Return whom a test of these towns would go to: the contacts by the ids of their persons."""
        wanted = (
            select(contact.c.person_id, contact.c.id)
            .join(person, person.c.id == contact.c.person_id)
            .where(
                contact.c.reachable,
                contact.c.line_id.not_in(sorted(idle_lines)),
                person.c.consented_at.is_not(None),
                person.c.stopped_at.is_(None),
                person.c.away_until.is_(None),
                or_(*(_has_role(town_id) for town_id in town_ids)),
            )
            .order_by(contact.c.id)
        )
        found: dict[int, list[int]] = {}
        for person_id, contact_id in await self._run(wanted):
            found.setdefault(person_id, []).append(contact_id)
        return found

    async def people(self, test_id: int, town_id: int) -> list[ReachTestPerson]:
        """Return who of this town was in the test and still has a role there; in the order in which they came."""
        sent = (delivery.c.notice_id == reach_test_app.c.notice_id) & (
            delivery.c.contact_id == reach_test_app.c.contact_id
        )
        joined = (
            reach_test_app.join(contact, contact.c.id == reach_test_app.c.contact_id)
            .join(person, person.c.id == contact.c.person_id)
            .join(line, line.c.id == contact.c.line_id)
            .outerjoin(delivery, sent)
        )
        wanted = select(
            person.c.id.label("person_id"),
            reach_test_app.c.contact_id,
            reach_test_app.c.notice_id,
            reach_test_app.c.answered_at,
            line.c.transport,
            delivery.c.sent_at,
        ).select_from(joined)
        here = reach_test_app.c.test_id == test_id, person.c.stopped_at.is_(None), _has_role(town_id)
        found: dict[int, list[ReachTestApp]] = {}
        for row in await self._run(wanted.where(*here).order_by(person.c.id, contact.c.id)):
            found.setdefault(row.person_id, []).append(_app(row))
        return [ReachTestPerson(person_id=person_id, apps=tuple(apps)) for person_id, apps in found.items()]

    async def answered(self, test_id: int, contact_id: int, now: datetime) -> bool:
        """Keep that they answered there; False where they had, or it did not go there."""
        app = reach_test_app.c
        here = app.test_id == test_id, app.contact_id == contact_id, app.answered_at.is_(None)
        return bool((await self._run(update(reach_test_app).where(*here).values(answered_at=now))).rowcount)

    async def end(self, test_id: int, now: datetime) -> None:
        """Let answers count no more, and send nothing of it any more."""
        await withdraw(self._session, [test_id])
        open_ = reach_test.c.id == test_id, reach_test.c.ended_at.is_(None)
        await self._run(update(reach_test).where(*open_).values(ended_at=now))

    async def forget(self, test_id: int) -> None:
        """Remove it with all its results."""
        await self._run(delete(reach_test).where(reach_test.c.id == test_id))

    async def pages(self, test_id: int) -> dict[int, int]:
        """Return the results that are shown: the notice by the person who sees it."""
        page = reach_test_page.c
        rows = await self._run(select(page.person_id, page.notice_id).where(page.test_id == test_id))
        return {row.person_id: row.notice_id for row in rows}

    async def set_page(self, test_id: int, person_id: int, notice_id: int) -> None:
        """Keep that this notice shows them the results from now on, in place of one before."""
        page = reach_test_page.c
        await self._run(delete(reach_test_page).where(page.test_id == test_id, page.person_id == person_id))
        values = {"id": new_id(), "test_id": test_id, "person_id": person_id, "notice_id": notice_id}
        await self._run(insert(reach_test_page).values(values))

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)


def _has_role(town_id: int) -> Any:
    """Say in SQL whether a person has a role in that town by which they are alarmed."""
    return exists().where(
        grant.c.person_id == person.c.id,
        grant.c.role.in_(_ALARMED),
        or_(grant.c.town_id == town_id, grant.c.town_id.is_(None)),
    )


def _app(row: Any) -> ReachTestApp:
    # Of a message that is purged nobody knows whether it went out; that it was answered says so.
    is_sent = row.sent_at is not None or row.notice_id is None or row.answered_at is not None
    return ReachTestApp(
        contact_id=row.contact_id, transport=row.transport, is_sent=is_sent, answered_at=row.answered_at
    )
