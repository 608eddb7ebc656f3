"""Requests to join in the database: one a person."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.joining.join_request import JoinRequest
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.joining.tables import HeldDeclineRow, JoinRequestRow
from storage.people.held_addresses import indexes


class SqlJoinRequests:
    """Requests to join in the database (port: alerts/joining/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def of(self, person_id: int) -> JoinRequest | None:
        """Return the last request of this person; None where they made none, or it was granted."""
        found = await self._session.exec(select(JoinRequestRow).where(JoinRequestRow.person_id == person_id))
        row = found.first()
        if row is None:
            return None
        return JoinRequest(
            person_id=row.person_id, town_id=row.town_id, asked_at=row.asked_at, declined_at=row.declined_at
        )

    async def begin(self, person_id: int, town_id: int, now: datetime) -> None:
        """Keep a new request, in place of the one before."""
        await self.end(person_id)
        self._session.add(JoinRequestRow(id=new_id(), person_id=person_id, town_id=town_id, asked_at=now))
        await self._session.flush()

    async def decline(self, person_id: int, now: datetime) -> None:
        """Remember that a coordinator declined it; and their addresses, as keyed hashes."""
        await self._session.exec(
            update(JoinRequestRow).where(col(JoinRequestRow.person_id) == person_id).values(declined_at=now)
        )
        hashes = sorted(await indexes(self._session, self._vault, person_id))
        await self._session.exec(delete(HeldDeclineRow).where(col(HeldDeclineRow.address_index).in_(hashes)))
        for one in hashes:
            self._session.add(HeldDeclineRow(id=new_id(), address_index=one, declined_at=now))
        await self._session.flush()
        self._session.expire_all()

    async def was_declined(self, person_id: int, since: datetime) -> bool:
        """Say whether somebody with an address of theirs was declined since then."""
        hashes = await indexes(self._session, self._vault, person_id)
        here = col(HeldDeclineRow.address_index).in_(sorted(hashes))
        asked = select(HeldDeclineRow.id).where(here, col(HeldDeclineRow.declined_at) > since).limit(1)
        return (await self._session.exec(asked)).first() is not None

    async def end_declines(self, before: datetime) -> None:
        """Forget whose address was declined before then."""
        await self._session.exec(delete(HeldDeclineRow).where(col(HeldDeclineRow.declined_at) <= before))
        self._session.expire_all()

    async def end(self, person_id: int) -> None:
        """Forget it: they are in."""
        await self._session.exec(delete(JoinRequestRow).where(col(JoinRequestRow.person_id) == person_id))
        self._session.expire_all()
