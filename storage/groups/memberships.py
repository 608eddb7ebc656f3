"""Who should be in a town's Signal group, and whom the bot let in."""

from sqlalchemy import ColumnElement, Select, delete, exists, or_, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.core_tables import contact, grant, person
from storage.core.group_tables import GroupMemberRow
from storage.core.ids import new_id
from storage.encryption.vault import Vault

_member = GroupMemberRow


class SqlMemberships:
    """Who belongs into a town's Signal group and who is in it, which bot/lines/signal_groups.py compares."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def missing(self, line_id: int, town_id: int, group_id: int | None) -> list[tuple[int, str]]:
        """Return (contact, address) of people of the town on this line who are not in its group."""
        query = self._people().where(contact.c.line_id == line_id, contact.c.reachable, self._belongs(town_id))
        if group_id is not None:
            inside = exists().where(col(_member.contact_id) == contact.c.id, col(_member.group_id) == group_id)
            query = query.where(~inside)
        return await self._opened(query)

    async def gone(self, group_id: int, town_id: int) -> list[tuple[int, str]]:
        """Return (contact, address) of who is in the group and has left the town or the network."""
        query = (
            self._people()
            .join(_member, col(_member.contact_id) == contact.c.id)
            .where(col(_member.group_id) == group_id, ~self._belongs(town_id))
        )
        return await self._opened(query)

    async def add(self, group_id: int, contact_ids: list[int]) -> None:
        """Remember that these are in the group now."""
        for contact_id in contact_ids:
            self._session.add(GroupMemberRow(id=new_id(), group_id=group_id, contact_id=contact_id))
        await self._session.flush()

    async def remove(self, group_id: int, contact_ids: list[int]) -> None:
        """Remember that these are out of the group now."""
        await self._session.exec(
            delete(_member).where(col(_member.group_id) == group_id, col(_member.contact_id).in_(contact_ids))
        )

    def _people(self) -> Select[tuple[int, bytes]]:
        return select(contact.c.id, contact.c.address).join(person, person.c.id == contact.c.person_id)

    def _belongs(self, town_id: int) -> ColumnElement[bool]:
        has_role = exists().where(
            grant.c.person_id == person.c.id, or_(grant.c.town_id == town_id, grant.c.town_id.is_(None))
        )
        return has_role & person.c.stopped_at.is_(None)

    async def _opened(self, query: Select[tuple[int, bytes]]) -> list[tuple[int, str]]:
        rows = await self._session.exec(query)  # type: ignore[call-overload]
        return [(row[0], self._vault.open("contact", "address", row[0], row[1])) for row in rows.all()]
