"""How many messages each person sent lately: one row each, counted by one statement."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.person_limits import WINDOW, MessageWindow
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.incidents.tables import message_window as t

_NOW: Any = bindparam("now", type_=UtcMilliseconds())
_STANDS: Any = t.c.since > bindparam("begun", type_=UtcMilliseconds())
_COLUMNS = (t.c.since, t.c.messages, t.c.noted)


def _count(dialect: Any) -> Any:
    """Make the statement that begins a window or counts one more in that which stands."""
    first = {"id": bindparam("fresh"), "person_id": bindparam("person"), "since": _NOW, "messages": 1, "noted": ""}
    more = {
        "messages": case((_STANDS, t.c.messages + 1), else_=1),
        "noted": case((_STANDS, t.c.noted), else_=""),
        "since": case((_STANDS, t.c.since), else_=_NOW),
    }
    counting = dialect.insert(t).values(first).on_conflict_do_update(index_elements=["person_id"], set_=more)
    return counting.returning(*_COLUMNS)


# Made once: nearly every message is counted.
_COUNT = {"postgresql": _count(postgresql), "sqlite": _count(sqlite)}
_OF = select(*_COLUMNS).where(t.c.person_id == bindparam("person"), _STANDS)


class SqlMessageWindows:
    """How many messages each person sent lately, in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def count(self, person_id: int, now: datetime) -> MessageWindow:
        """Count one more message of this person; return the window with it."""
        statement = _COUNT[self._session.get_bind().dialect.name]
        given = {"fresh": new_id(), "person": person_id, "now": now, "begun": now - WINDOW}
        return _window(person_id, (await (await self._session.connection()).execute(statement, given)).one())

    async def of(self, person_id: int, now: datetime) -> MessageWindow:
        """Return the window in which this person is; a fresh one where none stands."""
        given = {"person": person_id, "begun": now - WINDOW}
        row = (await (await self._session.connection()).execute(_OF, given)).first()
        return _window(person_id, row) if row else MessageWindow(person_id=person_id, since=now, messages=0)

    async def save(self, window: MessageWindow) -> None:
        """Keep what was noted in it."""
        noted = " ".join(sorted(window.noted))
        connection = await self._session.connection()
        mine = update(t).where(t.c.person_id == window.person_id)
        kept = await connection.execute(mine.values(since=window.since, messages=window.messages, noted=noted))
        if kept.rowcount == 0:
            values = {"since": window.since, "messages": window.messages, "noted": noted}
            await connection.execute(t.insert().values(id=new_id(), person_id=window.person_id, **values))


def _window(person_id: int, row: Any) -> MessageWindow:
    return MessageWindow(
        person_id=person_id, since=row.since, messages=row.messages, noted=frozenset(row.noted.split())
    )
