"""Persons, contacts, roles and codes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.code import Code
from alerts.people.person import Contact, Grant, Person, Role
from storage.core.ids import new_id
from storage.core.line_tables import LineRow
from storage.core.people_tables import CodeRow, ContactRow, GrantRow, PersonRow
from storage.encryption.vault import Vault
from storage.people.merge import merge_person

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


class SqlPeople:
    """alerts.work.unit_of_work.People on a database."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def find(self, line_id: int, address: str) -> tuple[Person, Contact] | None:
        """Who writes from this address on this line."""
        given = {"line": line_id, "address": self._index(line_id, address)}
        row = (await self._session.exec(_AT_ADDRESS, params=given)).first()
        if row is None:
            return None
        contact, person, transport = row
        return (await self._persons([person]))[0], self._on_line(contact, transport)

    async def add(self, line_id: int, address: str, now: datetime) -> tuple[Person, Contact]:
        """Somebody writes on this line for the first time; who wrote on another one of its kind is known by that."""
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
            address_index=self._index(line_id, address),
        )
        self._session.add(contact)
        await self._session.flush()
        if known is not None:
            await self._session.exec(update(PersonRow).where(col(PersonRow.id) == known).values(seen_at=now))
        person = await self.get(known) if known is not None else None
        return person or Person(id=person_id, language=None), self._on_line(contact, lines[line_id].transport)

    async def _new_person(self, now: datetime) -> int:
        person = PersonRow(id=new_id(), created_at=now, seen_at=now)
        self._session.add(person)
        await self._session.flush()
        return person.id

    async def _alike(self, line_id: int) -> dict[int, LineRow]:
        """This line and every other one of its transport."""
        lines = await self._session.exec(_ALIKE, params={"line": line_id})
        return {line.id: line for line in lines.all()}

    async def _elsewhere(self, lines: Sequence[int], address: str) -> int | None:
        """Whose address this is on one of these lines: on one transport an address is one person's."""
        if not lines:
            return None
        found = await self._session.exec(
            select(ContactRow.person_id)
            .where(col(ContactRow.address_index).in_([self._index(line_id, address) for line_id in lines]))
            .order_by(col(ContactRow.heard_at).desc())
        )
        return found.first()

    async def get(self, person_id: int) -> Person | None:
        """A person with their roles."""
        row = await self._session.get(PersonRow, person_id)
        return (await self._persons([row]))[0] if row else None

    async def contacts(self, person_id: int) -> list[Contact]:
        """Every contact of theirs, the last heard first."""
        return await self.contacts_of([person_id])

    async def contacts_of(self, person_ids: Sequence[int]) -> list[Contact]:
        """Every contact of any of them, the last heard first."""
        rows = await self._session.exec(
            select(ContactRow, LineRow.transport)
            .join(LineRow, col(LineRow.id) == ContactRow.line_id)
            .where(col(ContactRow.person_id).in_(person_ids))
            .order_by(col(ContactRow.heard_at).desc())
        )
        return [self._on_line(row, transport) for row, transport in rows.all()]

    async def reachable(self, person_ids: Sequence[int]) -> frozenset[int]:
        """Which of them have a contact that is not known to be closed to us."""
        rows = await self._session.exec(
            select(ContactRow.person_id)
            .where(col(ContactRow.person_id).in_(person_ids), ContactRow.reachable)
            .distinct()
        )
        return frozenset(rows.all())

    async def heard(self, contact: Contact, now: datetime) -> None:
        """They wrote: they can be reached, but where the line was closed meanwhile."""
        heard = update(ContactRow).where(col(ContactRow.id) == contact.id)
        await self._session.exec(heard.values(heard_at=now, reachable=_is_open(contact.line_id)))
        await self._session.exec(update(PersonRow).where(col(PersonRow.id) == contact.person_id).values(seen_at=now))

    async def resume(self, person_id: int) -> None:
        """Who had stopped reports again: they hear what becomes of it."""
        await self._session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(stopped_at=None))

    async def set_language(self, person_id: int, language: str) -> None:
        """The language they chose."""
        await self._session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(language=language))

    async def consent(self, person_id: int, name: str, now: datetime) -> None:
        """They said yes; from now on we keep the name the platform shows."""
        name_sealed = self._vault.seal("person", "name", person_id, name) if name else None
        await self._session.exec(
            update(PersonRow)
            .where(col(PersonRow.id) == person_id)
            .values(consented_at=now, stopped_at=None, name=name_sealed)
        )
        self._session.expire_all()

    async def stop(self, person_id: int, now: datetime) -> None:
        """No roles, no name, no messages; the contact stays until what they were told of is over."""
        await self._session.exec(delete(GrantRow).where(col(GrantRow.person_id) == person_id))
        await self._session.exec(
            update(PersonRow).where(col(PersonRow.id) == person_id).values(stopped_at=now, consented_at=None, name=None)
        )
        self._session.expire_all()

    async def grant(self, person_id: int, role: Role, town_id: int | None, now: datetime) -> None:
        """Give a role; having it already is fine."""
        same_town = GrantRow.town_id == town_id if town_id is not None else col(GrantRow.town_id).is_(None)
        there = await self._session.exec(
            select(GrantRow.id).where(GrantRow.person_id == person_id, GrantRow.role == role.value, same_town)
        )
        if there.first() is None:
            self._session.add(
                GrantRow(id=new_id(), person_id=person_id, town_id=town_id, role=role.value, granted_at=now)
            )
            await self._session.flush()

    async def revoke(self, person_id: int, town_id: int) -> None:
        """Every role of theirs in that town."""
        await self._session.exec(
            delete(GrantRow).where(col(GrantRow.person_id) == person_id, col(GrantRow.town_id) == town_id)
        )

    async def with_role(self, roles: frozenset[Role], town_id: int | None) -> list[Person]:
        """Who holds one of these roles in that town (in any, where it is None); oldest first."""
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

    async def unreachable(self, contact_id: int) -> None:
        """The platform says that they blocked us or left it."""
        await self._session.exec(update(ContactRow).where(col(ContactRow.id) == contact_id).values(reachable=False))

    async def owner(self, contact_id: int) -> Person | None:
        """Whose contact it is; None where it is none any more."""
        row = await self._session.get(ContactRow, contact_id)
        return await self.get(row.person_id) if row else None

    async def join_persons(self, keep: int, gone: int, now: datetime) -> None:
        """Two persons are one: contacts, roles and whatever else is theirs go to `keep`."""
        here = await self.get(keep)
        there = await self.get(gone)
        if here is None or there is None or keep == gone:
            return
        for grant in there.grants:
            await self.grant(keep, grant.role, grant.town_id, now)
        if here.consented_at is None and there.consented_at is not None:
            await self.consent(keep, there.name, there.consented_at)
        if here.language is None and there.language is not None:
            await self.set_language(keep, there.language)
        await merge_person(self._session, keep, gone)
        self._session.expire_all()

    async def new_code(self, code: Code, words: str) -> None:
        """Keep a code by its keyed hash."""
        self._session.add(
            CodeRow(
                id=new_id(),
                purpose=code.purpose,
                code_index=self._vault.index("code", words),
                role=code.role,
                town_id=code.town_id,
                person_id=code.person_id,
                expires_at=code.expires_at,
            )
        )
        await self._session.flush()

    async def code(self, purpose: str, words: str) -> Code | None:
        """The code that reads so."""
        found = await self._session.exec(
            select(CodeRow).where(CodeRow.code_index == self._vault.index("code", words), CodeRow.purpose == purpose)
        )
        row = found.first()
        if row is None:
            return None
        return Code(
            id=row.id,
            purpose=row.purpose,
            expires_at=row.expires_at,
            role=Role(row.role) if row.role else None,
            town_id=row.town_id,
            person_id=row.person_id,
            used_at=row.used_at,
        )

    async def bind_code(self, code_id: int, person_id: int) -> None:
        """Nobody else may use it from now on."""
        await self._session.exec(update(CodeRow).where(col(CodeRow.id) == code_id).values(person_id=person_id))
        self._session.expire_all()

    async def use_code(self, code_id: int, now: datetime) -> bool:
        """Use it up; False where somebody was faster."""
        used = await self._session.exec(
            update(CodeRow).where(col(CodeRow.id) == code_id, col(CodeRow.used_at).is_(None)).values(used_at=now)
        )
        self._session.expire_all()
        return bool(used.rowcount == 1)

    def _index(self, line_id: int, address: str) -> bytes:
        return self._vault.index("contact", f"{line_id}:{address}")

    def _on_line(self, row: ContactRow, transport: str) -> Contact:
        return Contact(
            id=row.id,
            person_id=row.person_id,
            line_id=row.line_id,
            transport=transport,
            address=self._vault.open("contact", "address", row.id, row.address),
            reachable=row.reachable,
        )

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
                name=self._vault.open("person", "name", row.id, row.name) if row.name else "",
                grants=tuple(held.get(row.id, ())),
            )
            for row in rows
        ]


def _is_open(line_id: int) -> Any:
    """Whether this line is worked by anybody: what is queued for a closed one is never sent."""
    return exists().where(col(LineRow.id) == line_id, col(LineRow.closed_at).is_(None))
