"""How many messages each person sent lately: one row each, counted by one statement."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.person_limits import WINDOW, MessageWindow
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.database.conflict_insert import conflict_insert
from storage.encryption.vault import Vault
from storage.incidents.tables import message_window as t

_STANDS: Any = t.c.since > bindparam("begun", type_=UtcMilliseconds())
_COLUMNS = (t.c.since, t.c.messages, t.c.noted)

# Built once: nearly every message is counted.
_OF = select(*_COLUMNS).where(t.c.person_id == bindparam("person"), _STANDS)
_ADD = insert(t)
_SAVE = update(t).where(t.c.person_id == bindparam("person"))


@cache
def _counting(dialect: str) -> Any:
    """Make the statement that counts one more in the window that stands, and begins one where none does."""
    counting = conflict_insert(t, dialect)
    changes = {
        "messages": case((_STANDS, t.c.messages + 1), else_=1),
        "noted": case((_STANDS, t.c.noted), else_=""),
        "since": case((_STANDS, t.c.since), else_=counting.excluded.since),
    }
    return counting.on_conflict_do_update(index_elements=(t.c.person_id,), set_=changes).returning(*_COLUMNS)


class SqlMessageWindows:
    """How many messages each person sent lately, in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def count(self, person_id: int, now: datetime) -> MessageWindow:
        """Count one more message of this person; return the window with it."""
        first = MessageWindow(person_id=person_id, since=now, messages=1)
        counting = _counting(self._session.get_bind().dialect.name)
        counted = await (await self._session.connection()).execute(counting, _row(first) | {"begun": now - WINDOW})
        return _window(person_id, counted.one())

    async def of(self, person_id: int, now: datetime) -> MessageWindow:
        """Return the window in which this person is; a fresh one where none stands."""
        given = {"person": person_id, "begun": now - WINDOW}
        row = (await (await self._session.connection()).execute(_OF, given)).first()
        return _window(person_id, row) if row else MessageWindow(person_id=person_id, since=now, messages=0)

    async def save(self, window: MessageWindow) -> None:
        """Keep what was noted in it."""
        connection = await self._session.connection()
        if (await connection.execute(_SAVE, _values(window) | {"person": window.person_id})).rowcount == 0:
            await connection.execute(_ADD, _row(window))


def _row(window: MessageWindow) -> dict[str, Any]:
    return {"id": new_id(), "person_id": window.person_id, **_values(window)}


def _values(window: MessageWindow) -> dict[str, Any]:
    return {"since": window.since, "messages": window.messages, "noted": " ".join(sorted(window.noted))}


def _window(person_id: int, row: Any) -> MessageWindow:
    return MessageWindow(
        person_id=person_id, since=row.since, messages=row.messages, noted=frozenset(row.noted.split())
    )
