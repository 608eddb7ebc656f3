"""What is removed of shifts that are long over."""

from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.retention import Retention
from alerts.on_call.shift_kept import SHIFT_KEPT
from storage.on_call.tables import shift

_OVER = delete(shift).where(shift.c.ends_at < bindparam("before"))


async def purge_shifts(session: AsyncSession, now: datetime, retention: Retention) -> None:
    """Remove the shifts that ended so long ago."""
    await (await session.connection()).execute(_OVER, {"before": now - retention.of(SHIFT_KEPT)})
