"""Contacts: persons on lines, and whether they can be reached there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Contact
from storage.core.line_tables import LineRow
from storage.core.people_tables import ContactRow, PersonRow
from storage.encryption.vault import Vault


class SqlContacts:
    """Contacts in the database, and whether they can be reached (port: alerts/work/people.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def line_of(self, contact_id: int) -> int | None:
        """Return the line of a contact; None where it is none any more."""
        row = await self._session.get(ContactRow, contact_id)
        return row.line_id if row else None

    async def of(self, person_id: int) -> list[Contact]:
        """Return every contact of theirs, the last heard first."""
        return await self.of_all([person_id])

    async def of_all(self, person_ids: Sequence[int]) -> list[Contact]:
        """Return every contact of any of them, the last heard first."""
        rows = await self._session.exec(
            select(ContactRow, LineRow.transport)
            .join(LineRow, col(LineRow.id) == ContactRow.line_id)
            .where(col(ContactRow.person_id).in_(person_ids))
            .order_by(col(ContactRow.heard_at).desc())
        )
        return [on_line(self._vault, row, transport) for row, transport in rows.all()]

    async def reachable(self, person_ids: Sequence[int]) -> frozenset[int]:
        """Return which of them have a contact that is not known to be closed to us."""
        rows = await self._session.exec(
            select(ContactRow.person_id)
            .where(col(ContactRow.person_id).in_(person_ids), ContactRow.reachable)
            .distinct()
        )
        return frozenset(rows.all())

    async def heard(self, contact: Contact, now: datetime) -> None:
        """Remember that they wrote: they can be reached, but where the line was closed meanwhile."""
        heard = update(ContactRow).where(col(ContactRow.id) == contact.id)
        await self._session.exec(heard.values(heard_at=now, reachable=_is_open(contact.line_id)))
        await self._session.exec(update(PersonRow).where(col(PersonRow.id) == contact.person_id).values(seen_at=now))

    async def unreachable(self, contact_id: int) -> None:
        """Remember that the platform says that they blocked us or left it."""
        await self._session.exec(update(ContactRow).where(col(ContactRow.id) == contact_id).values(reachable=False))

    async def owner_of(self, contact_id: int) -> int | None:
        """Return whose contact it is (the person's id); None where it is none any more."""
        row = await self._session.get(ContactRow, contact_id)
        return row.person_id if row else None


def on_line(vault: Vault, row: ContactRow, transport: str) -> Contact:
    """Return the contact that this row holds, opened."""
    return Contact(
        id=row.id,
        person_id=row.person_id,
        line_id=row.line_id,
        transport=transport,
        address=vault.open("contact", "address", row.id, row.address),
        reachable=row.reachable,
    )


def _is_open(line_id: int) -> Any:
    """Say, in SQL, whether this line is worked by anybody: what is queued for a closed one is never sent."""
    return exists().where(col(LineRow.id) == line_id, col(LineRow.closed_at).is_(None))
