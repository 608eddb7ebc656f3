"""Keeping little: what is purged, and what is left of it."""

from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.incident import OPEN, Reply
from alerts.notices import Kind
from storage.core.core_tables import (
    answer,
    code,
    contact,
    deadline,
    delivery,
    grant,
    inbox,
    incident,
    notice,
    person,
    report,
    step,
    verification,
)
from storage.core.ids import new_id
from storage.core.line_tables import DeafRow
from storage.inbox import receiver_envelopes, receiver_uptime
from storage.outbox import recipients

_OPEN = [state.value for state in OPEN]


class SqlPurge:
    """alerts.work.unit_of_work.Purge on a database."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def purge_incident(self, incident_id: int, now: datetime) -> None:
        """Town, times and counts stay; place, words, and who did what go."""
        told = select(func.count()).select_from(
            select(delivery.c.id)
            .join(notice, notice.c.id == delivery.c.notice_id)
            .where(
                notice.c.incident_id == incident_id,
                notice.c.kind == Kind.ALERT.value,
                delivery.c.contact_id.is_not(None),
                delivery.c.state.in_(recipients.TOLD),
            )
            .subquery()
        )
        went = select(func.count()).where(answer.c.incident_id == incident_id, answer.c.answer != Reply.CANNOT.value)
        await self._session.exec(
            update(incident)
            .where(incident.c.id == incident_id)
            .values(
                place=None,
                observer_id=None,
                holder_id=None,
                card_id=None,
                purged_at=now,
                told=told.scalar_subquery(),
                went=went.scalar_subquery(),
            )
        )
        await self._session.exec(
            update(report)
            .where(report.c.incident_id == incident_id)
            .values(words=None, place=None, facts=None, person_id=None, contact_id=None)
        )
        for table in (notice, verification, answer):
            await self._session.exec(delete(table).where(table.c.incident_id == incident_id))

    async def purge_mail(self, before: datetime) -> None:
        """What came and what was said before then; of an open incident only whom it told is kept."""
        await self._session.exec(delete(inbox).where(inbox.c.received_at < before))
        await receiver_envelopes.purge(self._session, before)
        await receiver_uptime.purge(self._session, before)
        of_open = select(incident.c.id).where(incident.c.state.in_(_OPEN))
        old = notice.c.created_at < before
        await self._session.exec(delete(notice).where(old, notice.c.incident_id.is_(None)))
        kept = notice.c.incident_id.in_(of_open) & (notice.c.kind == Kind.CARD.value)
        await self._session.exec(
            update(notice).where(old, ~kept, notice.c.incident_id.is_not(None)).values(content=None)
        )
        await self._session.exec(delete(step).where(step.c.since < before))
        await self._session.exec(delete(code).where(or_(code.c.expires_at < before, code.c.used_at < before)))
        await self._session.exec(
            delete(deadline).where(deadline.c.state.in_(("fired", "called off")), deadline.c.due_at < before)
        )

    async def purge_strangers(self, before: datetime) -> None:
        """Who wrote but never joined, and who stopped; unless something of theirs is still open."""
        busy = or_(
            exists().where(grant.c.person_id == person.c.id),
            exists().where(
                report.c.person_id == person.c.id,
                report.c.incident_id == incident.c.id,
                incident.c.state.in_(_OPEN),
            ),
            exists().where(
                contact.c.person_id == person.c.id,
                delivery.c.contact_id == contact.c.id,
                delivery.c.notice_id == notice.c.id,
                notice.c.incident_id == incident.c.id,
                incident.c.state.in_(_OPEN),
            ),
        )
        await self._session.exec(delete(person).where(person.c.seen_at < before, ~busy))

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        """Remember that a line could not hear."""
        self._session.add(DeafRow(id=new_id(), line_id=line_id, since=since, until=until))
        await self._session.flush()
