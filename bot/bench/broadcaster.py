"""The real courier and transport on a real store, with no platform's limits to wait for."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import select

from alerts.notices import Notice
from bot.bench import sample_alert
from bot.bench.bench_network import TOKEN, BenchNetwork
from bot.outbound.courier import Courier
from bot.outbound.line_lease import ExclusiveLease
from bot.outbound.no_limits import NoLimits
from bot.outbound.rendering import reader_locales
from bot.outbound.resources import CourierResources
from bot.process.clock import Clock
from bot.transports.base import Delivered, Outbound, Outcome
from bot.transports.telegram.transport import TelegramTransport
from handlers.core.inbound import Inbound
from storage.core import core_tables as t
from storage.database.store import Store
from storage.unit_of_work import UnitOfWorkFactory

_LOOK = 0.02
"""Seconds between two looks whether the last outcome is written down."""


class NotSent(RuntimeError):
    """A message that was not delivered, so that there is nothing to measure; the text says what became of it."""


class _Counted(TelegramTransport):
    """A transport that knows when so many were sent; asking the database for it would cost more than is measured."""

    left = 0
    done = asyncio.Event()

    def expect(self, messages: int) -> None:
        self.left = messages
        self.done = asyncio.Event()

    async def send(self, message: Outbound) -> Outcome:
        outcome = await super().send(message)
        if not isinstance(outcome, Delivered):
            raise NotSent(type(outcome).__name__)
        self.left -= 1
        if not self.left:
            self.done.set()
        return outcome


class _Nobody:
    """A receiver of messages that never come."""

    async def take(self, messages: list[Inbound], offset: int | None) -> None:
        """Keep nothing."""

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        """Do nothing: nobody spoke."""


class Broadcaster:
    """A sender of one broadcast after the other to the same people."""

    def __init__(self, work: UnitOfWorkFactory, courier: Courier, transport: _Counted) -> None:
        self._work = work
        self._courier = courier
        self._transport = transport
        self._clock = Clock()

    async def enqueue(self) -> Notice:
        """Enqueue the alert about a new incident for everybody in the town; return it."""
        now = self._clock.now()
        async with self._work.begin() as uow:
            notice = await sample_alert.prepare(uow, now)
            self._transport.expect(await sample_alert.broadcast(uow, notice, now))
        return notice

    async def send(self) -> None:
        """Send what is enqueued; return once every outcome stands in the database."""
        self._courier.wake()
        await self._transport.done.wait()
        while await _has_undelivered(self._work.store):  # noqa: ASYNC110 - the courier tells nobody of it
            await asyncio.sleep(_LOOK)


@asynccontextmanager
async def broadcaster(made: BenchNetwork) -> AsyncIterator[Broadcaster]:
    """Run a courier on this network while entered."""
    clock = Clock()
    async with made.opened() as (work, line_id):
        async with work.look() as uow:
            network = await uow.network()
        transport = _Counted(line_id, TOKEN, made.settings.telegram_base_url, clock.now)
        resources = CourierResources(
            store=work.store,
            words=reader_locales(network),
            languages=network.languages,
            now=clock.now,
            lease=ExclusiveLease(secrets.token_hex(8)),
            transport_of={line_id: transport}.get,
        )
        courier = Courier(resources, transport, NoLimits(clock.now()))
        await transport.start(_Nobody(), None)
        working = asyncio.create_task(courier.run())
        try:
            yield Broadcaster(work, courier, transport)
        finally:
            await courier.stop()
            await working
            await transport.stop()


async def _has_undelivered(store: Store) -> bool:
    """Tell whether anything is not delivered yet. Raises NotSent for what never will be."""
    asking = select(t.delivery.c.state).where(t.delivery.c.state != "delivered").limit(1)
    async with store.read() as session:
        state = (await (await session.connection()).execute(asking)).scalar_one_or_none()
    if state not in (None, "queued", "sending"):
        raise NotSent(state)
    return state is not None
