"""Two persons turn out to be one: what is theirs changes hands."""

from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t

_THEIRS = (
    t.contact.c.person_id,
    t.report.c.person_id,
    t.code.c.person_id,
    t.incident.c.holder_id,
    t.incident.c.observer_id,
)
_ONE_EACH = (t.verification, t.answer)
"""One of an incident and person; where both have one, that of who stays counts."""


async def merge_person(session: AsyncSession, keep: int, gone: int) -> None:
    """Everything that refers to `gone` refers to `keep`; `gone` is deleted, with the step it was in."""
    for column in _THEIRS:
        await _run(session, update(column.table).where(column == gone).values({column: keep}))
    for table in _ONE_EACH:
        has = select(table.c.incident_id).where(table.c.person_id == keep)
        theirs = table.c.person_id == gone, table.c.incident_id.not_in(has)
        await _run(session, update(table).where(*theirs).values(person_id=keep))
    await _run(session, delete(t.person).where(t.person.c.id == gone))


async def _run(session: AsyncSession, statement: Any) -> None:
    await (await session.connection()).execute(statement)
