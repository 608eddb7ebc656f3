"""What the bridge posted to the receiver while the socket was away or hung, read as if the socket had brought it.

Both ways lead to the same dedup keys, so that a message which came twice is one.
"""

import json
from datetime import datetime

from bot.transports.signal.envelopes import FrameReader
from bot.transports.signal.frames import BridgeError
from bot.transports.signal.kept_frames import Backlog, DeafWindow, KeptFrame
from bot.transports.signal.long_texts import LongTexts
from handlers.core.inbound import Inbound


class BacklogReader:
    """The reader of one line's backlog."""

    def __init__(self, backlog: Backlog, reader: FrameReader, long_texts: LongTexts) -> None:
        self._backlog = backlog
        self._reader = reader
        self._long_texts = long_texts

    async def fetch(self) -> int:
        """Make messages of the inbox of all that waits, and return how many frames there were.

        One that cannot be read becomes word of that. Raises database errors; all is kept then.
        """
        fetched = 0
        while frames := await self._backlog.waiting():
            fetched += len(frames)
            await self._backlog.took(frames, [read for frame in frames for read in await self._read(frame)])
        return fetched

    async def unheard(self, window: DeafWindow) -> list[DeafWindow] | None:
        """Return the parts of a deaf window in which no receiver was up either; see Backlog."""
        return await self._backlog.unheard(window)

    async def _read(self, frame: KeptFrame) -> list[tuple[Inbound, datetime]]:
        try:
            heard = self._reader.read(json.dumps(frame.frame), frame.received_at)
        except BridgeError:
            return []
        return [(await self._long_texts.whole(one), frame.received_at) for one in heard]
