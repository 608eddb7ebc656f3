"""Towns' groups and channels."""

from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.group import Group, GroupReader
from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.outbox.move_group import move_group
from storage.outbox.withdrawing import withdraw_of_group

# Built once: to build a statement takes longer than SQLite needs for it.
_group = t.group_chat.c
_GROUPS = select(t.group_chat).order_by(_group.id)
_WITH_ID = select(t.group_chat).where(_group.id == bindparam("which"))
_AT_ADDRESS = select(t.group_chat).where(
    _group.line_id == bindparam("line"), _group.address_index == bindparam("index")
)
_OF_TOWN = _GROUPS.where(
    _group.line_id == bindparam("line"),
    _group.town_id == bindparam("town"),
    _group.reader == bindparam("for_whom"),
    _group.active,
)
_ON_TRANSPORT = _GROUPS.join(t.line, t.line.c.id == _group.line_id).where(
    t.line.c.transport == bindparam("transport"), _group.active
)
_OF_PEOPLE = _ON_TRANSPORT.where(_group.town_id == bindparam("town"))
_OF_RESPONDERS = _ON_TRANSPORT.where(_group.reader == GroupReader.RESPONDERS.value, _group.town_id.is_not(None))
_MEMBERS = (
    select(t.contact.c.id, t.contact.c.person_id)
    .join(t.group_member, t.group_member.c.contact_id == t.contact.c.id)
    .where(t.contact.c.reachable)
    .order_by(t.contact.c.id)
    .distinct()
)
_ADD = insert(t.group_chat)
_CHANGE = update(t.group_chat).where(_group.id == bindparam("which"))
_ADD_AGAIN = _CHANGE.values(title=bindparam("sealed"), active=True)
_SET_TOWN = _CHANGE.values(town_id=bindparam("town"), former_town_id=bindparam("former"))
_CUT_OFF = _CHANGE.values(town_id=None, former_town_id=None, active=False)
_RENAME = _CHANGE.values(title=bindparam("sealed"))
_SET_READER = _CHANGE.values(reader=bindparam("for_whom"))
_REMOVED = (
    update(t.group_chat)
    .where(_group.line_id == bindparam("line"), _group.address_index == bindparam("index"))
    .values(active=False)
)
_FORGET_PEOPLE = [
    delete(table).where(table.c.group_id == bindparam("which")) for table in (t.group_member, t.group_account)
]


class SqlGroups:
    """Towns' groups and channels in the database (port: alerts/groups/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def added(self, line_id: int, address: str, title: str, reader: GroupReader = GroupReader.COMMUNITY) -> Group:
        """Remember that the bot is in this group now; for which town is not said yet."""
        row = await self._at(line_id, address)
        group_id = row.id if row is not None else new_id()
        sealed = self._vault.seal("group_chat", "title", group_id, title)
        if row is not None:
            await self._change(_ADD_AGAIN, {"which": group_id, "sealed": sealed})
            return replace(self._group(row), title=title, active=True)
        values = {
            "id": group_id,
            "line_id": line_id,
            "town_id": None,
            "former_town_id": None,
            "address": self._vault.seal("group_chat", "address", group_id, address),
            "address_index": self._index(line_id, address),
            "title": sealed,
            "active": True,
            "reader": reader.value,
            "timer_at": None,
        }
        await (await self._session.connection()).execute(_ADD, values)
        return Group(
            id=group_id, line_id=line_id, town_id=None, address=address, title=title, active=True, reader=reader
        )

    async def get(self, group_id: int) -> Group | None:
        """Return one group; None where there is none of that id."""
        found = await self._found(_WITH_ID, {"which": group_id})
        return found[0] if found else None

    async def find(self, line_id: int, address: str) -> Group | None:
        """Return the group at this address; None where we never were in one there."""
        row = await self._at(line_id, address)
        return self._group(row) if row is not None else None

    async def of_town(self, line_id: int, town_id: int, reader: GroupReader = GroupReader.COMMUNITY) -> list[Group]:
        """Return the town's groups for these readers on a line, oldest first; where one is full there are several."""
        return await self._found(_OF_TOWN, {"line": line_id, "town": town_id, "for_whom": reader.value})

    async def connect(self, group_id: int, town_id: int | None) -> None:
        """Make it this town's group; None: no town's, as a coordinator says."""
        await self._change(_SET_TOWN, {"which": group_id, "town": town_id, "former": None})

    async def of_people(self, town_id: int) -> list[Group]:
        """Return the groups that people connected to this town, oldest first: on Signal we make them ourselves."""
        return await self._found(_OF_PEOPLE, {"transport": "telegram", "town": town_id})

    async def cut_off(self, group_id: int) -> None:
        """Let it be no town's, and post nothing there any more."""
        await self._change(_CUT_OFF, {"which": group_id})
        await withdraw_of_group(self._session, group_id)

    async def ask_anew(self, group_id: int, former_town_id: int) -> None:
        """Make it no town's until a coordinator says whose it is; remember whose it was."""
        await self._change(_SET_TOWN, {"which": group_id, "town": None, "former": former_town_id})

    async def members(self) -> list[tuple[int, int]]:
        """Return (contact, person) of whom we put into a group and can reach."""
        found = await (await self._session.connection()).execute(_MEMBERS)
        return [(row.id, row.person_id) for row in found]

    async def rename(self, group_id: int, title: str) -> None:
        """Remember what it is called now."""
        sealed = self._vault.seal("group_chat", "title", group_id, title)
        await self._change(_RENAME, {"which": group_id, "sealed": sealed})

    async def read_by(self, group_id: int, reader: GroupReader) -> None:
        """Let the group be for these readers from now on; the community's has no list of members."""
        await self._change(_SET_READER, {"which": group_id, "for_whom": reader.value})
        if reader is GroupReader.COMMUNITY:
            # Who is in it is nobody's business any more, and would keep somebody erased from being gone.
            for forgetting in _FORGET_PEOPLE:
                await self._change(forgetting, {"which": group_id})

    async def of_responders(self, transport: str) -> list[Group]:
        """Return every connected group of responders on lines of this transport, oldest first."""
        return await self._found(_OF_RESPONDERS, {"transport": transport})

    async def removed(self, line_id: int, address: str) -> None:
        """Remember that the bot cannot post there any more."""
        await self._change(_REMOVED, {"line": line_id, "index": self._index(line_id, address)})

    async def moved(self, line_id: int, old: str, new: str) -> None:
        """Give the group at the old address its new one; nothing where there is none."""
        row = await self._at(line_id, old)
        if row is None:
            return
        group_id, vault = row.id, self._vault
        connected = await self._session.connection()
        await connected.run_sync(lambda connection: move_group(connection, vault, group_id, new))

    async def _at(self, line_id: int, address: str) -> Any | None:
        given = {"line": line_id, "index": self._index(line_id, address)}
        return (await (await self._session.connection()).execute(_AT_ADDRESS, given)).first()

    async def _found(self, query: Any, values: dict[str, Any]) -> list[Group]:
        return [self._group(row) for row in await (await self._session.connection()).execute(query, values)]

    async def _change(self, statement: Any, values: dict[str, Any]) -> None:
        await (await self._session.connection()).execute(statement, values)

    def _index(self, line_id: int, address: str) -> bytes:
        return self._vault.index("group", f"{line_id}:{address}")

    def _group(self, row: Any) -> Group:
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
