"""The check of who may talk to the page: this computer's browser, on this address, and nobody in its name."""

import secrets
import sys
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web
from aiohttp.typedefs import Middleware

TOKEN_HEADER = "X-Drill-Token"  # noqa: S105 - the name of a header
ACTIONS = "/api/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class RequestGuard:
    """A check of each request before anybody answers it.

    The Host header must be our own: a name somewhere else that points here (DNS rebinding) is refused. So is a
    request that comes from another site's page. What acts or tells needs the token, which only our page carries.
    """

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self.port = 0

    @property
    def hosts(self) -> tuple[str, ...]:
        """The Host headers that a browser sends to our address."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    def check(self, request: web.Request) -> None:
        """Check a request. Raises the HTTP answer for one that must not be served."""
        if request.headers.get("Host", "") not in self.hosts:
            raise web.HTTPForbidden(text="This page answers only on its own address.")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            raise web.HTTPForbidden(text="This page takes nothing from other pages.")
        if not request.path.startswith(ACTIONS):
            return
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise web.HTTPForbidden(text="This page takes nothing from other pages.")
        token = request.headers.get(TOKEN_HEADER, "")
        if not secrets.compare_digest(token.encode(errors="surrogateescape"), self.token.encode()):
            raise web.HTTPForbidden(text="Open the page anew: its token is an old one.")

    @property
    def middleware(self) -> Middleware:
        """The middleware that checks each request and sets the headers of every answer."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                self.check(request)
                response = await _answered(request, handler)
            except web.HTTPException as refusal:
                refusal.headers.update(HEADERS)
                raise
            response.headers.update(HEADERS)
            return response

        return guarded


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours is answered with the same headers as all else
        sys.stderr.write(f"The page could not answer: {error!r}\n")
        raise web.HTTPInternalServerError(text="The page could not answer this.") from None
