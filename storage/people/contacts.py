"""Contacts: persons on lines, and whether they can be reached there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Contact
from storage.core.core_tables import contact as contacts
from storage.core.core_tables import line
from storage.core.core_tables import person as persons
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault

IN_FULL = select(contacts, line.c.transport).join(line, line.c.id == contacts.c.line_id)
"""Queries contacts, for on_line()."""
_NOW: Any = bindparam("now", type_=UtcMilliseconds())
# What is queued for a line that nobody works is never sent.
_IS_OPEN = exists().where(line.c.id == contacts.c.line_id, line.c.closed_at.is_(None))
# Made once: every message needs these.
_OF_PERSONS = IN_FULL.where(contacts.c.person_id.in_(bindparam("persons", expanding=True))).order_by(
    contacts.c.heard_at.desc()
)
_HEARD = update(contacts).where(contacts.c.id == bindparam("which")).values(heard_at=_NOW, reachable=_IS_OPEN)
_OWNER = select(contacts.c.line_id, contacts.c.person_id).where(contacts.c.id == bindparam("which"))
_REACHABLE = (
    select(contacts.c.person_id)
    .where(contacts.c.person_id.in_(bindparam("persons", expanding=True)), contacts.c.reachable)
    .distinct()
)
_UNREACHABLE = update(contacts).where(contacts.c.id == bindparam("which")).values(reachable=False)
_SEEN = update(persons).where(persons.c.id == bindparam("whose")).values(seen_at=_NOW)


class SqlContacts:
    """Contacts in the database, and whether they can be reached (port: alerts/work/people.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def line_of(self, contact_id: int) -> int | None:
        """Return the line of a contact; None where it is none any more."""
        row = await self._owner(contact_id)
        return row.line_id if row else None

    async def of(self, person_id: int) -> list[Contact]:
        """Return every contact of theirs, the last heard first."""
        return await self.of_all([person_id])

    async def of_all(self, person_ids: Sequence[int]) -> list[Contact]:
        """Return every contact of any of them, the last heard first."""
        rows = await (await self._session.connection()).execute(_OF_PERSONS, {"persons": list(person_ids)})
        return [on_line(self._vault, row) for row in rows]

    async def reachable(self, person_ids: Sequence[int]) -> frozenset[int]:
        """Return which of them have a contact that is not known to be closed to us."""
        rows = await (await self._session.connection()).execute(_REACHABLE, {"persons": list(person_ids)})
        return frozenset(rows.scalars())

    async def heard(self, contact: Contact, now: datetime) -> None:
        """Remember that they wrote: they can be reached, but where the line was closed meanwhile."""
        connection = await self._session.connection()
        await connection.execute(_HEARD, {"which": contact.id, "now": now})
        await connection.execute(_SEEN, {"whose": contact.person_id, "now": now})

    async def unreachable(self, contact_id: int) -> None:
        """Remember that the platform says that they blocked us or left it."""
        await (await self._session.connection()).execute(_UNREACHABLE, {"which": contact_id})

    async def owner_of(self, contact_id: int) -> int | None:
        """Return whose contact it is (the person's id); None where it is none any more."""
        row = await self._owner(contact_id)
        return row.person_id if row else None

    async def _owner(self, contact_id: int) -> Any:
        return (await (await self._session.connection()).execute(_OWNER, {"which": contact_id})).first()


def on_line(vault: Vault, row: Any) -> Contact:
    """Return the contact that this row of IN_FULL holds, opened."""
    return Contact(
        id=row.id,
        person_id=row.person_id,
        line_id=row.line_id,
        transport=row.transport,
        address=vault.open("contact", "address", row.id, row.address),
        reachable=row.reachable,
    )
