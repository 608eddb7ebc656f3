"""When one line may send: what is claimed waits here for its moment, then it is rendered and sent."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from alerts.notices import Lane, Media
from bot.outbound.delivery import MessageSender
from bot.outbound.outcome_handler import OutcomeHandler
from bot.outbound.rate_limits import Pace, Send
from bot.outbound.rendering import Attachment
from bot.outbound.resources import CourierResources
from bot.process.wakeup import Wakeup
from bot.transports.base import Outbound, Rejected
from storage.outbox.claimed import Claimed
from storage.outbox.exchange import Leftovers

_LEASE_LOOK = timedelta(seconds=0.2)
"""Until the next look whether a lease that does not hold was renewed."""
_LONG = timedelta(seconds=3)
"""After so long what is claimed goes before all lanes: its chat gets nothing else meanwhile (our choice)."""


@dataclass(frozen=True)
class ReadyDelivery:
    """A claimed delivery whose attachment is fetched, waiting for its moment."""

    claimed: Claimed
    attachment: Attachment | None
    since: datetime
    """When it began to wait here (aware UTC)."""

    def order(self, now: datetime) -> tuple[bool, int, bool, int]:
        """Return the key by which ready deliveries are sent: by lane, group posts before direct ones, oldest first."""
        claimed = self.claimed
        return now - self.since < _LONG, claimed.lane, not claimed.group, claimed.delivery_id

    @property
    def as_send(self) -> Send:
        """What the pace has to know of it."""
        claimed = self.claimed
        return Send(
            chat=claimed.chat_key[1],
            group=claimed.group,
            lane=claimed.lane,
            prompted=claimed.prompted,
        )


class SendGate:
    """What one line has claimed and not concluded: waiting for its moment, or on its way."""

    def __init__(
        self,
        resources: CourierResources,
        sender: MessageSender,
        pace: Pace,
        outcomes: OutcomeHandler,
        wakeup: Wakeup,
        exchange_wakeup: Wakeup,
    ) -> None:
        """`wakeup`: rung when open() has something to do; `exchange_wakeup`: rung when there is something to record."""
        self._resources = resources
        self._sender = sender
        self._pace = pace
        self._outcomes = outcomes
        self._wakeup = wakeup
        self._exchange_wakeup = exchange_wakeup
        self._ready: list[ReadyDelivery] = []
        self._under_way: dict[asyncio.Task[None], Claimed] = {}

    @property
    def claims(self) -> list[Claimed]:
        """What is claimed and not concluded yet."""
        return [*(one.claimed for one in self._ready), *self._under_way.values()]

    @property
    def held_back(self) -> int:
        """How many wait here that the pace of direct messages holds back."""
        return sum(1 for one in self._ready if not (one.claimed.prompted or one.claimed.group))

    @property
    def anybodys(self) -> int:
        """How many wait here that are answers to anybody."""
        return sum(1 for one in self._ready if one.claimed.lane is Lane.ANYBODY)

    @property
    def cleanups(self) -> int:
        """How many are claimed that only change what is over."""
        return sum(1 for claimed in self.claims if claimed.lane is Lane.CLEANUP)

    @property
    def under_way(self) -> int:
        """How many are being fetched or sent."""
        return len(self._under_way)

    def restore(self, left: Leftovers) -> None:
        """Count what an earlier run posted, and keep the pause that the platform asked it for."""
        for group_id, at in left.posts:
            self._pace.posted(at, group_id)
        if left.paused_until is not None:
            self._pace.pause(left.paused_until)

    def admit(self, claimed: Claimed) -> None:
        """Take in what was just claimed; its photo or voice note is fetched first."""
        media = claimed.notice.media
        if media is not None and not claimed.edit:
            self._start(claimed, self._fetch(claimed, media))
        else:
            self._ready.append(ReadyDelivery(claimed, None, self._resources.now()))
            self._wakeup.ring()

    def open(self) -> datetime | None:
        """Start whatever may start now; return when the next one may, None: nothing waits for a moment."""
        later: datetime | None = None
        if not self._resources.lease.holds():
            # It may be renewed yet; if not, what waits here is another run's to send.
            return self._resources.now() + _LEASE_LOOK if self._ready else None
        begun = self._resources.now()
        if self._pace.paused(begun) > begun:
            self.release()
        for one in sorted(self._ready, key=lambda one: one.order(begun)):
            now = self._resources.now()
            opens = self._pace.line_opens(now)
            if opens > now:
                # All behind it wait for the line too: to ask for each of a window, at each answer, was most of a send.
                return opens if later is None else min(later, opens)
            at = self._pace.when(now, one.as_send)
            if at > now:
                later = at if later is None else min(later, at)
            else:
                self._pass(one, now)
        return later

    def release(self) -> None:
        """Give who waits here back to the queue, where they can be withdrawn or overtaken."""
        for one in self._ready:
            self._outcomes.release(one.claimed)
        self._ready.clear()
        self._exchange_wakeup.ring()

    async def settle(self, seconds: float | None = None) -> list[asyncio.Task[None]]:
        """Wait for what is on its way, at most so long (None: however long it takes); return what still is."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)
        return list(self._under_way)

    async def _fetch(self, claimed: Claimed, media: Media) -> None:
        attachment = await self._sender.fetch(media)
        self._ready.append(ReadyDelivery(claimed, attachment, self._resources.now()))
        self._resources.fetched(media, opened=attachment.data is not None)

    def _pass(self, one: ReadyDelivery, now: datetime) -> None:
        """Start this one, whose moment has come."""
        self._ready.remove(one)
        message = self._sender.render(one.claimed, now, one.attachment)
        if isinstance(message, Rejected):
            self._outcomes.conclude(one.claimed, message, now)
            self._ring_exchange()
            return
        ticket = self._pace.sent(now, one.as_send)
        self._start(one.claimed, self._send(one.claimed, message, ticket))

    async def _send(self, claimed: Claimed, message: Outbound, ticket: int) -> None:
        begun = self._resources.now()
        if not self._resources.lease.holds():
            # We stood still between the gate and here: by now another run may have sent it, with the mark.
            self._pace.answered(begun, ticket)
            self._outcomes.release(claimed)
            return
        outcome = await self._sender.send(claimed, message, begun)
        now = self._resources.now()
        self._pace.answered(now, ticket)
        self._outcomes.conclude(claimed, outcome, now, begun)
        self._ring_exchange()

    def _start(self, claimed: Claimed, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way[task] = claimed
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        self._wakeup.ring()
        self._ring_exchange()

    def _ring_exchange(self) -> None:
        """Ring at once after the last one; else others end soon, and a commit for each would cost more than they do."""
        self._exchange_wakeup.ring(urgent=not (self._ready or self._under_way))
