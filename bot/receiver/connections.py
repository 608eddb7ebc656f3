"""The receiver's open connections: few, each for one request, and none that says nothing."""

import asyncio
from collections.abc import Callable
from typing import TypeAlias

MOST = 50
"""At once: the bridge needs one. One more is closed before it is read."""
ASKS_WITHIN = 5.0
"""Seconds from connecting until a request's head has arrived whole."""

NewHandler: TypeAlias = Callable[[], asyncio.Protocol]
"""Makes what speaks HTTP on a new connection."""


class Connections:
    """Guards a server's connections: makes the protocols for asyncio, around what speaks HTTP on each."""

    def __init__(self) -> None:
        self._new_handler: NewHandler = asyncio.Protocol
        self._waited_for: dict[asyncio.BaseTransport, asyncio.TimerHandle] = {}
        self._open: set[asyncio.BaseTransport] = set()

    def speak(self, new_handler: NewHandler | None) -> None:
        """Say what speaks HTTP on each; None: nothing does, as with a runner that is not set up."""
        self._new_handler = new_handler or asyncio.Protocol

    def __call__(self) -> asyncio.Protocol:
        """Make the protocol of one connection."""
        return _GuardedConnection(self, self._new_handler())

    def opened(self, transport: asyncio.BaseTransport) -> bool:
        """Take a connection in; return whether there is room for it."""
        if len(self._open) >= MOST:
            return False
        self._open.add(transport)
        loop = asyncio.get_running_loop()
        self._waited_for[transport] = loop.call_later(ASKS_WITHIN, transport.close)
        return True

    def asked(self, transport: asyncio.BaseTransport | None) -> None:
        """Stop waiting for a request: its head is here."""
        if transport is not None and (waiting := self._waited_for.pop(transport, None)):
            waiting.cancel()

    def closed(self, transport: asyncio.BaseTransport) -> None:
        """Forget a connection that is gone."""
        self.asked(transport)
        self._open.discard(transport)


class _GuardedConnection(asyncio.Protocol):
    """One connection: passes everything on to what speaks HTTP, if there is room for it."""

    def __init__(self, connections: Connections, handler: asyncio.Protocol) -> None:
        self._connections, self._handler = connections, handler
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not self._connections.opened(transport):
            transport.close()
            return
        self._transport = transport
        self._handler.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport is not None:
            self._connections.closed(self._transport)
            self._handler.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._transport is not None:
            self._handler.data_received(data)

    def eof_received(self) -> bool | None:
        return self._handler.eof_received() if self._transport is not None else None

    def pause_writing(self) -> None:
        self._handler.pause_writing()

    def resume_writing(self) -> None:
        self._handler.resume_writing()
