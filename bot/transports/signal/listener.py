"""One unmodified signalbot, used for hearing alone: attached once, then watched, then thrown away."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Callable
from typing import TypeAlias

from signalbot import (
    Config,
    DataMessage,
    DataMessageContext,
    DataMessageHandler,
    InMemoryConfig,
    Reaction,
    ReactionContext,
    ReactionHandler,
    ReceivedMessage,
    SignalBot,
    SignalBotError,
)
from signalbot.client import ConnectionMode
from signalbot.messages import parse
from signalbot.storage import SQLiteStorage
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConcurrencyError, ConnectionClosed
from websockets.protocol import State

from bot.transports.signal.frames import FRAMES, is_echo, mended, silence_logger

Hear: TypeAlias = Callable[[DataMessage | Reaction], None]

_LOOK = 0.02
"""Seconds between looks at a socket that is just being opened."""
_GLANCE = 0.2
"""Seconds between looks at an open one."""
_LEFT_OVER = 1.0
"""Seconds that reading what a lost socket still holds may take; it is in memory already."""


class _Handler(DataMessageHandler, ReactionHandler):
    """A handler that is never called: our filter takes each message first, for consumers mix up the order."""

    async def handle_data_message(self, context: DataMessageContext) -> None:
        """Do nothing: the filter has taken the message."""

    async def handle_reaction(self, context: ReactionContext) -> None:
        """Do nothing: the filter has taken the message."""


class Listener:
    """One signalbot from build to close; its own ways of coming back (up to 300 s) are never waited for."""

    def __init__(self, service: str, number: str, hear: Hear) -> None:
        """Build the bot, inside the running loop. `hear` is called in the order of arrival."""
        self._number = number
        self._hear = hear
        self._ours = False
        self._unread = ""
        self._bot = SignalBot(
            Config(
                phone_number=number,
                signal_service=service,
                connection_mode=ConnectionMode.HTTP_ONLY,
                download_attachments=False,
                storage=InMemoryConfig(),
            )
        )
        silence_logger()
        self._bot.register(_Handler(), f=self._note)
        self._socket: ClientConnection | None = None

    async def attach(self, seconds: float) -> None:
        """Connect, and return when the WebSocket is open.

        Raises TimeoutError after so many seconds, or what signalbot raises.
        """
        context = contextvars.copy_context()
        context.run(FRAMES.set, self._frame)
        context.run(self._bot.start, run_forever=False)
        async with asyncio.timeout(seconds):
            await self._bot.wait_until_ready()
            self._socket = await self._opened()

    async def _opened(self) -> ClientConnection:
        while True:
            socket = self._open_socket()
            if socket is not None and socket.state is State.OPEN:
                return socket
            await asyncio.sleep(_LOOK)

    def _open_socket(self) -> ClientConnection | None:
        # signalbot keeps its connection here; whether that is open is the one thing that says we are heard.
        signal = self._bot._signal  # noqa: SLF001 - see above
        opening = getattr(signal.messages, "connection", None)
        socket = getattr(opening, "connection", None)
        return socket if isinstance(socket, ClientConnection) else None

    @property
    def attached(self) -> bool:
        """Whether the socket that attach() saw is still open; one it opened anew doesn't count."""
        return self._socket is not None and self._socket.state is State.OPEN

    async def until_lost(self) -> None:
        """Return soon after the socket closes, cleanly or not, or signalbot gives it up over a bad frame."""
        if self._socket is None:
            return
        gone = asyncio.ensure_future(self._socket.wait_closed())
        try:
            # Looked at as well: a socket whose end was only announced closes seconds later.
            while self.attached:
                await asyncio.wait((gone,), timeout=_GLANCE)
        finally:
            gone.cancel()

    async def salvage(self) -> None:
        """Read, once the socket is lost, the frame that signalbot stumbled over, and those that had come behind it.

        signalbot wants fields that some services leave out (isVoiceNote), and gives up its socket over it.
        """
        raw, self._unread = self._unread, ""
        if raw:
            await self._mend(raw)
        async for behind in self._left_over():
            self._frame(behind)
            await self._mend(behind)

    async def _mend(self, raw: str) -> None:
        """Read one frame ourselves, if it can be read after all."""
        if self._ours:
            # Another device of ours wrote it, nobody said it to us.
            return
        try:
            message = await parse(self._bot._signal, mended(raw, self._number))  # noqa: SLF001 - parse() asks for it
        except (ValueError, TypeError, AttributeError, SignalBotError):
            # It says nothing that anybody could read.
            return
        self._note(message)

    async def _left_over(self) -> AsyncIterator[str]:
        """Yield what the lost socket had received and signalbot never asked it for."""
        if self._socket is None:
            return
        try:
            async with asyncio.timeout(_LEFT_OVER):
                while True:
                    raw = await self._socket.recv()
                    yield raw if isinstance(raw, str) else raw.decode(errors="replace")
        except (ConnectionClosed, ConcurrencyError, TimeoutError, EOFError):
            return

    async def close(self) -> None:
        """End the bot, to the last step also where this is cancelled.

        A line that is stopped while it lost its socket is cancelled in the midst of this, and signalbot's session would
        stay open for good.
        """
        closing = asyncio.ensure_future(self._end())
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await closing
            raise

    async def _end(self) -> None:
        # Never SignalBot.stop(): that stops the whole loop.
        start = self._bot.init_task
        if start is not None:
            start.cancel()
            await asyncio.gather(start, return_exceptions=True)
        socket = self._open_socket()
        if socket is not None:
            # First, for a polite close waits 10 s for a service that hangs.
            socket.transport.abort()
        await self._bot._pipeline.stop()  # noqa: SLF001 - the only way that leaves the loop running
        await self._bot.close()
        if isinstance(self._bot.storage, SQLiteStorage):
            # In memory and unused; closed so that a year of re-attaching leaks no connection.
            self._bot.storage._sqlite.close()  # noqa: SLF001 - it has no close of its own

    def _frame(self, raw: str) -> None:
        """Remember a frame before it is parsed."""
        self._ours = is_echo(raw, self._number)
        self._unread = raw

    def _note(self, message: ReceivedMessage) -> bool:
        """Hear a message, as signalbot's filter. Returns False, so that its consumers get nothing."""
        self._unread = ""
        if isinstance(message, DataMessage | Reaction) and not self._ours:
            self._hear(message)
        return False
