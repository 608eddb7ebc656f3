"""The times over which the receiver kept what the bridge posted, line by line: what the bot did not have to hear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.lines.coverage import Span
from storage.core.core_tables import inbox, receiver
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds

_AT: Any = bindparam("at", type_=UtcMilliseconds())
# Built once: they are needed every few seconds, and with whatever the bridge posts.
_RENEW = (
    update(receiver)
    .where(receiver.c.id.in_(bindparam("those", expanding=True)), receiver.c.seen_at < _AT)
    .values(seen_at=_AT)
)
_POSTED = update(receiver).where(receiver.c.id == bindparam("which")).values(posted_at=_AT)


@dataclass(frozen=True, kw_only=True)
class ReceiverRecord:
    """What is known of a line's receiver. Moments are aware UTC."""

    watched: tuple[Span, ...]
    posted_at: datetime | None
    """The bridge's last post."""
    heard_at: datetime | None
    """The newest message of the line in the inbox, whichever way it came."""


async def begin(session: AsyncSession, line_id: int, now: datetime) -> int:
    """Begin a time in which everything is kept; return its id."""
    row_id = new_id()
    posted = select(func.max(receiver.c.posted_at)).where(receiver.c.line_id == line_id)
    values = {"id": row_id, "line_id": line_id, "since": now, "seen_at": now}
    known = (await _run(session, posted)).scalar_one()
    await _run(session, insert(receiver).values(values | {"posted_at": known}))
    return row_id


async def renew(session: AsyncSession, ids: Sequence[int], seen_at: datetime) -> None:
    """Prolong these times: everything up to this moment is kept."""
    await (await session.connection()).execute(_RENEW, {"those": list(ids), "at": seen_at})


async def posted(session: AsyncSession, row_id: int, at: datetime) -> None:
    """Remember that the bridge posted something at this moment: it knows of the receiver."""
    await (await session.connection()).execute(_POSTED, {"which": row_id, "at": at})


async def record(session: AsyncSession, line_id: int, since: datetime) -> ReceiverRecord:
    """Return the times of this line that reach beyond `since`, and when its bridge last posted."""
    r, i = receiver.c, inbox.c
    spans = select(r.since, r.seen_at).where(r.line_id == line_id, r.seen_at >= since).order_by(r.since)
    last = select(func.max(r.posted_at)).where(r.line_id == line_id)
    heard = select(i.received_at).where(i.line_id == line_id).order_by(i.received_at.desc()).limit(1)
    return ReceiverRecord(
        watched=tuple(Span(since=row.since, until=row.seen_at) for row in await _run(session, spans)),
        posted_at=(await _run(session, last)).scalar_one(),
        heard_at=(await _run(session, heard)).scalar_one_or_none(),
    )


async def purge(session: AsyncSession, before: datetime) -> None:
    """Delete the times that ended before then; the one that runs never did."""
    await _run(session, delete(receiver).where(receiver.c.seen_at < before))


async def _run(session: AsyncSession, statement: Any) -> Any:
    return await (await session.connection()).execute(statement)
