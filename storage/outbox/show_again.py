"""A card is shown once more at the end of the chat, and the one that stands further up is deleted."""

from datetime import datetime

from sqlalchemy import bindparam, case, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.core_tables import delivery, line
from storage.core.moments import UtcMilliseconds
from storage.outbox.deletions import Deletable, delete_all
from storage.outbox.notices import SqlNotices

# Built once: to build a statement takes longer than SQLite needs for it.
_THEIRS = delivery.c.notice_id == bindparam("notice"), delivery.c.contact_id == bindparam("contact")
_FORMER = (
    select(delivery.c.line_id, delivery.c.ref, delivery.c.begun_at, line.c.transport)
    .join(line, line.c.id == delivery.c.line_id)
    .where(*_THEIRS, delivery.c.ref.is_not(None))
)
_SHOW = (
    update(delivery)
    .where(*_THEIRS)
    .values(
        state=case((delivery.c.state == "sending", "sending"), else_="queued"),
        ref=None,
        shown=0,
        shown_major=0,
        edits=0,
        due_at=bindparam("now", type_=UtcMilliseconds()),
    )
)


async def show_again(
    session: AsyncSession, notices: SqlNotices, notice_id: int, contact_id: int, now: datetime
) -> bool:
    """Show it as a new message to who had it; False where they did not."""
    connection = await session.connection()
    theirs = {"notice": notice_id, "contact": contact_id}
    former = (await connection.execute(_FORMER, theirs)).first()
    shown = await connection.execute(_SHOW, theirs | {"now": now})
    if former is not None:
        # Nobody would know of it any more, and place and words would stay on the phone.
        old = Deletable(
            line_id=former.line_id,
            contact_id=contact_id,
            ref=former.ref,
            begun_at=former.begun_at or now,
            batched=former.transport != "signal",
        )
        await delete_all(session, notices, [old], now)
    return bool(shown.rowcount)
