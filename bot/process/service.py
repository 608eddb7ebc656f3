"""What the program is made of: services that run until they are asked to stop."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Protocol

import structlog

log = structlog.get_logger()


class ServiceEnded(RuntimeError):
    """A part of the program ended by itself; see the log."""


class Service(Protocol):
    """Something that runs until it is asked to stop."""

    async def run(self) -> None: ...
    def stop(self) -> Awaitable[None] | None: ...


async def until(stop: asyncio.Event, tasks: Sequence[asyncio.Task[None]]) -> None:
    """Until `stop` is set; a service that ends by itself ends the program, so that a supervisor starts it anew."""
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((stopping, *tasks), return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task.done():
                log.critical("app.service_ended", error=task.exception())
                raise ServiceEnded
    finally:
        stopping.cancel()


async def stopped(service: Service) -> None:
    """Ask it to stop, and wait as long as it takes to say that it has."""
    asked = service.stop()
    if asked is not None:
        await asked
