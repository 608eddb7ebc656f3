"""RECEIVE_WEBHOOK_URL: what signal-cli-rest-api does in json-rpc mode with each message besides pushing it.

It pushes a message to whoever is attached, posts it once, and waits for the answer before it reads the next one; a
post that fails is only logged (src/client/jsonrpc2.go, ReceiveData).
"""

import asyncio
import json
from collections.abc import Callable

import aiohttp

from bot.drill.signal.refusals import Json

_TAKEN = (200, 201)
"""All other answers count as failures there."""


class Webhook:
    """A queue of frames that are pushed and posted one after the other."""

    def __init__(self, url: str, push: Callable[[Json], bool], unheard: Callable[[Json], None]) -> None:
        """`push`: hands a frame to whoever is attached; where nobody is, `unheard` gets it."""
        self.url = url
        self.posted = 0
        self.failed = 0
        self._push = push
        self._unheard = unheard
        self._frames: asyncio.Queue[Json] = asyncio.Queue()
        self._session: aiohttp.ClientSession | None = None
        self._task: asyncio.Task[None] | None = None

    def read(self, frame: Json) -> bool:
        """Queue a frame; return True always, for whoever listens or not it is taken care of."""
        self._frames.put_nowait(frame)
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return True

    async def settled(self) -> None:
        """Wait until everything so far is pushed and posted."""
        await self._frames.join()

    async def close(self) -> None:
        """Stop pushing and posting; what waits is dropped."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
        self._task = self._session = None
        self._frames = asyncio.Queue()

    async def _run(self) -> None:
        self._session = aiohttp.ClientSession()
        while True:
            frame = await self._frames.get()
            if not self._push(frame):
                self._unheard(frame)
            if await self._post(self._session, frame):
                self.posted += 1
            else:
                self.failed += 1
            self._frames.task_done()

    async def _post(self, session: aiohttp.ClientSession, frame: Json) -> bool:
        line = json.dumps({"jsonrpc": "2.0", "method": "receive", "params": frame}) + "\n"
        headers = {"Content-Type": "application/json"}
        try:
            async with session.post(self.url, data=line.encode(), headers=headers) as answer:
                return answer.status in _TAKEN
        except aiohttp.ClientError:
            return False
