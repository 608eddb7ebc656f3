"""Persons: who writes, what they set for themselves, and two who turn out to be one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import Contact, Grant, Person, Role
from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.address_index import address_index
from storage.encryption.vault import Vault
from storage.people import above_member, held_addresses, suspension
from storage.people.contacts import IN_FULL, on_line
from storage.people.grants import SqlGrants
from storage.people.merge import merge_person
from storage.people.part import one_hand, part_contacts

# Made once: every message asks for some of these.
_AT_ADDRESS = IN_FULL.where(t.contact.c.line_id == bindparam("line"), t.contact.c.address_index == bindparam("address"))
_PERSON = select(t.person).where(t.person.c.id == bindparam("whose"))
_GRANTS = select(t.grant).where(t.grant.c.person_id.in_(bindparam("persons", expanding=True)))
_WITH_ROLE = (
    select(t.person)
    .join(t.grant, t.grant.c.person_id == t.person.c.id)
    .where(t.grant.c.role.in_(bindparam("roles", expanding=True)), t.person.c.stopped_at.is_(None))
    .order_by(t.person.c.id)
    .distinct()
)
_WITH_ROLE_IN = _WITH_ROLE.where(or_(t.grant.c.town_id == bindparam("town"), t.grant.c.town_id.is_(None)))
_ALIKE = select(t.line.c.id, t.line.c.transport, t.line.c.closed_at).where(
    t.line.c.transport == select(t.line.c.transport).where(t.line.c.id == bindparam("line")).scalar_subquery()
)
_ADD_PERSON, _ADD_CONTACT = insert(t.person), insert(t.contact)
_LAST_HEARD_AT = (
    select(t.contact.c.person_id)
    .where(t.contact.c.address_index.in_(bindparam("addresses", expanding=True)))
    .order_by(t.contact.c.heard_at.desc())
)
_NOW: Any = bindparam("now", type_=UtcMilliseconds())
_CHANGE = update(t.person).where(t.person.c.id == bindparam("whose"))
_SET_LANGUAGE = _CHANGE.values(language=bindparam("chosen"))
_SET_CREATED, _SET_SEEN = _CHANGE.values(created_at=_NOW), _CHANGE.values(seen_at=_NOW)
_STOP = _CHANGE.values(stopped_at=_NOW, consented_at=None, name=None, away_until=None)
_RESUME = _CHANGE.values(stopped_at=None)
_CONSENT = _CHANGE.values(consented_at=_NOW, stopped_at=None, name=bindparam("sealed_name"))


class SqlPersons:
    """Persons in the database (port: alerts/work/people.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._grants = SqlGrants(session)

    async def find(self, line_id: int, address: str) -> tuple[Person, Contact] | None:
        """Return who writes from this address on this line; None for a stranger."""
        given = {"line": line_id, "address": address_index(self._vault, line_id, address)}
        row = (await self._run(_AT_ADDRESS, given)).first()
        person = await self.get(row.person_id) if row is not None else None
        return (person, on_line(self._vault, row)) if person is not None else None

    async def add(self, line_id: int, address: str, now: datetime) -> tuple[Person, Contact]:
        """Remember who writes on this line for the first time; they may be known from another one of its kind.

        Who was erased while suspended or banned is who they were, and still is.
        """
        lines = await self._alike(line_id)
        known = await self._elsewhere([other for other in lines if other != line_id], address)
        held = await held_addresses.owner(self._session, self._vault, address) if known is None else None
        if held is not None:
            await self._run(_SET_CREATED, {"whose": held, "now": now})
            known = held
        person_id = known if known is not None else await self._new_person(now)
        contact_id = new_id()
        reachable = lines[line_id].closed_at is None
        contact = {
            "id": contact_id,
            "person_id": person_id,
            "line_id": line_id,
            "heard_at": now,
            # What is queued for a line that nobody works is never sent.
            "reachable": reachable,
            "address": self._vault.seal("contact", "address", contact_id, address),
            "address_index": address_index(self._vault, line_id, address),
            "next_number": 1,
        }
        await self._run(_ADD_CONTACT, contact)
        if known is not None:
            await self._run(_SET_SEEN, {"whose": known, "now": now})
        person = await self.get(known) if known is not None else None
        writing = person or Person(id=person_id, language=None, since=now)
        return writing, Contact(
            id=contact_id,
            person_id=person_id,
            line_id=line_id,
            transport=lines[line_id].transport,
            address=address,
            reachable=reachable,
        )

    async def _new_person(self, now: datetime) -> int:
        person_id = new_id()
        values = {"id": person_id, "created_at": now, "seen_at": now}
        await self._run(_ADD_PERSON, values)
        return person_id

    async def _alike(self, line_id: int) -> dict[int, Any]:
        """Return this line and every other one of its transport, by id."""
        return {line.id: line for line in await self._run(_ALIKE, {"line": line_id})}

    async def _elsewhere(self, lines: Sequence[int], address: str) -> int | None:
        """Return whose address this is on one of these lines: on one transport an address is one person's."""
        if not lines:
            return None
        indexes = [address_index(self._vault, line_id, address) for line_id in lines]
        owner: int | None = (await self._run(_LAST_HEARD_AT, {"addresses": indexes})).scalars().first()
        return owner

    async def get(self, person_id: int) -> Person | None:
        """Return a person with their roles; None where there is none of that id."""
        row = (await self._run(_PERSON, {"whose": person_id})).first()
        return (await self._persons([row]))[0] if row else None

    async def resume(self, person_id: int) -> None:
        """Write to somebody again who had stopped: they reported, and hear what becomes of it."""
        await self._run(_RESUME, {"whose": person_id})

    async def set_language(self, person_id: int, language: str) -> None:
        """Keep the language they chose."""
        await self._run(_SET_LANGUAGE, {"whose": person_id, "chosen": language})

    async def set_away(self, person_id: int, until: datetime | None) -> None:
        """Keep until when they are away; None: they are here."""
        await self._run(update(t.person).where(t.person.c.id == person_id).values(away_until=until))
        self._session.expire_all()

    async def consent(self, person_id: int, name: str, now: datetime) -> None:
        """Keep that they said yes, and from now on the name the platform shows."""
        name_sealed = self._vault.seal("person", "name", person_id, name) if name else None
        await self._run(_CONSENT, {"whose": person_id, "now": now, "sealed_name": name_sealed})
        self._session.expire_all()

    async def stop(self, person_id: int, now: datetime) -> None:
        """Forget roles and name, and send nothing; the contact stays until what they were told of is over."""
        await self._grants.take_all(person_id)
        await self._run(_STOP, {"whose": person_id, "now": now})
        self._session.expire_all()

    async def suspend(self, person_id: int, by_id: int | None, now: datetime) -> bool:
        """Let all their roles rest, and end every code of theirs that is open; False where they rest already."""
        return await suspension.suspend(self._session, person_id, by_id, now)

    async def take_over_suspension(self, person_id: int) -> bool:
        """Let it be an operator's from now on; False where no coordinator's stands (any more)."""
        return await suspension.take_over(self._session, person_id)

    async def lift(self, person_id: int) -> bool:
        """Give back the roles that rest; False where nothing rests (any more)."""
        return await suspension.lift(self._session, person_id)

    async def suspended(self) -> list[tuple[Person, tuple[Grant, ...]]]:
        """Return everybody who is suspended, each with the roles that rest; oldest first."""
        return await self._resting(t.person.c.suspended_at.is_not(None))

    async def _resting(self, which: Any) -> list[tuple[Person, tuple[Grant, ...]]]:
        rows = (await self._run(select(t.person).where(which).order_by(t.person.c.id))).all()
        return [(person, await self._grants.resting(person.id)) for person in await self._persons(rows)]

    async def rest_above_member(self, person_id: int, now: datetime) -> bool:
        """Let their roles above member rest, and end their open codes; False where they rest already."""
        return await above_member.rest(self._session, person_id, now)

    async def restore_above_member(self, person_id: int) -> bool:
        """Give these roles back, but to who is suspended; False where none rests so (any more)."""
        return await above_member.restore(self._session, person_id)

    async def resting_above_member(self) -> list[tuple[Person, tuple[Grant, ...]]]:
        """Return everybody whose roles above member rest, each with those; oldest first."""
        return await self._resting(t.person.c.unverified_at.is_not(None))

    async def invited_by(self, person_id: int, roles: frozenset[Role]) -> list[Person]:
        """Return who joined in one of these roles by an invitation of this person; it is kept as long as messages."""
        theirs = t.code.c.made_by_id == person_id, t.code.c.role.in_([role.value for role in roles])
        came_in = t.invited.c.code_id == t.code.c.id, t.invited.c.joined_at.is_not(None)
        joined = select(t.invited.c.person_id).where(*came_in, *theirs)
        query = select(t.person).where(t.person.c.id.in_(joined)).order_by(t.person.c.id)
        return await self._persons((await self._run(query)).all())

    async def one_hand(self, person_id: int) -> frozenset[int]:
        """Return the ids of who was one person with this one, its own among them."""
        return await one_hand(self._session, person_id)

    async def with_role(self, roles: frozenset[Role], town_id: int | None) -> list[Person]:
        """Return who holds one of these roles in that town (in any, where it is None); oldest first."""
        asking = _WITH_ROLE if town_id is None else _WITH_ROLE_IN
        given = {"roles": [role.value for role in roles], **({} if town_id is None else {"town": town_id})}
        return await self._persons((await self._run(asking, given)).all())

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
        if there.has_uncompared_number:
            await self.rest_above_member(keep, now)
        await merge_person(self._session, keep, gone)
        self._session.expire_all()

    async def part(self, contact_ids: Sequence[int], now: datetime, *, agreed: bool) -> Person:
        """Make who writes from these contacts of one person another one, without roles and without a name."""
        whose = select(t.contact.c.person_id).where(t.contact.c.id == contact_ids[0])
        owner = (await self._run(whose)).scalar_one_or_none()
        old = await self.get(owner) if owner is not None else None
        person_id = await self._new_person(now)
        await part_contacts(self._session, contact_ids, person_id)
        values = {
            "language": old.language if old else None,
            "consented_at": now if agreed else None,
            # Of an app that is parted from a part: whose that was, so that all of them know each other.
            "parted_from_id": (old.parted_from_id or old.id) if old else None,
        }
        await self._run(update(t.person).where(t.person.c.id == person_id).values(**values))
        self._session.expire_all()
        return await self.get(person_id) or Person(id=person_id, language=None)

    async def _run(self, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
        return await (await self._session.connection()).execute(statement, values)

    async def _persons(self, rows: Sequence[Any]) -> list[Person]:
        if not rows:
            return []
        held: dict[int, list[Grant]] = {}
        for grant in await self._run(_GRANTS, {"persons": [row.id for row in rows]}):
            held.setdefault(grant.person_id, []).append(Grant(Role(grant.role), grant.town_id))
        return [
            Person(
                id=row.id,
                language=row.language,
                consented_at=row.consented_at,
                stopped_at=row.stopped_at,
                suspended_at=row.suspended_at,
                suspended_by_id=row.suspended_by_id,
                number_changed_at=row.unverified_at,
                banned_at=row.banned_at,
                parted_from_id=row.parted_from_id,
                away_until=row.away_until,
                since=row.created_at,
                name=self._vault.open("person", "name", row.id, row.name) if row.name else "",
                grants=tuple(held.get(row.id, ())),
            )
            for row in rows
        ]
