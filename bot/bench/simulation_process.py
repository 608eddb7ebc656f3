"""A simulated Telegram in a process of its own: it prints where it listens, and later what it saw."""

import asyncio
import json
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.bench.minimal_server import ROOT
from bot.drill.telegram.multi_bot_server import MultiBotServer
from bot.drill.telegram.server import TelegramServer
from bot.process import child_process

_MOST = 2**24
"""Bytes of the longest line that is read."""


@dataclass(frozen=True)
class SimulationProcess:
    """The simulation's process, as the bench sees it."""

    origin: str
    tokens: tuple[str, ...]
    output: asyncio.StreamReader

    @property
    def token(self) -> str:
        """The token of its first bot account."""
        return self.tokens[0]

    async def next_result(self) -> Any:
        """Wait for the next result that it reports. Raise RuntimeError where it ended before."""
        line = await self.output.readline()
        if not line:
            raise RuntimeError("the simulation broke off")
        return json.loads(line)


@asynccontextmanager
async def simulation_process(module: str, *words: object) -> AsyncIterator[SimulationProcess]:
    """Run `python -m module words…` while entered."""
    process = await child_process.start(module, *map(str, words), cwd=ROOT, stdout=PIPE, limit=_MOST)
    try:
        if process.stdout is None:
            raise RuntimeError("the simulation has no output")
        origin, *tokens = (await process.stdout.readline()).decode().split()
        yield SimulationProcess(origin, tuple(tokens), process.stdout)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def announce(server: TelegramServer | MultiBotServer) -> None:
    """Listen, and print where: to be called in the simulation's process."""
    await server.start()
    print(server.origin, *server.tokens, flush=True)  # noqa: T201 - the bench reads it


def report_result(what: object) -> None:
    """Print one result as JSON: to be called in the simulation's process."""
    print(json.dumps(what), flush=True)  # noqa: T201 - the bench reads it
