"""What the purge needs of storage. Times are aware UTC."""

from datetime import datetime
from typing import Protocol

from alerts.network.retention import Retention
from alerts.work.port import Port


class Purge(Protocol):
    """What removes that which is kept long enough, whichever area it belongs to."""

    async def own(self, now: datetime, retention: Retention) -> None:
        """Remove what each area has kept long enough by now."""
        ...

    async def mail(self, before: datetime) -> None:
        """Remove what came and what was said before then."""
        ...

    async def strangers(self, before: datetime) -> None:
        """Remove who has written nothing since then, has no role, and is not in the middle of anything."""
        ...


PURGE = Port[Purge]("purge")
