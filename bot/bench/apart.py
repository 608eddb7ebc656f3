"""A play of the bench in a process of its own: it says where its Telegram listens, and then what it saw."""

import asyncio
import json
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.bench.server import ROOT
from bot.drill.telegram.exchange import Exchange
from bot.drill.telegram.server import TelegramServer
from bot.process import child_process

_MOST = 2**24
"""Bytes of a line."""


@dataclass(frozen=True)
class Apart:
    """The other process, as the bench sees it."""

    origin: str
    tokens: tuple[str, ...]
    said: asyncio.StreamReader

    @property
    def token(self) -> str:
        """Of its first bot account."""
        return self.tokens[0]

    async def tells(self) -> Any:
        """What it tells next, as soon as it does; RuntimeError where it ended before."""
        line = await self.said.readline()
        if not line:
            raise RuntimeError("the play broke off")
        return json.loads(line)


@asynccontextmanager
async def apart(module: str, *words: object) -> AsyncIterator[Apart]:
    """`python -m module words…`, running while entered."""
    process = await child_process.start(module, *map(str, words), cwd=ROOT, stdout=PIPE, limit=_MOST)
    try:
        if process.stdout is None:
            raise RuntimeError("the play has no output")
        origin, *tokens = (await process.stdout.readline()).decode().split()
        yield Apart(origin, tuple(tokens), process.stdout)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def open_stage(server: TelegramServer | Exchange) -> None:
    """In the other process: listen, and say where."""
    await server.start()
    print(server.origin, *server.tokens, flush=True)  # noqa: T201 - the bench reads it


def tell(what: object) -> None:
    """In the other process: one thing that was seen."""
    print(json.dumps(what), flush=True)  # noqa: T201 - the bench reads it
