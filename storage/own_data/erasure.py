"""One person is taken out of every table."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, func, insert, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Kind
from storage.core import core_tables as t
from storage.core.columns import core_table
from storage.core.group_tables import GroupMemberRow
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.own_data.references import sender_indexes
from storage.people.held_addresses import delete_person

_member = core_table(GroupMemberRow)


class SqlErasure:
    """The erasure of a person in the database (port: alerts/own_data/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def everybody(self) -> list[int]:
        """Return the ids of all persons who are kept."""
        return list((await self._run(select(t.person.c.id).order_by(t.person.c.id))).scalars())

    async def erase(self, person_id: int) -> Mapping[int, Collection[int]]:
        """Delete the person with all that is theirs alone. Return the groups into which we had let their contacts."""
        theirs = select(t.contact.c.id).where(t.contact.c.person_id == person_id)
        inside: dict[int, list[int]] = {}
        for row in await self._run(select(_member).where(_member.c.contact_id.in_(theirs))):
            inside.setdefault(row.contact_id, []).append(row.group_id)
        senders = await sender_indexes(self._session, self._vault, person_id)
        # What they wrote after the tap that erases them waits yet (the tap is done by now): it may be a call for help.
        await self._run(delete(t.inbox).where(t.inbox.c.sender_index.in_(senders), t.inbox.c.state != "waiting"))
        # An invitation of theirs that is open goes: who made it can be asked no more.
        codes = or_(t.code.c.person_id == person_id, t.code.c.made_by_id == person_id)
        await self._run(delete(t.code).where(codes))
        await self._run(delete(t.notice).where(t.notice.c.id.in_(await self._only_to(person_id))))
        # With it go contacts, roles, steps, deliveries and answers; a report stays, and is nobody's.
        await delete_person(self._session, self._vault, person_id)
        self._session.expire_all()
        return inside

    async def _only_to(self, person_id: int) -> list[int]:
        """Return the notices that nobody else got; the desk's cards belong to their incidents."""
        d = t.delivery.c
        theirs = d.contact_id.in_(select(t.contact.c.id).where(t.contact.c.person_id == person_id))
        others = t.delivery.alias("others")
        foreign = or_(
            others.c.group_id.is_not(None),
            others.c.contact_id.not_in(select(t.contact.c.id).where(t.contact.c.person_id == person_id)),
        )
        shared = exists().where(others.c.notice_id == t.notice.c.id, foreign)
        asking = select(d.notice_id).join(t.notice, t.notice.c.id == d.notice_id)
        found = await self._run(asking.where(theirs, ~shared, t.notice.c.kind != Kind.CARD.value).distinct())
        return list(found.scalars())

    async def still_in(self, contact_id: int, groups: Collection[int]) -> None:
        """Remember that who writes from this contact is in these groups."""
        for group_id in groups:
            values = {"id": new_id(), "group_id": group_id, "contact_id": contact_id, "asked": False}
            await self._run(insert(_member).values(**values))

    async def erase_untouched(self, person_id: int, now: datetime) -> bool:
        """Delete somebody who wrote nothing since they were kept; False where they are in a group yet."""
        p = t.person.c
        mine = select(t.contact.c.id).where(t.contact.c.person_id == person_id)
        untouched = select(p.id).where(p.id == person_id, p.seen_at <= p.created_at)
        senders = await sender_indexes(self._session, self._vault, person_id)
        heard = select(t.inbox.c.id).where(t.inbox.c.sender_index.in_(senders))
        if (await self._run(untouched)).first() is None or (await self._run(heard)).first() is not None:
            return True
        inside = select(func.count()).select_from(_member).where(_member.c.contact_id.in_(mine))
        if (await self._run(inside)).scalar_one():
            return False
        await self.erase(person_id)
        return True

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)
