"""The program over one database file, its platforms on loopback, and a clock that is moved by hand."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

from sqlalchemy import event

from alerts.network.retention import Retention
from alerts.network.town import Network
from bot.deadlines.scheduler import Scheduler
from bot.fuzz.founded_network import HOTLINE, FoundedNetwork
from bot.fuzz.platforms import Platforms, start_platforms
from bot.inbound.dispatch import Dispatcher
from bot.inbound.intake import Intake
from bot.inbound.intake_callbacks import IntakeCallbacks
from bot.lines.group_call_gate import GroupCallGate
from bot.lines.telegram_groups import TelegramGroups
from bot.outbound.courier import Courier
from bot.outbound.line_lease import ExclusiveLease
from bot.outbound.no_limits import NoLimits
from bot.outbound.rendering import reader_locales
from bot.outbound.resources import CourierResources
from bot.transports.base import Transport
from handlers.core.lexicon import cleaner
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine, plain_engine
from storage.database.store import Store
from storage.deadlines.deadlines import next_due
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.outbox.claim import next_due as next_delivery
from storage.unit_of_work import UnitOfWorkFactory

PATIENCE = 60.0
"""Seconds of real time that one answer may take: a busy machine must not look like a fault."""
STEPS = 4_000
"""Moments at which something happens in one span, at most: who never comes to rest would keep the series for ever."""


class NeverAtRest(Exception):
    """A span in which something is always due at once."""


@dataclass
class HandClock:
    """The time, moved by hand; aware UTC."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment

    def seconds(self) -> float:
        """Return it in Unix seconds."""
        return self.moment.timestamp()


@dataclass(kw_only=True)
class FuzzedProgram:
    """Intake, scheduler and couriers over one store, worked by hand."""

    file: Path
    store: Store
    network: Network
    clock: HandClock
    intake: Intake
    scheduler: Scheduler
    platforms: Platforms
    couriers: dict[int, Courier]
    groups: TelegramGroups

    async def settle(self) -> datetime | None:
        """Answer, fire and send whatever is due; return when something may be due next (aware UTC)."""
        moments = [await self.intake.drain()]
        deadline, deliveries = await self._due()
        if deadline is not None and deadline <= self.clock.moment:
            await self.scheduler.fire_due()
            deadline, deliveries = await self._due()
        moments.append(deadline)
        for line_id, due in deliveries.items():
            now_due = due is not None and due <= self.clock.moment
            moments.append(await self.couriers[line_id].drain() if now_due else due)
        return min((moment for moment in moments if moment is not None and moment > self.clock.moment), default=None)

    async def forward(self, span: timedelta) -> None:
        """Let so much time pass; on the way everything happens in its time. Raises NeverAtRest, LineIsDeaf."""
        end = self.clock.moment + span
        await self.groups.mend()
        await self.platforms.heard_telegram()
        for _ in range(STEPS):
            moment = await self.settle()
            if moment is None or moment >= end:
                break
            self.clock.moment = moment
        else:
            raise NeverAtRest
        if span:
            self.clock.moment = end
            await self.settle()

    async def _due(self) -> tuple[datetime | None, dict[int, datetime | None]]:
        """Ask once for the next deadline, and for the next delivery of each line."""
        async with self.store.read() as session:
            connection = await session.connection()
            deliveries = {line_id: await connection.run_sync(next_delivery, line_id) for line_id in self.couriers}
            return await next_due(session), deliveries


def open_file(file: Path, keyring: Keyring) -> Store:
    """Open the file without a cipher around it, as on a machine that has none: the search for words needs to see it."""
    engine = open_engine(file, keyring, DriverOptions.PLAIN)
    for one in (engine.sync_engine, plain_engine(engine)):
        if one is not None:
            # Nobody pulls the plug here, and waiting for the disk would be most of the time.
            event.listen(one, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF"))
    return Store(engine, Vault(keyring))


@asynccontextmanager
async def opened(founded: FoundedNetwork, file: Path, begun: datetime) -> AsyncIterator[FuzzedProgram]:
    """Open a copy of the network and everything that works on it, until the end of the block."""
    copyfile(founded.file, file)
    async with AsyncExitStack() as stack:
        store, beside = open_file(file, founded.keyring), open_file(file, founded.keyring)
        stack.push_async_callback(store.close)
        stack.push_async_callback(beside.close)
        clock = HandClock(begun)
        work = UnitOfWorkFactory(store, Retention(), HOTLINE, cleaner())
        lines: dict[int, Transport] = {}
        answering = Dispatcher(work, clock.now, lines.get)
        duties = IntakeCallbacks(
            answer=answering.answer,
            acknowledge=answering.acknowledge,
            apologise=answering.apologise,
            deaf=answering.deaf,
            wake=lambda: None,
        )
        intake = Intake(store, clock.now, duties, patience=PATIENCE)
        platforms = await start_platforms(stack, store, beside, intake, clock.now, founded.line_ids)
        lines.update(platforms.lines)
        resources = CourierResources(
            store=store,
            words=reader_locales(founded.network),
            languages=founded.network.languages,
            now=clock.now,
            lease=ExclusiveLease("fuzz"),
            transport_of=lines.get,
        )
        gate = GroupCallGate(work, clock.now, lambda: True, _at_once, clock.seconds)
        groups = TelegramGroups(work, founded.line_ids["telegram"], platforms.administration, gate, clock.now)
        yield FuzzedProgram(
            file=file,
            store=store,
            network=founded.network,
            clock=clock,
            intake=intake,
            scheduler=Scheduler(work, clock.now, lambda: None),
            platforms=platforms,
            couriers={number: Courier(resources, line, NoLimits(begun)) for number, line in lines.items()},
            groups=groups,
        )


async def _at_once(_: float) -> None:
    """Let no time pass between two calls."""
