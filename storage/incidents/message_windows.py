"""How many messages each person sent lately: one row each, counted by one statement."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.person_limits import WINDOW, MessageWindow
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.incidents.tables import message_window as t

_NOW: Any = bindparam("now", type_=UtcMilliseconds())
_STANDS: Any = t.c.since > bindparam("begun", type_=UtcMilliseconds())
_COLUMNS = (t.c.since, t.c.messages, t.c.noted)


# Made once: nearly every message is counted.
_COUNT = (
    update(t)
    .where(t.c.person_id == bindparam("person"))
    .values(
        messages=case((_STANDS, t.c.messages + 1), else_=1),
        noted=case((_STANDS, t.c.noted), else_=""),
        since=case((_STANDS, t.c.since), else_=_NOW),
    )
    .returning(*_COLUMNS)
)
_ADD = insert(t)
_OF = select(*_COLUMNS).where(t.c.person_id == bindparam("person"), _STANDS)


class SqlMessageWindows:
    """How many messages each person sent lately, in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def count(self, person_id: int, now: datetime) -> MessageWindow:
        """Count one more message of this person; return the window with it."""
        given = {"person": person_id, "now": now, "begun": now - WINDOW}
        row = (await (await self._session.connection()).execute(_COUNT, given)).first()
        if row is not None:
            return _window(person_id, row)
        first = MessageWindow(person_id=person_id, since=now, messages=1)
        await self._add(first)
        return first

    async def of(self, person_id: int, now: datetime) -> MessageWindow:
        """Return the window in which this person is; a fresh one where none stands."""
        given = {"person": person_id, "begun": now - WINDOW}
        row = (await (await self._session.connection()).execute(_OF, given)).first()
        return _window(person_id, row) if row else MessageWindow(person_id=person_id, since=now, messages=0)

    async def save(self, window: MessageWindow) -> None:
        """Keep what was noted in it."""
        mine = update(t).where(t.c.person_id == window.person_id)
        connection = await self._session.connection()
        if (await connection.execute(mine.values(**_values(window)))).rowcount == 0:
            await self._add(window)

    async def _add(self, window: MessageWindow) -> None:
        values = {"id": new_id(), "person_id": window.person_id, **_values(window)}
        await (await self._session.connection()).execute(_ADD, values)


def _values(window: MessageWindow) -> dict[str, Any]:
    return {"since": window.since, "messages": window.messages, "noted": " ".join(sorted(window.noted))}


def _window(person_id: int, row: Any) -> MessageWindow:
    return MessageWindow(
        person_id=person_id, since=row.since, messages=row.messages, noted=frozenset(row.noted.split())
    )
