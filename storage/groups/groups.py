"""Towns' groups and channels."""

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.group import Group, GroupReader
from storage.core.group_tables import GroupAccountRow, GroupMemberRow, GroupRow
from storage.core.ids import new_id
from storage.core.line_tables import LineRow
from storage.core.people_tables import ContactRow
from storage.encryption.vault import Vault
from storage.outbox.move_group import move_group
from storage.outbox.withdrawing import withdraw_of_group


class SqlGroups:
    """Towns' groups and channels in the database (port: alerts/groups/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def added(self, line_id: int, address: str, title: str, reader: GroupReader = GroupReader.COMMUNITY) -> Group:
        """Remember that the bot is in this group now; for which town is not said yet."""
        row = await self._at(line_id, address)
        if row is None:
            group_id = new_id()
            row = GroupRow(
                id=group_id,
                line_id=line_id,
                address_index=self._index(line_id, address),
                address=self._vault.seal("group_chat", "address", group_id, address),
                reader=reader.value,
            )
        row.title = self._vault.seal("group_chat", "title", row.id, title)
        row.active = True
        self._session.add(row)
        await self._session.flush()
        return self._group(row)

    async def get(self, group_id: int) -> Group | None:
        """Return one group; None where there is none of that id."""
        row = await self._session.get(GroupRow, group_id)
        return self._group(row) if row else None

    async def find(self, line_id: int, address: str) -> Group | None:
        """Return the group at this address; None where we never were in one there."""
        row = await self._at(line_id, address)
        return self._group(row) if row else None

    async def of_town(self, line_id: int, town_id: int, reader: GroupReader = GroupReader.COMMUNITY) -> list[Group]:
        """Return the town's groups for these readers on a line, oldest first; where one is full there are several."""
        found = await self._session.exec(
            select(GroupRow)
            .where(
                GroupRow.line_id == line_id,
                GroupRow.town_id == town_id,
                GroupRow.reader == reader.value,
                col(GroupRow.active),
            )
            .order_by(col(GroupRow.id))
        )
        return [self._group(row) for row in found.all()]

    async def connect(self, group_id: int, town_id: int | None) -> None:
        """Make it this town's group; None: no town's, as a coordinator says."""
        said = {"town_id": town_id, "former_town_id": None}
        await self._session.exec(update(GroupRow).where(col(GroupRow.id) == group_id).values(**said))
        self._session.expire_all()

    async def of_people(self, town_id: int) -> list[Group]:
        """Return the groups that people connected to this town, oldest first: on Signal we make them ourselves."""
        found = await self._session.exec(
            select(GroupRow)
            .join(LineRow, col(LineRow.id) == GroupRow.line_id)
            .where(LineRow.transport == "telegram", GroupRow.town_id == town_id, col(GroupRow.active))
            .order_by(col(GroupRow.id))
        )
        return [self._group(row) for row in found.all()]

    async def cut_off(self, group_id: int) -> None:
        """Let it be no town's, and post nothing there any more."""
        said = {"town_id": None, "former_town_id": None, "active": False}
        await self._session.exec(update(GroupRow).where(col(GroupRow.id) == group_id).values(**said))
        await withdraw_of_group(self._session, group_id)
        self._session.expire_all()

    async def ask_anew(self, group_id: int, former_town_id: int) -> None:
        """Make it no town's until a coordinator says whose it is; remember whose it was."""
        asked = {"town_id": None, "former_town_id": former_town_id}
        await self._session.exec(update(GroupRow).where(col(GroupRow.id) == group_id).values(**asked))
        self._session.expire_all()

    async def members(self) -> list[tuple[int, int]]:
        """Return (contact, person) of whom we put into a group and can reach."""
        found = await self._session.exec(
            select(ContactRow.id, ContactRow.person_id)
            .join(GroupMemberRow, col(GroupMemberRow.contact_id) == ContactRow.id)
            .where(col(ContactRow.reachable))
            .order_by(col(ContactRow.id))
            .distinct()
        )
        return list(found.all())

    async def rename(self, group_id: int, title: str) -> None:
        """Remember what it is called now."""
        sealed = self._vault.seal("group_chat", "title", group_id, title)
        await self._session.exec(update(GroupRow).where(col(GroupRow.id) == group_id).values(title=sealed))
        self._session.expire_all()

    async def read_by(self, group_id: int, reader: GroupReader) -> None:
        """Let the group be for these readers from now on; the community's has no list of members."""
        await self._session.exec(update(GroupRow).where(col(GroupRow.id) == group_id).values(reader=reader.value))
        if reader is GroupReader.COMMUNITY:
            # Who is in it is nobody's business any more, and would keep somebody erased from being gone.
            for row in (GroupMemberRow, GroupAccountRow):
                await self._session.exec(delete(row).where(col(row.group_id) == group_id))
        self._session.expire_all()

    async def of_responders(self, transport: str) -> list[Group]:
        """Return every connected group of responders on lines of this transport, oldest first."""
        found = await self._session.exec(
            select(GroupRow)
            .join(LineRow, col(LineRow.id) == GroupRow.line_id)
            .where(
                LineRow.transport == transport,
                GroupRow.reader == GroupReader.RESPONDERS.value,
                col(GroupRow.active),
                col(GroupRow.town_id).is_not(None),
            )
            .order_by(col(GroupRow.id))
        )
        return [self._group(row) for row in found.all()]

    async def removed(self, line_id: int, address: str) -> None:
        """Remember that the bot cannot post there any more."""
        await self._session.exec(
            update(GroupRow)
            .where(col(GroupRow.line_id) == line_id, col(GroupRow.address_index) == self._index(line_id, address))
            .values(active=False)
        )

    async def moved(self, line_id: int, old: str, new: str) -> None:
        """Give the group at the old address its new one; nothing where there is none."""
        row = await self._at(line_id, old)
        if row is None:
            return
        group_id, vault = row.id, self._vault
        connected = await self._session.connection()
        await connected.run_sync(lambda connection: move_group(connection, vault, group_id, new))
        self._session.expire_all()

    async def _at(self, line_id: int, address: str) -> GroupRow | None:
        found = await self._session.exec(
            select(GroupRow).where(GroupRow.line_id == line_id, GroupRow.address_index == self._index(line_id, address))
        )
        return found.first()

    def _index(self, line_id: int, address: str) -> bytes:
        return self._vault.index("group", f"{line_id}:{address}")

    def _group(self, row: GroupRow) -> Group:
        return Group(
            id=row.id,
            line_id=row.line_id,
            town_id=row.town_id,
            former_town_id=row.former_town_id,
            active=row.active,
            reader=GroupReader(row.reader),
            address=self._vault.open("group_chat", "address", row.id, row.address),
            title=self._vault.open("group_chat", "title", row.id, row.title) if row.title else "",
        )
