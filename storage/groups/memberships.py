"""Who should be in the groups that the bot keeps, and whom it let in."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, delete, exists, func, or_, select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.group import GroupReader
from alerts.network.audience import COMMUNITY
from alerts.people.person import DESK, Role
from storage.core.core_tables import contact, grant, person
from storage.core.group_tables import GroupMemberRow
from storage.core.ids import new_id
from storage.encryption.vault import Vault

_member = GroupMemberRow
_ROLES = {GroupReader.COMMUNITY: COMMUNITY, GroupReader.RESPONDERS: frozenset({Role.RESPONDER})}
_NEVER = {GroupReader.COMMUNITY: DESK | {Role.RESPONDER}, GroupReader.RESPONDERS: DESK}
"""Who is not put into such a group: they have another one, or the desk's cards. The desk may ask to be let in."""
_MAY_ASK = {GroupReader.COMMUNITY: frozenset(Role), GroupReader.RESPONDERS: DESK | {Role.RESPONDER}}
"""Who is let into such a group if they follow its link: responders read where to go, and nobody else may there."""


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
        query = self._people().where(contact.c.line_id == group.line_id, contact.c.reachable, self._belongs(group))
        return await self._opened(query.where(~self._inside(group)).order_by(contact.c.id))

    async def sizes(self, group: TownGroup) -> dict[int, int]:
        """Return how many people each of these groups has."""
        ids = col(_member.group_id)
        count = select(ids, func.count()).where(ids.in_(group.group_ids)).group_by(ids)
        rows = await (await self._session.connection()).execute(count)
        return dict.fromkeys(group.group_ids, 0) | {row[0]: row[1] for row in rows}

    async def inside(self, group_id: int) -> frozenset[str]:
        """Return the addresses of those whom we let into this group."""
        query = self._people().join(_member, col(_member.contact_id) == contact.c.id)
        return frozenset(address for _, address in await self._opened(query.where(col(_member.group_id) == group_id)))

    async def gone(self, group: TownGroup) -> list[tuple[int, str]]:
        """Return (contact, address) of who is in the group and has left its town, or the roles that it is for."""
        stays = or_(self._belongs(group), col(_member.asked) & self._may_ask(group))
        query = (
            self._people()
            .join(_member, col(_member.contact_id) == contact.c.id)
            .where(col(_member.group_id).in_(group.group_ids), ~stays)
        )
        return await self._opened(query)

    async def askers(self, group: TownGroup, addresses: list[str]) -> list[tuple[int, str]]:
        """Return (contact, address) of those who ask to be let in and have a role in the town by which they may.

        `addresses`: as the platform names who asks.
        """
        query = self._people().where(contact.c.line_id == group.line_id, self._may_ask(group))
        known = await self._opened(query.where(~self._inside(group)))
        return [one for one in known if one[1] in addresses]

    async def add(self, group_id: int, contact_ids: list[int], *, asked: bool = False) -> None:
        """Remember that these are in the group now; `asked`: they wanted to, whatever their roles."""
        for contact_id in contact_ids:
            self._session.add(GroupMemberRow(id=new_id(), group_id=group_id, contact_id=contact_id, asked=asked))
        await self._session.flush()

    async def remove(self, group_id: int, contact_ids: list[int]) -> None:
        """Remember that these are out of the group now."""
        await self._session.exec(
            delete(_member).where(col(_member.group_id) == group_id, col(_member.contact_id).in_(contact_ids))
        )

    async def without_link(self, group: TownGroup) -> list[tuple[int, str]]:
        """Return (contact, address) of whom a Telegram group is to send a link: by a role there, or as they asked.

        Who has a role in every town asks for it where they want one. Oldest first.
        """
        wanted = exists().where(
            col(_member.contact_id) == contact.c.id,
            col(_member.group_id).in_(group.group_ids),
            col(_member.link_wanted),
        )
        own_town = exists().where(
            grant.c.person_id == person.c.id,
            grant.c.role.in_([role.value for role in sorted(_MAY_ASK[group.reader])]),
            grant.c.town_id == group.town_id,
        )
        query = self._people().where(contact.c.line_id == group.line_id, contact.c.reachable, self._may_ask(group))
        return await self._opened(query.where(wanted | (own_town & ~self._inside(group))).order_by(contact.c.id))

    async def note_joined(self, group_id: int, contact_id: int) -> None:
        """Remember that they are in it."""
        await self._save(group_id, contact_id, joined=True, link_wanted=False)

    async def note_link(self, group_id: int, contact_id: int) -> None:
        """Remember that they were sent a link, or left: they get another one when they ask for it."""
        await self._save(group_id, contact_id, joined=False, link_wanted=False)

    async def want_link(self, group_id: int, contact_id: int) -> None:
        """Remember that they ask for a link."""
        await self._save(group_id, contact_id, link_wanted=True)

    async def wants_link(self, group_id: int, contact_id: int) -> bool:
        """Return whether they asked for a link and have not got it."""
        here = col(_member.group_id) == group_id, col(_member.contact_id) == contact_id, col(_member.link_wanted)
        return (
            await (await self._session.connection()).execute(select(col(_member.id)).where(*here))
        ).first() is not None

    async def note_left(self, group_id: int, contact_id: int) -> None:
        """Remember that they left by themselves; nothing where they were not in it."""
        here = col(_member.group_id) == group_id, col(_member.contact_id) == contact_id
        await self._session.exec(update(_member).where(*here).values(joined=False))

    async def _save(self, group_id: int, contact_id: int, **values: bool) -> None:
        here = col(_member.group_id) == group_id, col(_member.contact_id) == contact_id
        changed = await self._session.exec(update(_member).where(*here).values(**values))
        if not changed.rowcount:
            fresh = {"asked": True, "joined": False} | values
            self._session.add(GroupMemberRow(id=new_id(), group_id=group_id, contact_id=contact_id, **fresh))
            await self._session.flush()

    def _people(self) -> Select[tuple[int, bytes]]:
        return select(contact.c.id, contact.c.address).join(person, person.c.id == contact.c.person_id)

    def _inside(self, group: TownGroup) -> ColumnElement[bool]:
        return exists().where(col(_member.contact_id) == contact.c.id, col(_member.group_id).in_(group.group_ids))

    def _belongs(self, group: TownGroup) -> ColumnElement[bool]:
        wanted, unwanted = (self._has(group.town_id, roles[group.reader]) for roles in (_ROLES, _NEVER))
        return wanted & ~unwanted & person.c.stopped_at.is_(None)

    def _may_ask(self, group: TownGroup) -> ColumnElement[bool]:
        return self._has(group.town_id, _MAY_ASK[group.reader]) & person.c.stopped_at.is_(None)

    def _has(self, town_id: int, roles: frozenset[Role]) -> ColumnElement[bool]:
        return exists().where(
            grant.c.person_id == person.c.id,
            grant.c.role.in_([role.value for role in sorted(roles)]),
            or_(grant.c.town_id == town_id, grant.c.town_id.is_(None)),
        )

    async def _opened(self, query: Select[tuple[int, bytes]]) -> list[tuple[int, str]]:
        rows = await self._session.exec(query)  # type: ignore[call-overload]
        return [(row[0], self._vault.open("contact", "address", row[0], row[1])) for row in rows.all()]
