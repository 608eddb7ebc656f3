"""Faults that a test asks for: what the next calls meet instead of an honest answer."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from aiohttp import web

Body: TypeAlias = Mapping[str, Any] | str | bytes | None
FailureMode: TypeAlias = Literal["answer", "drop", "hang", "lie"]
"""Whether a failing call is answered, its connection is cut, nothing ever comes, or it is carried out and denied."""


@dataclass(kw_only=True)
class Fault:
    """One kind of failure, for the next `times` calls that fit."""

    method: str
    chat: str | None
    status: int
    body: Body
    times: int
    after_accept: bool
    """Whether the call is carried out first, and only its caller never learns so."""
    how: FailureMode

    @property
    def carried_out(self) -> bool:
        """Whether the call does what it should before it fails."""
        return self.after_accept or self.how == "lie"

    def fits(self, method: str, chat: str) -> bool:
        """Tell whether this call is to meet the fault."""
        named = self.method in ("*", method)
        return self.times > 0 and named and self.chat in (None, chat)


class FaultQueue:
    """The faults that wait for their calls, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self.closing = asyncio.Event()
        """Set when the server stops: it ends what hangs."""

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its calls."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Forget the faults that nobody met yet."""
        self._waiting.clear()

    def take(self, method: str, chat: str) -> Fault | None:
        """Take the fault that this call meets; None where it meets none."""
        for fault in self._waiting:
            if fault.fits(method, chat):
                fault.times -= 1
                self._waiting = [other for other in self._waiting if other.times > 0]
                return fault
        return None

    async def respond(self, request: web.Request, fault: Fault, default: Body) -> web.StreamResponse:
        """Answer as the fault wants it, or not at all. `default`: the body where the fault has none."""
        if fault.how == "hang":
            await self.closing.wait()
        if fault.how in ("drop", "hang") or fault.after_accept:
            return abort(request)
        body = default if fault.body is None else fault.body
        if isinstance(body, bytes):
            return web.Response(status=fault.status, body=body, content_type="application/octet-stream")
        if isinstance(body, str):
            return web.Response(status=fault.status, text=body, content_type="text/html")
        text = json.dumps(dict(body or {}))
        return web.Response(status=fault.status, text=text, content_type="application/json")


def abort(request: web.Request) -> web.Response:
    """Cut the connection without an answer; what is returned never arrives."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
