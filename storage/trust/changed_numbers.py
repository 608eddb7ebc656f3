"""Safety numbers that changed, in the database: one a contact."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.trust.changed_number import ChangedNumber
from storage.core.core_tables import contact
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.trust.tables import changed_number as t


class SqlChangedNumbers:
    """Safety numbers that changed, in the database (port: alerts/trust/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def at(self, contact_id: int) -> ChangedNumber | None:
        """Return the newest change at this contact; None where there was none."""
        found = await self._found(t.c.contact_id == contact_id)
        return found[0] if found else None

    async def get(self, change_id: int) -> ChangedNumber | None:
        """Return the change of this id; None where another one came since."""
        found = await self._found(t.c.id == change_id)
        return found[0] if found else None

    async def of(self, person_id: int) -> list[ChangedNumber]:
        """Return the changes of this person's contacts that nobody has compared, oldest first."""
        theirs = select(contact.c.id).where(contact.c.person_id == person_id)
        return await self._found(t.c.contact_id.in_(theirs), t.c.verified_at.is_(None))

    async def add(self, contact_id: int, digits: str | None, now: datetime) -> ChangedNumber:
        """Keep a change, in place of the one before."""
        await self._run(delete(t).where(t.c.contact_id == contact_id))
        made = ChangedNumber(id=new_id(), contact_id=contact_id, digits=digits)
        sealed = self._vault.seal("changed_number", "safety_number", made.id, digits) if digits else None
        await self._run(insert(t).values(id=made.id, contact_id=contact_id, safety_number=sealed, changed_at=now))
        return made

    async def mark_compared(self, change_id: int, now: datetime) -> None:
        """Keep that it was compared by voice."""
        await self._run(update(t).where(t.c.id == change_id).values(verified_at=now))

    async def _found(self, *conditions: Any) -> list[ChangedNumber]:
        return [
            ChangedNumber(
                id=row.id,
                contact_id=row.contact_id,
                digits=self._vault.open("changed_number", "safety_number", row.id, row.safety_number)
                if row.safety_number
                else None,
                compared_at=row.verified_at,
            )
            for row in await self._run(select(t).where(*conditions).order_by(t.c.id))
        ]

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)
