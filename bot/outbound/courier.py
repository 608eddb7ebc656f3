"""The courier of one line: claims what is due, sends it within the line's pace, records what became of it."""

import asyncio
from collections.abc import Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from alerts.notices import Media
from bot.outbound.circuit_breaker import CircuitBreaker
from bot.outbound.delivery import MessageSender
from bot.outbound.pacing import NEAR, Pace
from bot.outbound.rendering import Renderer
from bot.outbound.resources import CourierResources, Ready, habits_of
from bot.outbound.retry_policy import decide
from bot.process.wakeup import Wakeup
from bot.transports.base import Delivered, NotModified, Outbound, Outcome, Rejected, Transient, Transport
from storage.database.faults import fault_of
from storage.outbox.claimed import Claimed, ClaimOrder
from storage.outbox.exchange import CourierExchange, exchange, first_exchange
from storage.outbox.record import Fate, Verdict

log = structlog.get_logger()

GRACE = 2.0
"""Seconds that what is on its way gets at the end."""
_COMPANY = 0.1
"""Seconds that an outcome waits for others, so that they share one commit."""
_LOOK = 1.0
"""Seconds until the next look where something is due and what keeps it isn't known to us."""
_LONGEST_REST, _SHARED_REST = 30.0, 2.0
"""Seconds; a wake that was missed costs no more. Where several instances post, one is missed more easily."""
_LEASE_LOOK = timedelta(seconds=0.2)
_TROUBLE = 1.0
"""Seconds until the next try after a database error."""


class Courier:
    """Sends for one line until stopped. wake() whenever something may have been posted."""

    def __init__(self, office: CourierResources, transport: Transport, pace: Pace) -> None:
        self._office = office
        self._line = transport.line_id
        self._pace = pace
        self._renderer = Renderer(office.words, office.languages, transport.limits)
        self._carrier = MessageSender(transport, self._renderer, office.transport_of, office.clean)
        self._habits = habits_of(transport.limits)
        self._ready: list[Ready] = []
        self._under_way: dict[asyncio.Task[None], Claimed] = {}
        self._verdicts: list[Verdict] = []
        self._books = Wakeup(_COMPANY)
        self._gate = Wakeup(0)
        self._next: datetime | None = None
        self._passage = CircuitBreaker()
        self._begun = False
        self._muddled = False
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()

    def wake(self) -> None:
        """Look again: something may be due."""
        self._books.ring()

    async def run(self) -> None:
        """Work until stop(). A database or platform in trouble delays, and never ends it."""
        self._ended.clear()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._keep_books())
                group.create_task(self._keep_gate())
            await self._finish()
        finally:
            self._ended.set()

    async def stop(self) -> None:
        """Claim no more; what is on its way gets 3 s, what was not begun goes back into the queue."""
        self._stopping = True
        self._books.ring()
        self._gate.ring()
        await self._ended.wait()

    async def drain(self) -> datetime | None:
        """For tests, instead of run(): work until nothing more may go at this moment.

        Returns the moment at which something may go next, None for nothing left. Database errors are raised.
        """
        while True:
            moved = await self._tick()
            later = self._open_gate()
            if self._under_way:
                await asyncio.wait(self._under_way)
            elif not (moved or self._verdicts):
                return min((at for at in (later, self._next_moment()) if at is not None), default=None)

    async def _keep_books(self) -> None:
        while not self._stopping:
            try:
                await self._tick()
            except Exception as error:
                # Whatever it was, the line must go on. What ails the database itself was said already.
                if fault_of(error) is None:
                    log.exception("courier.database_trouble", line=self._line)
                await asyncio.sleep(_TROUBLE)
                continue
            at = self._next_moment()
            longest = _LONGEST_REST if self._office.lease.hold is None else _SHARED_REST
            rest = longest if at is None else (at - self._office.now()).total_seconds()
            await self._books.listen(min(max(rest, 0), longest))

    async def _keep_gate(self) -> None:
        while not self._stopping:
            try:
                at = self._open_gate()
            except Exception:
                # A fault of ours: said, and tried again; a line that falls silent would be worse.
                log.exception("courier.trouble", line=self._line)
                at = self._office.now() + timedelta(seconds=_TROUBLE)
            await self._gate.listen(None if at is None else max((at - self._office.now()).total_seconds(), 0))

    async def _tick(self) -> bool:
        """Record and claim in one transaction; whether anything was."""
        if not self._begun:
            await self._begin()
        verdicts, self._verdicts = self._verdicts, []
        try:
            claimed = await self._write(verdicts)
        except BaseException:
            # It may have been committed all the same: recording twice does no harm, and claims are looked up.
            self._verdicts = verdicts + self._verdicts
            self._muddled = True
            raise
        for one in claimed:
            self._take(one)
        return bool(claimed or verdicts)

    async def _begin(self) -> None:
        """Find what an earlier run left: claims, a pause, posts that still count."""
        store, lease, line, now = self._office.store, self._office.lease, self._line, self._office.now()
        left = await store.transact(lambda connection: first_exchange(connection, line, now, lease.boot, lease.hold))
        for group_id, at in left.posts:
            self._pace.posted(at, group_id)
        if left.paused_until is not None:
            self._pace.pause(left.paused_until)
        self._begun = True
        log.info("courier.begun", line=self._line, deliveries=left.deliveries)

    async def _write(self, verdicts: Sequence[Verdict]) -> list[Claimed]:
        office = self._office
        known = [one.delivery_id for one in self._held()] if self._muddled else None
        given = CourierExchange(verdicts=verdicts, hold=office.lease.hold, known=known, order=self._order(office.now()))
        load = await office.store.transact(lambda connection: exchange(connection, office.store.vault, given))
        self._next = load.next_due
        self._muddled = False
        if verdicts:
            office.recorded()
        if any(verdict.unreachable or verdict.elsewhere for verdict in verdicts):
            office.rerouted()
        return load.claimed

    def _held(self) -> list[Claimed]:
        """What this courier has claimed and not recorded yet."""
        waiting, ended = (one.claimed for one in self._ready), (verdict.claimed for verdict in self._verdicts)
        return [*waiting, *self._under_way.values(), *ended]

    def _order(self, now: datetime) -> ClaimOrder:
        held = self._pace.held(now)
        if held is not None:
            waiting = sum(1 for one in self._ready if not (one.claimed.prompted or one.claimed.group))
            held = max(0, held - waiting)
        busy = self._pace.busy(now)
        idle = self._stopping or self._pace.paused(now) > now
        # A platform that is down is asked with one message at a time whether it is back.
        window = 1 if self._passage.down else self._office.window
        return ClaimOrder(
            line_id=self._line,
            now=now,
            boot=self._office.lease.boot,
            today=self._renderer.today(now),
            habits=self._habits,
            limit=0 if idle else window - len(self._held()),
            held=held,
            busy_contacts=frozenset(chat for group, chat in busy if not group),
            busy_groups=frozenset(chat for group, chat in busy if group),
        )

    def _next_moment(self) -> datetime | None:
        """When to look into the outbox again; None: at the next ring."""
        now = self._office.now()
        if self._next is None:
            return None
        moment = max(self._next, self._pace.paused(now))
        if moment > now:
            return moment
        if len(self._held()) >= self._office.window:
            return None
        # Due and not claimed: its chat or its class is closed, or the message before it waits.
        closed = [at for at in (*self._pace.busy(now).values(), self._pace.opens(now)) if at > now]
        return min([*closed, now + timedelta(seconds=_LOOK)])

    def _take(self, claimed: Claimed) -> None:
        media = claimed.notice.media
        if media is not None and not claimed.edit:
            self._send_off(claimed, self._fetch(claimed, media))
        else:
            self._ready.append(Ready(claimed, None))
            self._gate.ring()

    async def _fetch(self, claimed: Claimed, media: Media) -> None:
        self._ready.append(Ready(claimed, await self._carrier.fetch(media)))

    def _open_gate(self) -> datetime | None:
        """Start whatever may start now; when the next one may."""
        later: datetime | None = None
        if not self._office.lease.holds():
            # It may be renewed yet; if not, what waits here is another run's to send.
            return self._office.now() + _LEASE_LOOK if self._ready else None
        if self._pace.paused(self._office.now()) > self._office.now() + NEAR:
            self._release()
        for one in sorted(self._ready, key=lambda one: one.place):
            now, send = self._office.now(), one.send
            at = self._pace.when(now, send)
            if at > now:
                later = at if later is None else min(later, at)
                continue
            self._ready.remove(one)
            message = self._carrier.render(one.claimed, now, one.attachment)
            if isinstance(message, Rejected):
                self._conclude(one.claimed, message, now)
                continue
            ticket = self._pace.sent(now, send)
            self._send_off(one.claimed, self._carry(one.claimed, message, ticket))
        return later

    async def _carry(self, claimed: Claimed, message: Outbound, ticket: int) -> None:
        begun = self._office.now()
        if not self._office.lease.holds():
            # We stood still between the gate and here: by now another run may have sent it, with the mark.
            self._pace.answered(begun, ticket)
            self._verdicts.append(Verdict(claimed=claimed, fate=Fate.RELEASED))
            return
        outcome = await self._carrier.send(claimed, message)
        now = self._office.now()
        self._pace.answered(now, ticket)
        self._conclude(claimed, outcome, now, begun)

    def _send_off(self, claimed: Claimed, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way[task] = claimed
        task.add_done_callback(self._back)

    def _back(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        self._gate.ring()
        self._ring_books()

    def _ring_books(self) -> None:
        """At once when this was the last; else others end soon, and a commit for each would cost more than they do."""
        self._books.ring(urgent=not (self._ready or self._under_way))

    def _conclude(self, claimed: Claimed, outcome: Outcome, now: datetime, begun: datetime | None = None) -> None:
        verdict = decide(claimed, outcome, now, others=self._passage.others(claimed.delivery_id))
        self._verdicts.append(verdict)
        self._office.sent(self._line, claimed, outcome)
        self._ring_books()
        if not isinstance(outcome, Delivered | NotModified):
            name = type(outcome).__name__.lower()
            log.warning("courier.outcome", line=self._line, delivery=claimed.delivery_id, outcome=name)
        if verdict.chat_until is not None:
            self._pace.pause(verdict.chat_until, claimed.chat_key)
        if isinstance(outcome, Delivered) and begun is not None:
            self._passage.arrived(begun)
        self._watch(claimed, outcome, verdict.line_until, now)

    def _watch(self, claimed: Claimed, outcome: Outcome, until: datetime | None, now: datetime) -> None:
        """Pause the line where the platform asks for it, or answers nobody."""
        if not isinstance(outcome, Transient):
            self._passage.answered(claimed.delivery_id)
        elif self._pace.paused(now) <= now:
            self._passage.failed(claimed.delivery_id, now)
            if self._passage.down:
                until = now + timedelta(seconds=self._passage.look())
        if until is not None:
            log.warning("courier.paused", line=self._line)
            self._pace.pause(until)

    def _release(self) -> None:
        """Who waits goes back into the queue, where they can be withdrawn or overtaken."""
        self._verdicts += [Verdict(claimed=one.claimed, fate=Fate.RELEASED) for one in self._ready]
        self._ready.clear()
        self._books.ring()

    async def _finish(self) -> None:
        self._release()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=GRACE)
        late = list(self._under_way)
        try:
            if self._verdicts:
                await self._tick()
        except Exception:
            # The next run finds what this one couldn't write down; the end must come.
            log.exception("courier.database_trouble", line=self._line)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
