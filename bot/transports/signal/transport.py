"""One Signal number as a Transport: it hears through the bridge's WebSocket, and speaks by its REST calls."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

import structlog

from bot.transports.base import (
    Delivered,
    InboundHandler,
    Limits,
    Now,
    Outbound,
    Outcome,
    RetryAfter,
    Sleep,
    Transient,
    Unknown,
)
from bot.transports.flood_scope import FloodScope
from bot.transports.keep_running import keep_running
from bot.transports.signal.backlog import BacklogReader
from bot.transports.signal.delivery_receipts import DeliveryReceipts
from bot.transports.signal.envelopes import FrameReader
from bot.transports.signal.kept_frames import Backlog
from bot.transports.signal.listener import Listener
from bot.transports.signal.long_texts import LongTexts
from bot.transports.signal.outcomes import PostRefused
from bot.transports.signal.pending import PendingMessages
from bot.transports.signal.rest import RestGroup, SignalRest
from bot.transports.signal.send_body import send_body
from bot.transports.signal.watchdog import Watchdog

log = structlog.get_logger()

_FIRST_LOOK = 5.0
"""Seconds that start() waits for the first attachment."""
_LAST_COMMIT = 1.0
"""Seconds that stop() gives the receiver for what it has not taken yet."""
_KEPT = 600.0
"""Seconds that a fetched photo, video or voice note can be had again."""


class SignalTransport:
    """A number registered with signal-cli-rest-api in json-rpc mode."""

    name = "signal"
    limits = Limits(text=2000, caption=2000, utf16=False, buttons=False, edits=9)

    def __init__(
        self,
        line_id: int,
        service: str,
        number: str,
        now: Now,
        *,
        heard_at: datetime | None,
        profile_name: str = "",
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Make the transport, not connected yet.

        `service`: host:port. `heard_at`: the property of the same name as the last run left it (aware UTC).
        """
        self.line_id = line_id
        self._service = service.removeprefix("http://").rstrip("/")
        self._number = number
        self._now = now
        self._sleep = sleep
        self._profile_name = profile_name
        self._rest = SignalRest(self._service, number)
        self._floods = FloodScope(time.monotonic)
        self.receipts = DeliveryReceipts(sleep)
        self._reader = FrameReader(line_id, number)
        self.backlog: Backlog | None = None
        """Where a receiver leaves what it kept; to be set before start()."""
        self._last_run = heard_at
        self._pending: PendingMessages | None = None
        self._watchdog: Watchdog | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._fetched: dict[str, bytes] = {}

    @property
    def heard_at(self) -> datetime | None:
        """The moment up to which nothing was missed that isn't kept or reported (aware UTC); to be stored regularly."""
        heard = self._watchdog.heard_at if self._watchdog is not None else self._last_run
        waiting = self._pending.open_since if self._pending is not None else None
        return min(heard, waiting) if heard is not None and waiting is not None else heard

    @property
    def answered_at(self) -> datetime | None:
        """The moment when the service last was known to let us hear (aware UTC); at first the last run's."""
        return self._watchdog.heard_at if self._watchdog is not None else self._last_run

    async def start(self, receiver: InboundHandler, offset: int | None) -> None:
        """Attach, and begin to receive; Signal has no offset. A service that is down is tried on."""
        self._rest.open()
        backlog = self.backlog
        long_texts = LongTexts(self.line_id, self.fetch)
        reader = BacklogReader(backlog, self._reader, long_texts) if backlog is not None else None
        self._pending = PendingMessages(self.line_id, receiver, self._now, self._sleep, long_texts, reader)
        self._watchdog = Watchdog(
            self.line_id,
            self._rest,
            lambda: Listener(self._service, self._number, self._hear),
            self._pending,
            self._now,
            self._last_run,
        )
        parts: dict[str, Callable[[], Awaitable[None]]] = {
            "intake": self._pending.run,
            "watchdog": self._watchdog.run,
            "profile": partial(self._set_profile_name, self._watchdog),
        }
        self._tasks = [
            asyncio.create_task(keep_running(work, self.line_id, what, self._sleep)) for what, work in parts.items()
        ]
        try:
            # Not wait_for: before Python 3.12 it may swallow a cancellation.
            async with asyncio.timeout(_FIRST_LOOK):
                await self._watchdog.attached.wait()
        except TimeoutError:
            log.warning("signal.not_answering", line=self.line_id)

    async def _set_profile_name(self, watchdog: Watchdog) -> None:
        """Set the profile name once (best effort): without one Signal shows a number, and refuses groups."""
        await watchdog.attached.wait()
        if self._profile_name:
            await self._rest.name_profile(self._profile_name)

    def _hear(self, raw: str) -> None:
        """Take a frame, in the order of arrival. Raises BridgeError, and nothing else."""
        self.receipts.heard(raw)
        if self._pending is not None:
            self._pending.heard(self._reader.read(raw, self._now()))

    async def stop(self) -> None:
        """End; what was heard is offered to the receiver once more."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1.5)
        self._tasks = []
        if self._pending is not None:
            try:
                await asyncio.wait_for(self._pending.flush(), _LAST_COMMIT)
            except TimeoutError:
                log.error("signal.stopped_before_commit", line=self.line_id)
        self._fetched.clear()
        await self._rest.close()

    async def send(self, message: Outbound) -> Outcome:
        """Send, edit or delete; every failure is an outcome."""
        self._floods.called(message.chat)
        if message.delete:
            return await self._delete(message)
        body = await send_body(message, self._number)
        begun = self._now()
        with self.receipts.sending():
            outcome = await self._rest.send(body, group=message.group, media=message.media and message.pin is None)
        if isinstance(outcome, RetryAfter):
            # Signal counts each pair of sender and reader apart.
            return self._floods.wait(outcome.seconds, message.chat, message.group)
        if isinstance(outcome, Unknown | PostRefused):
            outcome = await self._looked_up(message, begun, outcome)
        if isinstance(outcome, Delivered):
            self.receipts.sent(outcome.ref)
            self._floods.through()
        return outcome

    async def _delete(self, message: Outbound) -> Outcome:
        """Delete one after another; the first that is not ends it. Made again it does no harm."""
        for ref in message.delete:
            outcome = await self._rest.delete(message.chat, ref, group=message.group)
            if isinstance(outcome, RetryAfter):
                return self._floods.wait(outcome.seconds, message.chat, message.group)
            if not isinstance(outcome, Delivered):
                return outcome
        return Delivered("")

    async def _looked_up(self, message: Outbound, begun: datetime, outcome: Outcome) -> Outcome:
        """Ask whether any phone confirms a message before it is said again."""
        ref = await self.receipts.find(begun, "" if message.group else message.chat)
        if ref:
            log.info("signal.found_sent", line=self.line_id)
            return Delivered(ref)
        return Transient() if isinstance(outcome, PostRefused) else outcome

    async def acknowledge(self, tap_id: str, text: str) -> None:
        """Do nothing: Signal has no taps."""

    async def fetch(self, media: str) -> bytes | None:
        """Return the bytes of a photo, video, voice note or long text; None where it is gone.

        The service's copy is deleted at once; ours stays in memory for 10 minutes, for the rest of the desk.
        """
        if media in self._fetched:
            return self._fetched[media]
        content = await self._rest.attachment(media)
        if content is not None:
            self._fetched[media] = content
            asyncio.get_running_loop().call_later(_KEPT, self._fetched.pop, media, None)
        return content

    @property
    def number(self) -> str:
        """The number that it speaks for, as the service lists it among a group's members."""
        return self._number

    async def create_group(self, name: str, members: Sequence[str]) -> str | None:
        """Create a group in which admins post and joining by link needs approval; return its address, or None."""
        return await self._rest.create_group(name, members)

    async def rename_group(self, group: str, name: str) -> Outcome:
        """Give a group of ours another name."""
        return await self._rest.rename_group(group, name)

    async def add_to_group(self, group: str, members: Sequence[str]) -> Outcome:
        """Put people (UUIDs or numbers) into a group of ours."""
        return await self._rest.add_members(group, members)

    async def remove_from_group(self, group: str, members: Sequence[str]) -> Outcome:
        """Take people out of a group."""
        return await self._rest.remove_members(group, members)

    async def safety_number(self, address: str) -> str | None:
        """Return the digits of the newest safety number of whoever has this address; None where nobody says."""
        return await self._rest.safety_number(address)

    async def trust(self, address: str, digits: str | None) -> bool | None:
        """Trust the number that was compared, or whatever there is for None; False: refused, None: not answered."""
        return await self._rest.trust(address, digits)

    async def vanish_after(self, chat: str, seconds: int, *, group: bool) -> Outcome:
        """Let messages in this chat vanish by themselves, so long after each was read."""
        return await self._rest.vanish_after(chat, seconds, group=group)

    async def groups(self) -> list[RestGroup] | None:
        """Return the groups this number is in; None: unknown."""
        return await self._rest.groups()
