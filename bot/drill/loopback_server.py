"""An aiohttp server on a free port of this machine."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LoopbackServer:
    """A server on 127.0.0.1 that can be far away; nothing is logged, since addresses hold tokens."""

    def __init__(self, delayed: Callable[[web.Request], bool] = lambda _: True) -> None:
        """`delayed`: tells of a request whether `latency` holds for it."""
        self._delayed = delayed
        self._runner: web.AppRunner | None = None
        self.port = 0
        self.latency = 0.0
        """Seconds that a request takes to arrive, and its answer again; who hangs up before that never sent it."""

    async def start(self, app: web.Application, port: int = 0) -> None:
        """Serve the application; a port of 0 takes a free one, and keeps it over a restart. Raises OSError."""
        app.middlewares.append(self._delay)
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port or self.port)
        await site.start()
        self._runner = runner
        self.port = int(runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop serving and cut what is open."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @web.middleware
    async def _delay(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        latency = self.latency if self._delayed(request) else 0.0
        await asyncio.sleep(latency)
        answer = await handler(request)
        await asyncio.sleep(latency)
        return answer


def free_port() -> int:
    """Find a port of 127.0.0.1 that nobody has just now, for a program that must be told one."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
