"""The WebSockets of GET /v1/receive/{number}, on which the program hears what people say."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import WSCloseCode, web

from bot.drill.fault_injection import abort
from bot.drill.signal.refusals import Json


@dataclass(eq=False)
class AttachedSocket:
    """One WebSocket that is attached, and the request it came with."""

    socket: web.WebSocketResponse
    request: web.Request


class ReceiveSockets:
    """The WebSockets that are attached now. What is pushed while there is none is lost, as in json-rpc mode."""

    def __init__(self, number: str) -> None:
        self.attached: list[AttachedSocket] = []
        self.connections = 0
        """How many WebSockets were ever attached."""
        self.tries = 0
        """How often somebody tried to attach."""
        self.refuse = 0
        """How many of the next attempts to attach are cut off."""
        self.hang = 0
        """How many of the next attempts to attach get no answer."""
        self.closing = asyncio.Event()
        self._number = number
        self._changed = asyncio.Event()
        self._writers: set[asyncio.Task[None]] = set()
        self._queue: asyncio.Queue[tuple[AttachedSocket, str]] = asyncio.Queue()

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """Attach one WebSocket until either side ends it."""
        self.tries += 1
        self._notify()
        if self.hang > 0:
            self.hang -= 1
            await self.closing.wait()
            return abort(request)
        if self.refuse > 0:
            self.refuse -= 1
            return abort(request)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        attached = AttachedSocket(socket, request)
        if request.match_info["number"] == self._number:
            self._attach(attached)
        try:
            async for _ in socket:
                continue
        finally:
            self._detach(attached)
        return socket

    def push(self, frame: Json) -> bool:
        """Hand one frame to everybody attached; return False where nobody is."""
        return self._write(json.dumps(frame))

    def push_error(self, error: str) -> bool:
        """Hand an error frame to everybody attached; return False where nobody is."""
        return self._write(json.dumps({"error": error}))

    def push_junk(self, text: str) -> bool:
        """Hand something that is no JSON to everybody attached; return False where nobody is."""
        return self._write(text)

    async def close(self, code: int = WSCloseCode.OK) -> None:
        """End every WebSocket cleanly: 1000, or 1001 for going away."""
        for attached in list(self.attached):
            self._detach(attached)
            await attached.socket.close(code=code)

    def abort(self) -> None:
        """Cut every WebSocket without a close frame."""
        for attached in list(self.attached):
            self._detach(attached)
            if attached.request.transport is not None:
                attached.request.transport.abort()

    async def wait_attached(self, seconds: float = 30, connections: int = 1) -> None:
        """Wait until somebody listens, and at least so many WebSockets were attached since the beginning."""
        async with asyncio.timeout(seconds):
            while not self.attached or self.connections < connections:
                await self._changed.wait()

    async def wait_tried(self, tries: int = 1, seconds: float = 30) -> None:
        """Wait until somebody tried to attach so often since the beginning."""
        async with asyncio.timeout(seconds):
            while self.tries < tries:
                await self._changed.wait()

    async def wait_detached(self, seconds: float = 30) -> None:
        """Wait until nobody listens."""
        async with asyncio.timeout(seconds):
            while self.attached:
                await self._changed.wait()

    def _attach(self, attached: AttachedSocket) -> None:
        self.attached.append(attached)
        self.connections += 1
        self._notify()

    def _detach(self, attached: AttachedSocket) -> None:
        if attached in self.attached:
            self.attached.remove(attached)
            self._notify()

    def _notify(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def _write(self, text: str) -> bool:
        for attached in self.attached:
            self._queue.put_nowait((attached, text))
        if self.attached and not self._writers:
            writer = asyncio.ensure_future(self._drain())
            self._writers.add(writer)
            writer.add_done_callback(self._writers.discard)
        return bool(self.attached)

    async def _drain(self) -> None:
        # One writer keeps the frames in the order they were pushed.
        while not self._queue.empty():
            attached, text = self._queue.get_nowait()
            if not attached.socket.closed:
                # One that dies just now must not keep the others from hearing.
                with suppress(ConnectionError):
                    await attached.socket.send_str(text)
