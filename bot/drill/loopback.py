"""One aiohttp server on a free port of this machine."""

import socket

from aiohttp import web


class Loopback:
    """Starts and stops an application on 127.0.0.1; nothing is logged, since addresses hold tokens."""

    def __init__(self) -> None:
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self, app: web.Application, port: int = 0) -> None:
        """Serve; a port of 0 takes a free one, and keeps it over a restart."""
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


def free_port() -> int:
    """A port of 127.0.0.1 that nobody has just now, for a program that must be told one."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
