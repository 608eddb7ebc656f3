"""A Bot API of the least possible cost, in a process of its own: it takes whatever is sent and counts nothing."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

_ME = b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"bench","username":"bench_bot"}}'
_SENT = b'{"ok":true,"result":{"message_id":1,"date":0,"chat":{"id":1,"type":"private"},"text":"x"}}'


@asynccontextmanager
async def minimal_server() -> AsyncIterator[str]:
    """Its origin."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot.bench.server", stdout=PIPE)
    try:
        if process.stdout is None:
            raise RuntimeError("the server has no output")
        port = int(await process.stdout.readline())
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()


async def _serve() -> None:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        body = _ME if request.path.endswith("/getMe") else _SENT
        return web.Response(body=body, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
