"""Tests of the alarm in the database: to whom they went, and who answered."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, or_, select, update
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


def _has_role(which: Any) -> Any:
    """Say in SQL whether a person has a role by which they are alarmed, in such a town or in every one."""
    return exists().where(
        grant.c.person_id == person.c.id,
        grant.c.role.in_(_ALARMED),
        or_(which, grant.c.town_id.is_(None)),
    )


# Built once: everybody who was tested answers, and whoever looks at the results sees them change.
_test, _app, _page = reach_test.c, reach_test_app.c, reach_test_page.c
_later = reach_test_app.alias("later").c
_ADD_TEST, _ADD_TOWN, _ADD_APP, _ADD_PAGE = (
    insert(table) for table in (reach_test, reach_test_town, reach_test_app, reach_test_page)
)
_FORGET_OLDER = delete(reach_test_app).where(
    _app.contact_id.in_(bindparam("contacts", expanding=True)),
    exists().where(_later.contact_id == _app.contact_id, _later.asked_at > _app.asked_at),
)
_WITH_ID = select(reach_test).where(_test.id == bindparam("test"))
_OF_TOWN = (
    select(reach_test)
    .where(_test.id.in_(select(reach_test_town.c.test_id).where(reach_test_town.c.town_id == bindparam("town"))))
    .order_by(_test.started_at.desc(), _test.id.desc())
    .limit(bindparam("most"))
)
_TOWNS = (
    select(reach_test_town.c.town_id)
    .where(reach_test_town.c.test_id == bindparam("test"))
    .order_by(reach_test_town.c.id)
)
_CONTACTS = (
    select(contact.c.person_id, contact.c.id)
    .join(person, person.c.id == contact.c.person_id)
    .where(
        contact.c.reachable,
        contact.c.line_id.not_in(bindparam("idle", expanding=True)),
        person.c.consented_at.is_not(None),
        person.c.stopped_at.is_(None),
        person.c.away_until.is_(None),
        _has_role(grant.c.town_id.in_(bindparam("towns", expanding=True))),
    )
    .order_by(contact.c.id)
)
_PEOPLE = (
    select(
        person.c.id.label("person_id"),
        _app.contact_id,
        _app.notice_id,
        _app.answered_at,
        line.c.transport,
        delivery.c.sent_at,
    )
    .select_from(
        reach_test_app.join(contact, contact.c.id == _app.contact_id)
        .join(person, person.c.id == contact.c.person_id)
        .join(line, line.c.id == contact.c.line_id)
        .outerjoin(delivery, (delivery.c.notice_id == _app.notice_id) & (delivery.c.contact_id == _app.contact_id))
    )
    .where(
        _app.test_id == bindparam("test"),
        person.c.stopped_at.is_(None),
        _has_role(grant.c.town_id == bindparam("town")),
    )
    .order_by(person.c.id, contact.c.id)
)
_ANSWERED = (
    update(reach_test_app)
    .where(_app.test_id == bindparam("test"), _app.contact_id == bindparam("contact"), _app.answered_at.is_(None))
    .values(answered_at=bindparam("now"))
)
_END = (
    update(reach_test).where(_test.id == bindparam("test"), _test.ended_at.is_(None)).values(ended_at=bindparam("now"))
)
_FORGET = delete(reach_test).where(_test.id == bindparam("test"))
_PAGES = select(_page.person_id, _page.notice_id).where(_page.test_id == bindparam("test"))
_FORGET_PAGE = delete(reach_test_page).where(_page.test_id == bindparam("test"), _page.person_id == bindparam("whose"))


class SqlReachTests:
    """Tests of the alarm in the database (port: alerts/reach_tests/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def begin(self, town_ids: Sequence[int], now: datetime) -> ReachTest:
        """Keep that a test of these towns starts."""
        test_id = new_id()
        await self._run(_ADD_TEST, {"id": test_id, "started_at": now, "ended_at": None})
        rows = [{"id": new_id(), "test_id": test_id, "town_id": town_id} for town_id in town_ids]
        await (await self._session.connection()).execute(_ADD_TOWN, rows)
        return ReachTest(id=test_id, town_ids=tuple(town_ids), started_at=now)

    async def add(self, test_id: int, notice_id: int, contact_ids: Sequence[int], now: datetime) -> None:
        """Keep that this notice goes to these contacts; of each the result of one earlier test stays."""
        await self._run(_FORGET_OLDER, {"contacts": list(contact_ids)})
        shared = {"test_id": test_id, "notice_id": notice_id, "asked_at": now, "answered_at": None}
        rows = [{"id": new_id(), "contact_id": one, **shared} for one in contact_ids]
        if rows:
            await (await self._session.connection()).execute(_ADD_APP, rows)

    async def get(self, test_id: int) -> ReachTest | None:
        """Return the test of this id; None where it is gone."""
        rows = (await self._run(_WITH_ID, {"test": test_id})).all()
        return await self._opened(rows[0]) if rows else None

    async def of_town(self, town_id: int, most: int) -> list[ReachTest]:
        """Return so many tests of this town at most, the newest first."""
        rows = await self._run(_OF_TOWN, {"town": town_id, "most": most})
        return [await self._opened(row) for row in rows.all()]

    async def _opened(self, row: Any) -> ReachTest:
        ids = (await self._run(_TOWNS, {"test": row.id})).scalars()
        return ReachTest(id=row.id, town_ids=tuple(ids), started_at=row.started_at, ended_at=row.ended_at)

    async def contacts(self, town_ids: Collection[int], idle_lines: Collection[int]) -> dict[int, list[int]]:
        """Return whom a test of these towns would go to: the contacts by the ids of their persons."""
        given = {"towns": list(town_ids), "idle": sorted(idle_lines)}
        found: dict[int, list[int]] = {}
        for person_id, contact_id in await self._run(_CONTACTS, given):
            found.setdefault(person_id, []).append(contact_id)
        return found

    async def people(self, test_id: int, town_id: int) -> list[ReachTestPerson]:
        """Return who of this town was in the test and still has a role there; in the order in which they came."""
        found: dict[int, list[ReachTestApp]] = {}
        for row in await self._run(_PEOPLE, {"test": test_id, "town": town_id}):
            found.setdefault(row.person_id, []).append(_opened_app(row))
        return [ReachTestPerson(person_id=person_id, apps=tuple(apps)) for person_id, apps in found.items()]

    async def answered(self, test_id: int, contact_id: int, now: datetime) -> bool:
        """Keep that they answered there; False where they had, or it did not go there."""
        return bool((await self._run(_ANSWERED, {"test": test_id, "contact": contact_id, "now": now})).rowcount)

    async def end(self, test_id: int, now: datetime) -> None:
        """Let answers count no more, and send nothing of it any more."""
        await withdraw(self._session, [test_id])
        await self._run(_END, {"test": test_id, "now": now})

    async def forget(self, test_id: int) -> None:
        """Remove it with all its results."""
        await self._run(_FORGET, {"test": test_id})

    async def pages(self, test_id: int) -> dict[int, int]:
        """Return the results that are shown: the notice by the person who sees it."""
        rows = await self._run(_PAGES, {"test": test_id})
        return {row.person_id: row.notice_id for row in rows}

    async def set_page(self, test_id: int, person_id: int, notice_id: int) -> None:
        """Keep that this notice shows them the results from now on, in place of one before."""
        await self._run(_FORGET_PAGE, {"test": test_id, "whose": person_id})
        values = {"id": new_id(), "test_id": test_id, "person_id": person_id, "notice_id": notice_id}
        await self._run(_ADD_PAGE, values)

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)


def _opened_app(row: Any) -> ReachTestApp:
    # Of a message that is purged nobody knows whether it went out; that it was answered says so.
    is_sent = row.sent_at is not None or row.notice_id is None or row.answered_at is not None
    return ReachTestApp(
        contact_id=row.contact_id, transport=row.transport, is_sent=is_sent, answered_at=row.answered_at
    )
