"""A card is shown once more at the end of the chat, and the one that stands further up is deleted."""

from datetime import datetime

from sqlalchemy import case, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.core_tables import delivery, line
from storage.outbox.deletions import Deletable, delete_all
from storage.outbox.notices import SqlNotices


async def show_again(
    session: AsyncSession, notices: SqlNotices, notice_id: int, contact_id: int, now: datetime
) -> bool:
    """Show it as a new message to who had it; False where they did not."""
    theirs = delivery.c.notice_id == notice_id, delivery.c.contact_id == contact_id
    connection = await session.connection()
    columns = delivery.c.line_id, delivery.c.ref, delivery.c.begun_at, line.c.transport
    asking = select(*columns).join(line, line.c.id == delivery.c.line_id)
    former = (await connection.execute(asking.where(*theirs, delivery.c.ref.is_not(None)))).first()
    fresh = {"ref": None, "shown": 0, "shown_major": 0, "edits": 0, "due_at": now}
    state = case((delivery.c.state == "sending", "sending"), else_="queued")
    shown = await connection.execute(update(delivery).where(*theirs).values(state=state, **fresh))
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
    session.expire_all()
    return bool(shown.rowcount)
