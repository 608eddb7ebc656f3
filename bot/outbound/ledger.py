"""What one line's courier writes to the outbox and reads from it, a transaction at a time."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.outbound.resources import CourierResources
from storage.outbox.claimed import Claimed, ClaimOrder
from storage.outbox.delivery_fate import Verdict
from storage.outbox.exchange import CourierExchange, Leftovers, exchange, first_exchange

log = structlog.get_logger()


class OutboxLedger:
    """The verdicts that one line's courier still has to write down, and its exchanges with the outbox."""

    def __init__(self, resources: CourierResources, line_id: int) -> None:
        self._resources = resources
        self._line_id = line_id
        self._verdicts: list[Verdict] = []
        self._next_due: datetime | None = None
        self._in_doubt = False

    @property
    def unrecorded(self) -> int:
        """How many verdicts the next exchange has to write down."""
        return len(self._verdicts)

    @property
    def next_due(self) -> datetime | None:
        """When something may go that the last exchange did not claim (aware UTC); None: nothing waits."""
        return self._next_due

    def add(self, verdict: Verdict) -> None:
        """Keep this verdict until an exchange has written it down."""
        self._verdicts.append(verdict)

    async def recover(self) -> Leftovers:
        """Find what an earlier run left: claims, a pause, posts that still count. Raises what the database raises."""
        store, lease, line_id, now = self._resources.store, self._resources.lease, self._line_id, self._resources.now()
        left = await store.transact(lambda connection: first_exchange(connection, line_id, now, lease.boot, lease.hold))
        log.info("courier.begun", line=line_id, deliveries=left.deliveries)
        return left

    async def exchange(self, order: ClaimOrder, claims: Sequence[Claimed]) -> list[Claimed]:
        """Write the verdicts down and claim what is ordered, in one transaction; return what was claimed.

        `claims`: what was claimed before and has no verdict yet. Raises what the database raises; the verdicts are kept
        then, and the next exchange writes them down.
        """
        verdicts, self._verdicts = self._verdicts, []
        try:
            return await self._write(order, claims, verdicts)
        except BaseException:
            # It may have been committed all the same: recording twice does no harm, and claims are looked up.
            self._verdicts = verdicts + self._verdicts
            self._in_doubt = True
            raise

    async def _write(self, order: ClaimOrder, claims: Sequence[Claimed], verdicts: Sequence[Verdict]) -> list[Claimed]:
        resources = self._resources
        known = [claimed.delivery_id for claimed in claims] if self._in_doubt else None
        given = CourierExchange(verdicts=verdicts, hold=resources.lease.hold, known=known, order=order)
        vault = resources.store.vault
        result = await resources.store.transact(lambda connection: exchange(connection, vault, given))
        self._next_due = result.next_due
        self._in_doubt = False
        if result.deadline_set:
            resources.deadline_set()
        if any(verdict.unreachable or verdict.elsewhere for verdict in verdicts):
            resources.rerouted()
        return result.claimed
