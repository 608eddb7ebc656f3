"""Contacts that came to their persons by a link, in the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.joining.linked_contact import LinkedContact
from alerts.people.person import Grant, Role
from storage.core.people_tables import ContactRow
from storage.encryption.vault import Vault
from storage.joining.tables import LinkedContactRow
from storage.people.returning import return_rows, rows_that_return


class SqlLinkedContacts:
    """Linked contacts in the database (port: alerts/joining/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, contact_ids: Sequence[int], had: Sequence[Grant], now: datetime) -> None:
        """Remember that these come by a link now, the roles that whoever writes there has, and what comes along."""
        await self.end(contact_ids)
        owner = await self._session.get(ContactRow, contact_ids[0]) if contact_ids else None
        along = await rows_that_return(self._session, owner.person_id) if owner is not None else ""
        for contact_id in contact_ids:
            self._session.add(LinkedContactRow(contact_id=contact_id, linked_at=now, had=_words(had), along=along))
        await self._session.flush()

    async def give_back(self, contact_ids: Sequence[int], of: int, to: int, *, with_roles: bool) -> None:
        """Let what came along with these be that one's, as far as it is still this person's."""
        theirs = select(LinkedContactRow).where(col(LinkedContactRow.contact_id).in_(list(contact_ids)))
        for row in (await self._session.exec(theirs)).all():
            await return_rows(self._session, row.along or "", of, to, with_roles=with_roles)
        self._session.expire_all()

    async def of(self, person_id: int) -> list[LinkedContact]:
        """Return those of this person, the newest link first."""
        rows = await self._session.exec(
            select(LinkedContactRow)
            .join(ContactRow, col(ContactRow.id) == LinkedContactRow.contact_id)
            .where(ContactRow.person_id == person_id)
            .order_by(col(LinkedContactRow.linked_at).desc(), col(LinkedContactRow.contact_id))
        )
        return [
            LinkedContact(contact_id=row.contact_id, linked_at=row.linked_at, had=_grants(row.had))
            for row in rows.all()
        ]

    async def end(self, contact_ids: Sequence[int]) -> None:
        """Forget that these were linked."""
        gone = delete(LinkedContactRow).where(col(LinkedContactRow.contact_id).in_(list(contact_ids)))
        await self._session.exec(gone)
        self._session.expire_all()


def _words(grants: Iterable[Grant]) -> str:
    return " ".join(f"{one.role}:{'' if one.town_id is None else one.town_id}" for one in grants)


def _grants(words: str) -> tuple[Grant, ...]:
    parts = [word.partition(":") for word in words.split()]
    return tuple(Grant(Role(role), int(town) if town else None) for role, _, town in parts)


async def rename_town(session: AsyncSession, gone: int, into: int | None) -> None:
    """Let the roles kept here count in another town than one that is gone; None: in none."""
    rows = await session.exec(select(LinkedContactRow).where(col(LinkedContactRow.had).contains(f":{gone}")))
    for row in rows.all():
        moved = [one if one.town_id != gone else Grant(one.role, into) if into else None for one in _grants(row.had)]
        row.had = _words(one for one in moved if one is not None)
        session.add(row)
    await session.flush()
