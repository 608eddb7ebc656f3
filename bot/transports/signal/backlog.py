"""What the bridge posted to the receiver while the socket was away or hung, read as if the socket had brought it.

Both ways lead to the same dedup keys, so that a message which came twice is one.
"""

import json
from collections.abc import Sequence
from datetime import datetime

import structlog
from signalbot import DataMessage, Reaction
from signalbot._client import SignalAPI
from signalbot.client import ConnectionMode
from signalbot.messages import parse

from bot.transports.signal.envelopes import inbounds_of
from bot.transports.signal.frames import is_echo, mended
from bot.transports.signal.kept_frames import Backlog, DeafWindow, KeptFrame
from handlers.core.inbound import Inbound

log = structlog.get_logger()


class BacklogReader:
    """The reader of one line's backlog."""

    def __init__(self, backlog: Backlog, line_id: int, service: str, number: str) -> None:
        """Make the reader. `service`: host:port. `number`: our own."""
        self._backlog = backlog
        self._line_id = line_id
        self._number = number
        self.unreadable = 0
        """How many frames were let go of unread."""
        # signalbot's parser asks it whether to fetch attachments (no), and for nothing else: nothing is connected.
        self._api = SignalAPI(service, number, download_attachments=False, connection_mode=ConnectionMode.HTTP_ONLY)

    async def fetch(self) -> int:
        """Make messages of the inbox of all that waits, and return how many frames there were.

        One that cannot be read is let go, and the log says so. Raises database errors; all is kept then.
        """
        fetched = 0
        while frames := await self._backlog.waiting():
            fetched += len(frames)
            await self._backlog.took(frames, await self._read(frames))
        return fetched

    async def unheard(self, window: DeafWindow) -> list[DeafWindow] | None:
        """Return the parts of a deaf window in which no receiver was up either; see Backlog."""
        return await self._backlog.unheard(window)

    async def _read(self, frames: Sequence[KeptFrame]) -> list[tuple[Inbound, datetime]]:
        read: list[tuple[Inbound, datetime]] = []
        for frame in frames:
            try:
                read += [(message, frame.received_at) for message in await self._messages(frame)]
            except Exception:
                # Whatever it was: what was posted behind it must be heard.
                self.unreadable += 1
                log.exception("signal.letter_unreadable", line=self._line_id, count=self.unreadable)
        return read

    async def _messages(self, frame: KeptFrame) -> list[Inbound]:
        """Return what a frame says; nothing for echoes of our own devices and changes of a group."""
        raw = json.dumps(frame.frame)
        if is_echo(raw, self._number):
            return []
        message = await parse(self._api, mended(raw, self._number))
        if not isinstance(message, DataMessage | Reaction):
            return []
        return inbounds_of(message, line_id=self._line_id, number=self._number, now=frame.received_at)
