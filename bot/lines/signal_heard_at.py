"""Until when Signal was heard, written down so that the next run can say how long nobody listened."""

from typing import TYPE_CHECKING

import structlog

from bot.process.wakeup import Wakeup
from storage.core.line_tables import LineRow
from storage.database.faults import fault_of
from storage.database.store import Store

if TYPE_CHECKING:
    from bot.transports.signal.transport import SignalTransport

log = structlog.get_logger()

EVERY = 5.0
"""Seconds between two looks: a killed run's deaf window is told too long by this and a health check's pause at most."""
FIRST = 0.2
"""Seconds between looks until this run hears: one that is killed soon after must not leave its gap untold."""


class HeardAtRecorder:
    """The service that writes the transport's `heard_at` down while it moves."""

    def __init__(self, store: Store, transport: "SignalTransport") -> None:
        self._store = store
        self._transport = transport
        self._wakeup = Wakeup(0)
        self._kept = transport.heard_at
        self._pause = FIRST
        self._stopping = False

    async def run(self) -> None:
        """Write until stop(), and once more at the end."""
        while not self._stopping:
            await self._wakeup.listen(self._pause)
            try:
                await self._keep()
            except Exception as error:
                # The next look writes it; until then a longer window would be told than it was.
                if fault_of(error) is None:
                    log.exception("hearing.trouble")

    def stop(self) -> None:
        """End after writing for the last time."""
        self._stopping = True
        self._wakeup.ring()

    async def _keep(self) -> None:
        heard_at = self._transport.heard_at
        if heard_at is None or heard_at == self._kept:
            return
        async with self._store.write() as session:
            row = await session.get(LineRow, self._transport.line_id)
            if row is not None:
                row.heard_at = heard_at
                session.add(row)
        self._kept, self._pause = heard_at, EVERY
