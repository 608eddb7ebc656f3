"""The composition root: what is built from what, and in which order it starts and stops."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import timedelta

import structlog

from alerts.network.town import Network
from alerts.notices import Text
from bot.answering import Answering, words_of
from bot.clock import Clock
from bot.config import Settings
from bot.courier import Courier
from bot.hearing import KeepHeard
from bot.intake import Duties, Intake
from bot.line_watch import LineWatch
from bot.office import Office
from bot.opening import OpenNetwork
from bot.pacing import Pace, SignalPace, TelegramPace
from bot.pulse import Pulse
from bot.scheduler import Scheduler
from bot.service import Service, stopped, until
from bot.signal_groups import SignalGroups
from bot.transports.base import Transport
from bot.transports.signal import SignalTransport
from bot.transports.telegram import TelegramTransport
from locales.catalogue import Words
from locales.commands import COMMANDS, name_in
from storage import networks
from storage.deadlines import move_back, newest_moment
from storage.tables import LineRow
from storage.unit_of_work import Work

log = structlog.get_logger()

LAST = 1.5
"""Seconds that transports get to hang up; everything before has its own 2."""
FIRST_PURGE = timedelta(minutes=1)
"""After the start; then duties.MAIL_EVERY."""


class App:
    """The running program: both transports, couriers, intake and scheduler in one event loop."""

    def __init__(self, settings: Settings, opened: OpenNetwork, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._store = opened.store
        self._work = Work(opened.store, settings.retention, settings.hotline)
        self._network = opened.network
        self._boot = secrets.token_hex(8)
        self._transports: dict[int, Transport] = {}
        self._couriers: list[Courier] = []
        self._telegram: TelegramTransport | None = None
        self._signal: SignalTransport | None = None
        self._groups: SignalGroups | None = None
        self._scheduler = Scheduler(self._work, clock.now, self._wake)
        self._watch = LineWatch(self._work, clock.now, self._wake)
        answering = Answering(self._work, clock.now, self._transports.get, self._username)
        self._intake = Intake(
            self._store,
            clock.now,
            Duties(
                answer=answering.answer,
                acknowledge=answering.acknowledge,
                apologise=answering.apologise,
                deaf=answering.deaf,
                wake=self._wake_all,
            ),
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is under way is ended, or left for the next run, within 5 s."""
        await self._take_up()
        offsets = await self._build()
        services: list[Service] = [Pulse(self._settings.rebato_data), self._scheduler, self._intake, *self._couriers]
        services.append(self._watch)
        if self._signal is not None and self._groups is not None:
            services += [self._groups, KeepHeard(self._store, self._signal)]
        tasks = [asyncio.create_task(service.run()) for service in services]
        starting = asyncio.create_task(self._start(offsets))
        try:
            await until(stop, tasks)
        finally:
            log.info("app.stopping")
            starting.cancel()
            await asyncio.gather(*(stopped(service) for service in services))
            await asyncio.gather(*tasks, return_exceptions=True)
            # Last: until here answers may have been on their way.
            await asyncio.wait([asyncio.create_task(t.stop()) for t in self._transports.values()], timeout=LAST)
            log.info("app.stopped")

    async def _start(self, offsets: dict[int, int | None]) -> None:
        """All lines at once: one platform's trouble never holds up the other."""
        await asyncio.gather(
            *(
                transport.start(self._intake.on(line_id), offsets[line_id])
                for line_id, transport in self._transports.items()
            )
        )
        if self._telegram is not None and self._telegram.username:
            await self._remember_name(self._telegram)
        log.info("app.running", lines=len(self._transports))

    async def _take_up(self) -> None:
        """What an earlier run left: a clock that was wrong then must not keep deadlines waiting now."""
        async with self._store.write() as session:
            newest = await newest_moment(session)
            back = self._clock.set_back(newest) if newest else timedelta(0)
            if back:
                await move_back(session, back)
                log.warning("app.clock_was_ahead", seconds=int(back.total_seconds()))
        async with self._work.begin() as uow:
            await uow.deadlines.set("purge mail", 0, self._clock.now() + FIRST_PURGE)

    async def _build(self) -> dict[int, int | None]:
        """The lines of the settings, each with its transport and courier; their offsets."""
        offsets: dict[int, int | None] = {}
        if self._settings.telegram_bot_token is not None:
            token = self._settings.telegram_bot_token.get_secret_value()
            line = await self._line("telegram", token.partition(":")[0])
            self._telegram = TelegramTransport(
                line.id,
                token,
                self._settings.telegram_base_url,
                self._clock.now,
                commands=_menu(self._network),
            )
            offsets[line.id] = line.offset
            self._add(self._telegram, TelegramPace(self._clock.begun))
        if self._settings.signal_service is not None and self._settings.phone_number is not None:
            line = await self._line("signal", self._settings.phone_number)
            self._signal = SignalTransport(
                line.id,
                self._settings.signal_service,
                self._settings.phone_number,
                self._clock.now,
                heard_at=line.heard_at,
                profile_name=self._network.name,
            )
            offsets[line.id] = None
            self._groups = SignalGroups(self._store, self._signal, self._network, words_of(self._network))
            pause = timedelta(seconds=self._settings.signal_pace)
            self._add(self._signal, SignalPace(self._clock.begun, pause))
        return offsets

    async def _line(self, transport: str, account: str) -> LineRow:
        async with self._store.write() as session:
            return await networks.line(session, self._store.vault, transport, account)

    def _add(self, transport: Transport, pace: Pace) -> None:
        self._transports[transport.line_id] = transport
        office = Office(
            store=self._store,
            words=words_of(self._network),
            languages=self._network.languages,
            now=self._clock.now,
            boot=self._boot,
            transport_of=self._transports.get,
            rerouted=self._wake,
            recorded=self._scheduler.nudge,
            sent=self._watch.sent,
        )
        self._watch.watch(transport)
        self._couriers.append(Courier(office, transport, pace))

    async def _remember_name(self, telegram: TelegramTransport) -> None:
        async with self._store.write() as session:
            row = await session.get(LineRow, telegram.line_id)
            if row is not None:
                networks.set_bot_name(self._store.vault, row, telegram.username)
                session.add(row)

    def _username(self) -> str:
        return self._telegram.username if self._telegram is not None else ""

    def _wake(self) -> None:
        for courier in self._couriers:
            courier.wake()

    def _wake_all(self) -> None:
        self._wake()
        self._scheduler.nudge()
        if self._groups is not None:
            self._groups.nudge()


def _menu(network: Network) -> dict[str, Sequence[tuple[str, str]]]:
    """The commands that Telegram's app lists, by language."""
    return {
        code: [
            (name_in(command, code), Words(code, network.zone).text(Text(f"command.{command}"))) for command in COMMANDS
        ]
        for code in network.languages
    }
