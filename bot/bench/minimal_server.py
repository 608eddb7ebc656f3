"""A Bot API of the least possible cost, in a process of its own: it takes whatever is sent, and counts.

Not aiohttp's server but a bare protocol: whoever waits for a slow server wakes up more often, and pays for it.
"""

import asyncio
import re
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bot.process import child_process

ROOT = Path(__file__).resolve().parents[2]
_ME = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"bench","username":"bench_bot"}}'
_DONE = b'{"ok":true,"result":true}'
_SENT = b'{"ok":true,"result":{"message_id":%d,"date":0,"chat":{"id":1,"type":"private"},"text":"x"}}'
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_BODY = b"\r\n\r\n"


@dataclass(frozen=True)
class MinimalServer:
    """The server's process, as the bench sees it."""

    origin: str
    output: asyncio.StreamReader

    async def first_send(self) -> float:
        """Wait for the first message; return when it came, in this machine's monotonic seconds. To be called once."""
        return float(await self.output.readline())


@asynccontextmanager
async def minimal_server() -> AsyncIterator[MinimalServer]:
    """Run the server in a process of its own while entered."""
    process = await child_process.start("bot.bench.minimal_server", cwd=ROOT, stdout=PIPE)
    try:
        if process.stdout is None:
            raise RuntimeError("the server has no output")
        yield MinimalServer(f"http://127.0.0.1:{int(await process.stdout.readline())}", process.stdout)
    finally:
        process.terminate()
        await process.wait()


class _Counts:
    """The count of sends over all connections."""

    def __init__(self) -> None:
        self.sends = 0

    def answer(self, path: bytes) -> bytes | None:
        """Return the body for this path; None for a long poll, which is left without an answer."""
        if path.endswith(b"/sendMessage"):
            self.sends += 1
            if self.sends == 1:
                _say(time.monotonic())
            return _SENT % self.sends
        if path.endswith(b"/getUpdates"):
            return None
        return _ME if path.endswith(b"/getMe") else _DONE


class _Connection(asyncio.Protocol):
    def __init__(self, counts: _Counts) -> None:
        self._counts = counts
        self._transport: asyncio.WriteTransport | None = None
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while (end := self._heard.find(_BODY)) >= 0:
            length = _LENGTH.search(self._heard, 0, end)
            whole = end + len(_BODY) + (int(length.group(1)) if length else 0)
            if len(self._heard) < whole:
                return
            path = self._heard.split(b" ", 2)[1]
            self._heard = self._heard[whole:]
            answer = self._counts.answer(path)
            if answer is not None and self._transport is not None:
                head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d" % len(answer)
                self._transport.write(head + _BODY + answer)


def _say(number: float) -> None:
    """Print a number for the process that started us."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


async def _serve() -> None:
    counts = _Counts()
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(counts), "127.0.0.1", 0)
    _say(server.sockets[0].getsockname()[1])
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
