"""Keeping little: what is purged whichever area it belongs to, and whom the purge leaves alone."""

from datetime import datetime

from sqlalchemy import delete, exists, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.retention import Retention
from alerts.notices import Kind
from storage.area import StorageArea
from storage.core.core_tables import code, contact, deadline, grant, inbox, notice, person, resting_grant, step, subject
from storage.encryption.vault import Vault
from storage.inbox import receiver_envelopes, receiver_uptime
from storage.people.held_addresses import delete_person


class SqlPurge:
    """The purge of what every area has in the database (port: alerts/upkeep/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault, areas: StorageArea) -> None:
        """Serve one transaction. `areas`: what all of them register: who is in the midst of something, and purges."""
        self._session = session
        self._vault = vault
        self._areas = areas

    async def own(self, now: datetime, retention: Retention) -> None:
        """Remove what each area has kept long enough by now."""
        for purge in self._areas.purges:
            await purge(self._session, now, retention)

    async def mail(self, before: datetime) -> None:
        """Remove what came and what was said before then; of an open subject only whom it told is kept."""
        await self._session.exec(delete(inbox).where(inbox.c.received_at < before))
        await receiver_envelopes.purge(self._session, before)
        await receiver_uptime.purge(self._session, before)
        old = notice.c.created_at < before
        await self._session.exec(delete(notice).where(old, notice.c.subject_id.is_(None)))
        open_ = select(subject.c.id).where(subject.c.closed_at.is_(None))
        kept = notice.c.subject_id.in_(open_) & (notice.c.kind == Kind.CARD.value)
        held = [notice.c.subject_id.not_in(query) for query in self._areas.held]
        await self._session.exec(
            update(notice).where(old, ~kept, notice.c.subject_id.is_not(None), *held).values(content=None)
        )
        await self._session.exec(delete(step).where(step.c.since < before))
        await self._session.exec(delete(code).where(or_(code.c.expires_at < before, code.c.used_at < before)))
        await self._session.exec(
            delete(deadline).where(deadline.c.state.in_(("fired", "called off")), deadline.c.due_at < before)
        )

    async def strangers(self, before: datetime) -> None:
        """Remove who wrote but never joined, and who stopped; unless something of theirs is still open."""
        belongs = or_(*(exists().where(held.c.person_id == person.c.id) for held in (grant, resting_grant)))
        left = person.c.seen_at < before, ~or_(belongs, *self._areas.busy)
        await self._session.exec(delete(person).where(*left, person.c.suspended_at.is_(None)))
        # Else whoever is suspended were in again by the next invitation.
        reached = exists().where(contact.c.person_id == person.c.id)
        rest = await (await self._session.connection()).execute(select(person.c.id).where(*left, reached))
        for person_id in rest.scalars().all():
            await delete_person(self._session, self._vault, person_id)
