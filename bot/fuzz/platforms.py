"""Both platforms on loopback, the transports that listen to them, and the receiver to which Signal's bridge posts."""

import json
import uuid
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta

from bot.drill.drill_clock import DrillClock
from bot.drill.signal.server import SignalServer
from bot.drill.signal.webhook import Webhook
from bot.drill.telegram.server import TelegramServer
from bot.fuzz.heard_messages import HeardBacklog, HeardMessages
from bot.fuzz.json_mutation import Json
from bot.fuzz.recording_transport import RecordingTransport
from bot.fuzz.telegram_people import populate
from bot.inbound.intake import Intake
from bot.inbound.receiver_backlog import StoredBacklog
from bot.receiver.commit import Committer
from bot.receiver.server import ReceiverServer
from bot.receiver.uptime import UptimeRecorder
from bot.receiver.write_slot import WriteSlot
from bot.transports.base import Now, Transport
from bot.transports.signal.transport import SignalTransport
from bot.transports.telegram.administration import GroupAdministration
from bot.transports.telegram.transport import TelegramTransport
from storage.database.store import Store

HEARS_WITHIN = 20.0
"""Seconds of real time after which a line that has not heard what was said hears no more."""
_SOCKET_BACK = 2.0
"""Seconds until a marker on Signal is pushed once more: a socket that was given up takes what lay in it along."""
RAW = "raw"
"""Key of a frame that is no JSON: what lies under it goes to the socket as it is."""
_MARKER = str(uuid.UUID(int=0x51A1))


class LineIsDeaf(Exception):
    """A line that did not hear what was said to it; the argument is its platform."""


@dataclass(kw_only=True)
class Platforms:
    """Everything between the people and the intake."""

    telegram: TelegramServer
    signal: SignalServer
    lines: dict[int, RecordingTransport]
    heard: dict[str, HeardMessages]
    """By platform."""
    webhook: Webhook
    administration: GroupAdministration
    """Of Telegram's groups."""
    _markers: int = field(default=0)

    def line(self, platform: str) -> RecordingTransport:
        """Return the line on this platform."""
        return next(line for line in self.lines.values() if line.name == platform)

    async def hear_telegram(self, updates: list[Json]) -> None:
        """Hand over these updates, numbered here, and wait until they are kept. Raises LineIsDeaf."""
        queue = self.telegram.world.updates
        for update in updates:
            queue.next_id += 1
            queue.repeat({**update, "update_id": queue.next_id - 1})
        await self.heard_telegram()

    async def heard_telegram(self) -> None:
        """Wait until all that Telegram has to say is kept. Raises LineIsDeaf."""
        queue = self.telegram.world.updates
        if not queue.pending:
            return
        try:
            await self.heard["telegram"].wait_offset(queue.next_id, HEARS_WITHIN)
        except TimeoutError:
            queue.pending.clear()
            raise LineIsDeaf("telegram") from None

    async def hear_signal(self, frames: list[Json], *, posted: bool) -> None:
        """Push these frames, or post them to the receiver, and wait until they are kept. Raises LineIsDeaf."""
        if posted:
            for frame in frames:
                self.webhook.read(frame)
            await self.webhook.settled()
        else:
            before = self.signal.sockets.connections
            for frame in frames:
                self.signal.sockets.push_junk(str(frame.get(RAW, "")) or json.dumps(frame))
            if any(frame.get("error") for frame in frames):
                # The bridge said that it brings nothing more: what is said until the next socket is lost, and told.
                with suppress(TimeoutError):
                    await self.signal.sockets.wait_attached(_SOCKET_BACK, connections=before + 1)
        self._markers += 1
        words = f"marker {self._markers}"
        for _ in range(int(HEARS_WITHIN / _SOCKET_BACK)):
            self.signal.sockets.push(_marker_frame(self.signal, words))
            try:
                await self.heard["signal"].wait_marker(words, _SOCKET_BACK)
            except TimeoutError:
                continue
            return
        raise LineIsDeaf("signal")

    def refusals(self) -> list[str]:
        """Return why a platform would have refused what was sent, and forget it."""
        found = [why for line in self.lines.values() for why in line.refused]
        for line in self.lines.values():
            line.refused.clear()
        return found


async def start_platforms(
    stack: AsyncExitStack, store: Store, beside: Store, intake: Intake, now: Now, line_ids: dict[str, int]
) -> Platforms:
    """Start servers, receiver and transports; the stack stops them. `beside`: the receiver's own store."""
    telegram, signal = TelegramServer(clock=DrillClock(now)), SignalServer()
    populate(telegram)
    for server in (telegram, signal):
        await server.start()
        stack.push_async_callback(server.stop)
    hears = SignalTransport(line_ids["signal"], signal.service, signal.number, now, heard_at=None)
    polls = TelegramTransport(line_ids["telegram"], telegram.token, telegram.origin, now)
    real: tuple[Transport, ...] = (polls, hears)
    lines = {one.line_id: RecordingTransport(one) for one in real}
    heard = {one.name: HeardMessages(intake.on(one.line_id), _MARKER) for one in real}
    hears.backlog = HeardBacklog(StoredBacklog(store, intake, hears.line_id, now), heard[hears.name])
    webhook = await _receiver(stack, beside, now, signal.number)
    for line in lines.values():
        await line.start(heard[line.name], None)
        stack.push_async_callback(line.stop)
    return Platforms(
        telegram=telegram,
        signal=signal,
        lines=lines,
        heard=heard,
        webhook=webhook,
        administration=polls.administration,
    )


async def _receiver(stack: AsyncExitStack, store: Store, now: Now, number: str) -> Webhook:
    slot = WriteSlot(store)
    committer = Committer(store, slot, UptimeRecorder(slot, now, timedelta(days=30)), number)
    await committer.begin()
    receiver = ReceiverServer(committer)
    await receiver.start("127.0.0.1", 0)
    stack.push_async_callback(receiver.stop)
    # What is posted is not pushed too, so that nothing hides which way it was heard.
    webhook = Webhook(f"http://127.0.0.1:{receiver.port}/receive", lambda _: True, lambda _: None)
    stack.push_async_callback(webhook.close)
    return webhook


def _marker_frame(signal: SignalServer, words: str) -> Json:
    stamp = signal.world.stamp()
    return {
        "account": signal.number,
        "envelope": {
            "source": _MARKER,
            "sourceNumber": None,
            "sourceUuid": _MARKER,
            "sourceName": "",
            "sourceDevice": 1,
            "timestamp": stamp,
            "serverReceivedTimestamp": stamp,
            "serverDeliveredTimestamp": stamp,
            "dataMessage": {"timestamp": stamp, "message": words, "expiresInSeconds": 0, "viewOnce": False},
        },
    }
