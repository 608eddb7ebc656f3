"""What the program is made of: services that run until they are asked to stop."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Protocol

import structlog

log = structlog.get_logger()


class ServiceEnded(RuntimeError):
    """The end of a service that nobody asked to stop; the log says why."""


class Service(Protocol):
    """Something that runs until it is asked to stop."""

    async def run(self) -> None: ...
    def stop(self) -> Awaitable[None] | None: ...


async def until(stop: asyncio.Event, tasks: Sequence[asyncio.Task[None]]) -> None:
    """Wait until `stop` is set. Raises ServiceEnded where a task ends first: a supervisor starts the program anew."""
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
    """Ask a service to stop, and wait as long as it takes to say that it has."""
    asked = service.stop()
    if asked is not None:
        await asked
