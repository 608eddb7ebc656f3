"""Who should be in the groups that the bot keeps, and whom it let in."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.group import GroupReader
from storage.core.core_tables import contact, group_member
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.groups import member_queries

# Built once: to build a statement takes longer than SQLite needs for it.
_member = group_member.c
_HERE = _member.group_id == bindparam("group"), _member.contact_id == bindparam("contact")
_SIZES = (
    select(_member.group_id, func.count())
    .where(_member.group_id.in_(bindparam("groups", expanding=True)))
    .group_by(_member.group_id)
)
_INSIDE = (
    select(contact.c.id, contact.c.address)
    .join(group_member, _member.contact_id == contact.c.id)
    .where(_member.group_id == bindparam("group"))
)
_WANTS_LINK = select(_member.id).where(*_HERE, _member.link_wanted)
_ADD = insert(group_member)
_REMOVE = delete(group_member).where(
    _member.group_id == bindparam("group"), _member.contact_id.in_(bindparam("contacts", expanding=True))
)
_SET_JOINED = update(group_member).where(*_HERE).values(joined=bindparam("is_inside"), link_wanted=False)
_WANT_LINK = update(group_member).where(*_HERE).values(link_wanted=True)
_LEFT = update(group_member).where(*_HERE).values(joined=False)


@dataclass(frozen=True, kw_only=True)
class TownGroup:
    """One of a town's groups on a line, or those for the same readers together."""

    line_id: int
    town_id: int
    reader: GroupReader
    group_ids: tuple[int, ...] = ()
    """Empty until it is made."""


class SqlMemberships:
    """Who belongs into a group of a town's and who is in it, as bot/lines compares them (alerts/groups/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def missing(self, group: TownGroup) -> list[tuple[int, str]]:
        """Return (contact, address) of people whom it is for and who are in none of these groups; oldest first."""
        return await self._compared(member_queries.missing(group.reader), group)

    async def sizes(self, group: TownGroup) -> dict[int, int]:
        """Return how many people each of these groups has."""
        rows = await self._run(_SIZES, {"groups": group.group_ids})
        return dict.fromkeys(group.group_ids, 0) | {row[0]: row[1] for row in rows}

    async def inside(self, group_id: int) -> frozenset[str]:
        """Return the addresses of those whom we let into this group."""
        found = await self._opened(_INSIDE, {"group": group_id})
        return frozenset(address for _, address in found)

    async def gone(self, group: TownGroup) -> list[tuple[int, str]]:
        """Return (contact, address) of who is in the group and has left its town, or the roles that it is for."""
        return await self._compared(member_queries.gone(group.reader), group)

    async def askers(self, group: TownGroup, addresses: list[str]) -> list[tuple[int, str]]:
        """Return (contact, address) of those who ask to be let in and have a role in the town by which they may.

        `addresses`: as the platform names who asks.
        """
        known = await self._compared(member_queries.may_ask(group.reader), group)
        return [one for one in known if one[1] in addresses]

    async def add(self, group_id: int, contact_ids: list[int], *, asked: bool = False) -> None:
        """Remember that these are in the group now; `asked`: they wanted to, whatever their roles."""
        for contact_id in contact_ids:
            await self._add(group_id, contact_id, asked=asked, joined=True, link_wanted=False)

    async def remove(self, group_id: int, contact_ids: list[int]) -> None:
        """Remember that these are out of the group now."""
        await self._run(_REMOVE, {"group": group_id, "contacts": contact_ids})

    async def without_link(self, group: TownGroup) -> list[tuple[int, str]]:
        """Return (contact, address) of whom a Telegram group is to send a link: by a role there, or as they asked.

        Who has a role in every town asks for it where they want one. Oldest first.
        """
        return await self._compared(member_queries.without_link(group.reader), group)

    async def note_joined(self, group_id: int, contact_id: int) -> None:
        """Remember that they are in it."""
        await self._save_joined(group_id, contact_id, joined=True)

    async def note_link(self, group_id: int, contact_id: int) -> None:
        """Remember that they were sent a link, or left: they get another one when they ask for it."""
        await self._save_joined(group_id, contact_id, joined=False)

    async def want_link(self, group_id: int, contact_id: int) -> None:
        """Remember that they ask for a link."""
        changed = await self._run(_WANT_LINK, {"group": group_id, "contact": contact_id})
        if not changed.rowcount:
            await self._add(group_id, contact_id, asked=True, joined=False, link_wanted=True)

    async def wants_link(self, group_id: int, contact_id: int) -> bool:
        """Return whether they asked for a link and have not got it."""
        return (await self._run(_WANTS_LINK, {"group": group_id, "contact": contact_id})).first() is not None

    async def note_left(self, group_id: int, contact_id: int) -> None:
        """Remember that they left by themselves; nothing where they were not in it."""
        await self._run(_LEFT, {"group": group_id, "contact": contact_id})

    async def _save_joined(self, group_id: int, contact_id: int, *, joined: bool) -> None:
        changed = await self._run(_SET_JOINED, {"group": group_id, "contact": contact_id, "is_inside": joined})
        if not changed.rowcount:
            await self._add(group_id, contact_id, asked=True, joined=joined, link_wanted=False)

    async def _add(self, group_id: int, contact_id: int, **values: bool) -> None:
        await self._run(_ADD, {"id": new_id(), "group_id": group_id, "contact_id": contact_id, **values})

    async def _compared(self, query: member_queries.People, group: TownGroup) -> list[tuple[int, str]]:
        given = {"line": group.line_id, "town": group.town_id, "groups": group.group_ids}
        return await self._opened(query, given)

    async def _opened(self, query: member_queries.People, values: dict[str, Any]) -> list[tuple[int, str]]:
        rows = await self._run(query, values)
        return [(row[0], self._vault.open("contact", "address", row[0], row[1])) for row in rows]

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)
