"""Asks of each role that somebody has gained who gave it to them.

A role comes from an invitation that its reader wrote whole, or from a coordinator who did something in the same burst;
being in a town already is enough to hear of another one. Everything else is a fault.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from alerts.people.person import Role
from bot.fuzz.words import codes_in
from handlers.core.inbound import Inbound
from storage.core import core_tables as t
from storage.database.store import Store
from storage.encryption.address_index import address_index


@dataclass(frozen=True)
class HeldRole:
    """A role in a town, or in every town where there is none, as it lies in the database."""

    person_id: int
    role: str
    town_id: int | None


class RolesCheck:
    """The memory of who had which role, and who wrote which code."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: frozenset[HeldRole] = frozenset()
        self._invitations: frozenset[int] = frozenset()
        self._written: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        """By line and address: what they wrote that could be a code."""

    async def begin(self) -> None:
        """Take what there is now as given."""
        self._held, self._invitations = await self._roles(), frozenset(await self._invites())

    async def after(self, heard: Sequence[Inbound]) -> list[str]:
        """Return the roles and invitations that came of these messages and that nobody gave."""
        for inbound in heard:
            self._written[inbound.line_id, inbound.sender].update(codes_in(str(inbound.text)))
        held, invitations = await self._roles(), frozenset(await self._invites())
        found = []
        if held - self._held or invitations - self._invitations:
            found = await self._not_given(heard, held - self._held, invitations - self._invitations)
        self._held, self._invitations = held, invitations
        return found

    async def _not_given(
        self, heard: Sequence[Inbound], gained: frozenset[HeldRole], invitations: frozenset[int]
    ) -> list[str]:
        persons = await self._persons()
        actors = {persons.get(self._address(one.line_id, one.sender)) for one in heard}
        coordinators = {role for role in self._held if role.role == Role.COORDINATOR and role.person_id in actors}
        found = [] if not invitations or coordinators else ["an invitation without a coordinator"]
        for role in gained:
            if any(one.town_id in (None, role.town_id) for one in coordinators):
                continue
            if role.role == Role.SUBSCRIBER and any(one.person_id == role.person_id for one in self._held):
                continue
            if role not in await self._invited(persons):
                found.append(f"{role.role} {'everywhere' if role.town_id is None else 'in a town'}")
        return found

    async def _invited(self, persons: dict[tuple[int, bytes], int]) -> set[HeldRole]:
        """Return every role for which somebody wrote the invitation whole."""
        by_index = await self._invites_by_index()
        found = set()
        for (line_id, sender), codes in self._written.items():
            person = persons.get(self._address(line_id, sender))
            for code in codes:
                given = by_index.get(self._store.vault.index("code", code))
                if given is not None and person is not None:
                    found.add(HeldRole(person, *given))
        return found

    def _address(self, line_id: int, sender: str) -> tuple[int, bytes]:
        return line_id, address_index(self._store.vault, line_id, sender)

    async def _roles(self) -> frozenset[HeldRole]:
        g = t.grant.c
        return frozenset(HeldRole(*row) for row in await self._all(select(g.person_id, g.role, g.town_id)))

    async def _invites(self) -> set[int]:
        return {row[0] for row in await self._all(select(t.code.c.id).where(t.code.c.purpose == "invite"))}

    async def _invites_by_index(self) -> dict[bytes, tuple[str, int | None]]:
        c = t.code.c
        rows = await self._all(select(c.code_index, c.role, c.town_id).where(c.purpose == "invite"))
        return {index: (role, town) for index, role, town in rows}

    async def _persons(self) -> dict[tuple[int, bytes], int]:
        c = t.contact.c
        rows = await self._all(select(c.line_id, c.address_index, c.person_id))
        return {(line_id, index): person_id for line_id, index, person_id in rows}

    async def _all(self, query: Select[Any]) -> list[tuple[Any, ...]]:
        async with self._store.read() as session:
            return [tuple(row) for row in await (await session.connection()).execute(query)]
