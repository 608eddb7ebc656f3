"""The courier of one line: two loops, one between the outbox and us, one between us and the platform."""

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.outbound.capacity import Capacity
from bot.outbound.circuit_breaker import CircuitBreaker
from bot.outbound.delivery import MessageSender
from bot.outbound.flood_probe import FloodProbe
from bot.outbound.gate import SendGate
from bot.outbound.ledger import OutboxLedger
from bot.outbound.outcome_handler import OutcomeHandler
from bot.outbound.rate_limits import Pace
from bot.outbound.rendering import Renderer
from bot.outbound.resources import CourierResources
from bot.process.wakeup import Wakeup
from bot.transports.base import Transport
from storage.database.faults import fault_of

log = structlog.get_logger()

GRACE = 2.0
"""Seconds that what is on its way gets at the end."""
_COMPANY = 0.2
"""Seconds that an outcome waits for others, so that they share one commit."""
_LONGEST_REST, _SHARED_REST = 30.0, 2.0
"""Seconds; a wake that was missed costs no more. Where several instances post, one is missed more easily."""
_TROUBLE = 1.0
"""Seconds until the next try after a database error."""


class Courier:
    """The sender of one line: at work from run() until stop()."""

    def __init__(
        self, resources: CourierResources, transport: Transport, pace: Pace, renderer: Renderer | None = None
    ) -> None:
        """Put its parts together. `renderer`: None for the usual one, which renders within the transport's limits."""
        renderer = renderer or Renderer(resources.words, resources.languages, transport.limits)
        sender = MessageSender(transport, renderer, resources.transport_of, resources.clean)
        breaker, probe = CircuitBreaker(), FloodProbe()
        self._resources = resources
        self._line_id = transport.line_id
        self._exchange_wakeup, self._gate_wakeup = Wakeup(_COMPANY), Wakeup(0)
        self._capacity = Capacity(resources, transport, renderer, pace, breaker, probe)
        self._ledger = OutboxLedger(resources, transport.line_id)
        outcomes = OutcomeHandler(resources, transport.line_id, pace, breaker, probe, self._ledger)
        self._gate = SendGate(resources, sender, pace, outcomes, self._gate_wakeup, self._exchange_wakeup)
        self._recovered = False
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()

    def wake(self) -> None:
        """Look into the outbox again: something may be due."""
        self._exchange_wakeup.ring()

    async def run(self) -> None:
        """Work until stop(). A database or platform in trouble delays, and never ends it."""
        self._ended.clear()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._run_exchanges())
                group.create_task(self._run_gate())
            await self._finish()
        finally:
            self._ended.set()

    async def stop(self) -> None:
        """Claim no more; what is on its way gets GRACE, what was not begun goes back into the queue."""
        self._stopping = True
        self._exchange_wakeup.ring()
        self._gate_wakeup.ring()
        await self._ended.wait()

    async def drain(self) -> datetime | None:
        """For tests, instead of run(): work until nothing more may go at this moment.

        Returns the moment at which something may go next, None for nothing left. Database errors are raised.
        """
        while True:
            moved = await self._exchange()
            later = self._gate.open()
            if self._gate.under_way:
                await self._gate.settle()
            elif not (moved or self._ledger.unrecorded):
                return min((at for at in (later, self._next_exchange()) if at is not None), default=None)

    async def _run_exchanges(self) -> None:
        while not self._stopping:
            try:
                await self._exchange()
            except Exception as error:
                # Whatever it was, the line must go on. What ails the database itself was said already.
                if fault_of(error) is None:
                    log.exception("courier.database_trouble", line=self._line_id)
                await asyncio.sleep(_TROUBLE)
                continue
            at = self._next_exchange()
            longest = _LONGEST_REST if self._resources.lease.hold is None else _SHARED_REST
            rest = longest if at is None else (at - self._resources.now()).total_seconds()
            await self._exchange_wakeup.listen(min(max(rest, 0), longest))

    async def _run_gate(self) -> None:
        while not self._stopping:
            try:
                at = self._gate.open()
            except Exception:
                # A fault of ours: said, and tried again; a line that falls silent would be worse.
                log.exception("courier.trouble", line=self._line_id)
                at = self._resources.now() + timedelta(seconds=_TROUBLE)
            rest = None if at is None else max((at - self._resources.now()).total_seconds(), 0)
            await self._gate_wakeup.listen(rest)

    async def _exchange(self) -> bool:
        """Record and claim in one transaction; return whether anything was."""
        if not self._recovered:
            self._gate.restore(await self._ledger.recover())
            self._recovered = True
        recording, claims, now = self._ledger.unrecorded > 0, self._gate.claims, self._resources.now()
        order = self._capacity.order(
            now,
            claims=len(claims),
            held_back=self._gate.held_back,
            anybodys=self._gate.anybodys,
            cleanups=self._gate.cleanups,
            stopping=self._stopping,
        )
        claimed = await self._ledger.exchange(order, claims)
        for one in claimed:
            self._gate.admit(one)
        return recording or bool(claimed)

    def _next_exchange(self) -> datetime | None:
        """Return when to look into the outbox again; None: at the next ring."""
        claims = len(self._gate.claims) + self._ledger.unrecorded
        return self._capacity.next_look(self._resources.now(), self._ledger.next_due, claims)

    async def _finish(self) -> None:
        self._gate.release()
        late = await self._gate.settle(GRACE)
        try:
            if self._ledger.unrecorded:
                await self._exchange()
        except Exception:
            # The next run finds what this one couldn't write down; the end must come.
            log.exception("courier.database_trouble", line=self._line_id)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
