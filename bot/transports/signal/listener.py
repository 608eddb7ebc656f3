"""The bridge's WebSocket: attached once, then watched, then thrown away."""

import asyncio
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import quote

import aiohttp
import structlog

from bot.transports.signal.frames import BridgeError

log = structlog.get_logger()

Hear: TypeAlias = Callable[[str], None]
"""Takes a raw frame. Raises BridgeError where it says that no more will come, and nothing else."""

_HEARTBEAT = 20.0
"""Seconds between pings: a network that swallows everything closes no socket."""
_LARGEST = 16 * 1024 * 1024
"""Bytes of a frame; a message has a few thousand, its files stay at the bridge."""
_LEFT_OVER = 1.0
"""Seconds that reading what a lost socket still holds may take; it is in memory already."""
_AT_ONCE = 0.05
"""Seconds after which a socket that is still open holds nothing more."""
_CLOSE = 1.0
"""Seconds for a polite close; a bridge that hangs never answers it."""


class Listener:
    """One WebSocket from attach to close, read in the order of arrival."""

    def __init__(self, service: str, number: str, hear: Hear) -> None:
        """Make the listener, not connected yet. `service`: host:port. `number`: our own."""
        self._url = f"http://{service}/v1/receive/{quote(number)}"
        self._hear = hear
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reading: asyncio.Task[None] | None = None
        self._given_up = asyncio.Event()

    async def attach(self, seconds: float) -> None:
        """Connect, and return when the WebSocket is open.

        Raises TimeoutError after so many seconds, or aiohttp's errors.
        """
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        async with asyncio.timeout(seconds):
            self._socket = await self._session.ws_connect(
                self._url,
                heartbeat=_HEARTBEAT,
                max_msg_size=_LARGEST,
                timeout=aiohttp.ClientWSTimeout(ws_close=_CLOSE),
            )
        self._reading = asyncio.create_task(self._read(self._socket))

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for message in socket:
                if message.type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                    self._take(message.data)
        finally:
            self._given_up.set()

    def _take(self, data: str | bytes) -> None:
        try:
            self._hear(data if isinstance(data, str) else data.decode(errors="replace"))
        except BridgeError:
            # What has arrived behind it is read on; then this socket is as good as lost.
            log.warning("signal.bridge_error")
            self._given_up.set()

    @property
    def attached(self) -> bool:
        """Whether the socket is open, and the bridge has not said that nothing more will come."""
        return self._socket is not None and not self._socket.closed and not self._given_up.is_set()

    async def until_lost(self) -> None:
        """Return as soon as the socket closes, cleanly or not, or the bridge gives it up."""
        await self._given_up.wait()

    async def salvage(self) -> None:
        """Read what the lost socket had received."""
        if self._reading is not None:
            over = self._socket is None or self._socket.closed
            await asyncio.wait((self._reading,), timeout=_LEFT_OVER if over else _AT_ONCE)

    async def close(self) -> None:
        """End, to the last step also where this is cancelled: else a session would stay open for good."""
        closing = asyncio.ensure_future(self._end())
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await closing
            raise

    async def _end(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        if self._socket is not None:
            await self._socket.close()
        if self._session is not None:
            await self._session.close()
