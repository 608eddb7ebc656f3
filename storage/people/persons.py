"""Persons: who writes, what they set for themselves, and two who turn out to be one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Contact, Grant, Person, Role
from storage.core.ids import new_id
from storage.core.line_tables import LineRow
from storage.core.people_tables import CodeRow, ContactRow, GrantRow, PersonRow
from storage.encryption.address_index import address_index
from storage.encryption.vault import Vault
from storage.people.contacts import on_line
from storage.people.grants import SqlGrants
from storage.people.merge import merge_person
from storage.people.part import part_contacts

# Made once: every message asks for these.
_AT_ADDRESS = (
    select(ContactRow, PersonRow, LineRow.transport)
    .join(PersonRow, col(PersonRow.id) == ContactRow.person_id)
    .join(LineRow, col(LineRow.id) == ContactRow.line_id)
    .where(ContactRow.line_id == bindparam("line"), ContactRow.address_index == bindparam("address"))
)
_GRANTS = select(GrantRow).where(col(GrantRow.person_id).in_(bindparam("persons", expanding=True)))
_ALIKE = select(LineRow).where(
    col(LineRow.transport) == select(LineRow.transport).where(LineRow.id == bindparam("line")).scalar_subquery()
)


class SqlPersons:
    """Persons in the database (port: alerts/work/people.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._grants = SqlGrants(session)

    async def find(self, line_id: int, address: str) -> tuple[Person, Contact] | None:
        """Return who writes from this address on this line; None for a stranger."""
        given = {"line": line_id, "address": address_index(self._vault, line_id, address)}
        row = (await self._session.exec(_AT_ADDRESS, params=given)).first()
        if row is None:
            return None
        contact, person, transport = row
        return (await self._persons([person]))[0], on_line(self._vault, contact, transport)

    async def add(self, line_id: int, address: str, now: datetime) -> tuple[Person, Contact]:
        """Remember who writes on this line for the first time; they may be known from another one of its kind."""
        lines = await self._alike(line_id)
        known = await self._elsewhere([other for other in lines if other != line_id], address)
        person_id = known if known is not None else await self._new_person(now)
        contact_id = new_id()
        contact = ContactRow(
            id=contact_id,
            person_id=person_id,
            line_id=line_id,
            heard_at=now,
            # What is queued for a line that nobody works is never sent.
            reachable=lines[line_id].closed_at is None,
            address=self._vault.seal("contact", "address", contact_id, address),
            address_index=address_index(self._vault, line_id, address),
        )
        self._session.add(contact)
        await self._session.flush()
        if known is not None:
            await self._session.exec(update(PersonRow).where(col(PersonRow.id) == known).values(seen_at=now))
        person = await self.get(known) if known is not None else None
        writing = person or Person(id=person_id, language=None, since=now)
        return writing, on_line(self._vault, contact, lines[line_id].transport)

    async def _new_person(self, now: datetime) -> int:
        person = PersonRow(id=new_id(), created_at=now, seen_at=now)
        self._session.add(person)
        await self._session.flush()
        return person.id

    async def _alike(self, line_id: int) -> dict[int, LineRow]:
        """Return this line and every other one of its transport."""
        lines = await self._session.exec(_ALIKE, params={"line": line_id})
        return {line.id: line for line in lines.all()}

    async def _elsewhere(self, lines: Sequence[int], address: str) -> int | None:
        """Return whose address this is on one of these lines: on one transport an address is one person's."""
        if not lines:
            return None
        found = await self._session.exec(
            select(ContactRow.person_id)
            .where(
                col(ContactRow.address_index).in_([address_index(self._vault, line_id, address) for line_id in lines])
            )
            .order_by(col(ContactRow.heard_at).desc())
        )
        return found.first()

    async def get(self, person_id: int) -> Person | None:
        """Return a person with their roles; None where there is none of that id."""
        row = await self._session.get(PersonRow, person_id)
        return (await self._persons([row]))[0] if row else None

    async def resume(self, person_id: int) -> None:
        """Write to somebody again who had stopped: they reported, and hear what becomes of it."""
        await self._session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(stopped_at=None))

    async def set_language(self, person_id: int, language: str) -> None:
        """Keep the language they chose."""
        await self._session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(language=language))

    async def consent(self, person_id: int, name: str, now: datetime) -> None:
        """Keep that they said yes, and from now on the name the platform shows."""
        name_sealed = self._vault.seal("person", "name", person_id, name) if name else None
        await self._session.exec(
            update(PersonRow)
            .where(col(PersonRow.id) == person_id)
            .values(consented_at=now, stopped_at=None, name=name_sealed)
        )
        self._session.expire_all()

    async def stop(self, person_id: int, now: datetime) -> None:
        """Forget roles and name, and send nothing; the contact stays until what they were told of is over."""
        await self._grants.take_all(person_id)
        await self._session.exec(
            update(PersonRow).where(col(PersonRow.id) == person_id).values(stopped_at=now, consented_at=None, name=None)
        )
        self._session.expire_all()

    async def suspend(self, person_id: int, by_id: int | None, now: datetime) -> bool:
        """Let all their roles rest, and end every code of theirs that is open; False where they rest already."""
        changed = await self._session.exec(
            update(PersonRow)
            .where(col(PersonRow.id) == person_id, col(PersonRow.suspended_at).is_(None))
            .values(suspended_at=now, suspended_by_id=by_id)
        )
        if changed.rowcount != 1:
            return False
        await self._grants.rest(person_id)
        theirs = or_(col(CodeRow.person_id) == person_id, col(CodeRow.made_by_id) == person_id)
        await self._session.exec(delete(CodeRow).where(theirs, col(CodeRow.used_at).is_(None)))
        self._session.expire_all()
        return True

    async def take_over_suspension(self, person_id: int) -> bool:
        """Let it be an operator's from now on; False where no coordinator's stands (any more)."""
        changed = await self._session.exec(
            update(PersonRow)
            .where(col(PersonRow.id) == person_id, col(PersonRow.suspended_by_id).is_not(None))
            .values(suspended_by_id=None)
        )
        self._session.expire_all()
        return changed.rowcount == 1

    async def lift(self, person_id: int) -> bool:
        """Give back the roles that rest; False where nothing rests (any more)."""
        changed = await self._session.exec(
            update(PersonRow)
            .where(col(PersonRow.id) == person_id, col(PersonRow.suspended_at).is_not(None))
            .values(suspended_at=None, suspended_by_id=None)
        )
        if changed.rowcount != 1:
            return False
        await self._grants.wake(person_id)
        self._session.expire_all()
        return True

    async def suspended(self) -> list[tuple[Person, tuple[Grant, ...]]]:
        """Return everybody who is suspended, each with the roles that rest; oldest first."""
        rows = await self._session.exec(
            select(PersonRow).where(col(PersonRow.suspended_at).is_not(None)).order_by(col(PersonRow.id))
        )
        return [(person, await self._grants.resting(person.id)) for person in await self._persons(list(rows.all()))]

    async def invited_by(self, person_id: int, roles: frozenset[Role]) -> list[Person]:
        """Return who joined in one of these roles by an invitation of this person; it is kept as long as messages."""
        used = CodeRow.purpose == "invite", col(CodeRow.used_at).is_not(None), CodeRow.made_by_id == person_id
        joined = select(CodeRow.person_id).where(*used, col(CodeRow.role).in_([role.value for role in roles]))
        rows = await self._session.exec(
            select(PersonRow).where(col(PersonRow.id).in_(joined)).order_by(col(PersonRow.id))
        )
        return await self._persons(list(rows.all()))

    async def with_role(self, roles: frozenset[Role], town_id: int | None) -> list[Person]:
        """Return who holds one of these roles in that town (in any, where it is None); oldest first."""
        query = (
            select(PersonRow)
            .join(GrantRow, col(GrantRow.person_id) == PersonRow.id)
            .where(col(GrantRow.role).in_([role.value for role in roles]), col(PersonRow.stopped_at).is_(None))
            .order_by(col(PersonRow.id))
            .distinct()
        )
        if town_id is not None:
            query = query.where(or_(col(GrantRow.town_id) == town_id, col(GrantRow.town_id).is_(None)))
        rows = await self._session.exec(query)
        return await self._persons(list(rows.all()))

    async def merge(self, keep: int, gone: int, now: datetime) -> None:
        """Make two persons one: contacts, roles and whatever else is theirs go to `keep`."""
        here = await self.get(keep)
        there = await self.get(gone)
        if here is None or there is None or keep == gone:
            return
        for grant in there.grants:
            await self._grants.give(keep, grant.role, grant.town_id, now)
        if here.consented_at is None and there.consented_at is not None:
            await self.consent(keep, there.name, there.consented_at)
        if here.language is None and there.language is not None:
            await self.set_language(keep, there.language)
        if there.suspended:
            # Roles of neither may be had by way of the other.
            await self.suspend(keep, there.suspended_by_id, now)
        await merge_person(self._session, keep, gone)
        self._session.expire_all()

    async def part(self, contact_ids: Sequence[int], now: datetime, *, agreed: bool) -> Person:
        """Make who writes from these contacts of one person another one, without roles and without a name."""
        contact = await self._session.get(ContactRow, contact_ids[0])
        old = await self._session.get(PersonRow, contact.person_id) if contact is not None else None
        person_id = await self._new_person(now)
        await part_contacts(self._session, contact_ids, person_id)
        values = {
            "language": old.language if old else None,
            "consented_at": now if agreed else None,
            "parted_from_id": old.id if old else None,
        }
        await self._session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(**values))
        self._session.expire_all()
        return await self.get(person_id) or Person(id=person_id, language=None)

    async def _persons(self, rows: list[PersonRow]) -> list[Person]:
        if not rows:
            return []
        held: dict[int, list[Grant]] = {}
        for grant in (await self._session.exec(_GRANTS, params={"persons": [row.id for row in rows]})).all():
            held.setdefault(grant.person_id, []).append(Grant(Role(grant.role), grant.town_id))
        return [
            Person(
                id=row.id,
                language=row.language,
                consented_at=row.consented_at,
                stopped_at=row.stopped_at,
                suspended_at=row.suspended_at,
                suspended_by_id=row.suspended_by_id,
                banned_at=row.banned_at,
                parted_from_id=row.parted_from_id,
                since=row.created_at,
                name=self._vault.open("person", "name", row.id, row.name) if row.name else "",
                grants=tuple(held.get(row.id, ())),
            )
            for row in rows
        ]
