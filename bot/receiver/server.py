"""The receiver's one address: POST /receive, with RECEIVER_SECRET behind it where that is set.

The bridge posts each message once, waits for the answer, and reads nothing else from Signal meanwhile: so the answer
comes as soon as the message is committed, and whatever is wrong is said, never waited for. Only 200 and 201 count as
taken there; what else we answer stands in its log.
"""

import asyncio
import hmac

import structlog
from aiohttp import web

from bot.receiver.commit import CommitResult, Committer
from bot.receiver.connections import Connections
from bot.receiver.posted_frames import NotAFrame, frame_of

log = structlog.get_logger()

LARGEST = 1024 * 1024
"""Bytes of a post. A message is at most a few thousand: photos and long texts stay at the bridge."""
READ_WITHIN = 5.0
"""Seconds for the whole body."""
LAST_WORD = 5.0
"""Seconds that posts under way get at the end: as long as a commit may wait for a busy database."""


class CannotListen(Exception):
    """An address that is taken, or none of this machine's."""


class ReceiverServer:
    """The receiver's HTTP server. Nothing of a request is logged but the status of a refusal."""

    def __init__(self, committer: Committer, secret: str = "") -> None:
        """Make the server. `secret`: the path's last part; "" for none."""
        self._committer = committer
        self._secret = secret.encode()
        self._runner: web.AppRunner | None = None
        self._connections = Connections()
        self._listener: asyncio.Server | None = None
        self.port = 0
        """The port on which it listens; 0 before start()."""

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 takes a free one. Raises CannotListen."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post("/receive", self._receive)
        app.router.add_post("/receive/{secret:[A-Za-z0-9_-]*}", self._receive)
        # No access log: the path holds the secret.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_WORD)
        await runner.setup()
        self._connections.speak(runner.server)
        try:
            self._listener = await asyncio.get_running_loop().create_server(self._connections, host, port)
        except OSError:
            await runner.cleanup()
            raise CannotListen from None
        self._runner = runner
        self.port = int(self._listener.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Take no more; what is under way is still answered."""
        if self._listener is not None:
            self._listener.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        self._connections.asked(request.transport)
        try:
            answer = await self._answer(request)
        except web.HTTPException as refusal:
            log.warning("receiver.refused", status=refusal.status)
            refusal.force_close()
            raise
        # One request a connection: an idle one that we close just as the bridge posts would lose the post.
        answer.force_close()
        return answer

    async def _answer(self, request: web.Request) -> web.Response:
        given = request.match_info.get("secret", "").encode()
        if not hmac.compare_digest(given, self._secret):
            raise web.HTTPNotFound
        if "Origin" in request.headers:
            # A page in somebody's browser on this machine; the bridge never says where it comes from.
            raise web.HTTPForbidden
        try:
            async with asyncio.timeout(READ_WITHIN):
                frame = frame_of(await request.read())
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        except NotAFrame as error:
            raise web.HTTPBadRequest(text=str(error)) from None
        try:
            kept = await self._committer.keep(frame)
        except Exception:
            # Whatever it was, it is not kept, and the bridge is to say so too.
            log.exception("receiver.not_kept")
            raise web.HTTPServiceUnavailable(text="not kept") from None
        if kept is CommitResult.NO_LINE:
            raise web.HTTPNotFound(text=kept.value)
        return web.Response(text=kept.value)
