"""The composition root: what is built from what, and in which order it starts and stops."""

import asyncio
import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from alerts.committee.setting_changes import take_up_settings
from alerts.incidents.timings import FORGOTTEN, KEPT
from alerts.network.watched_setting import WatchedSetting
from alerts.upkeep.clearing_chats import CLEAR_CHATS
from alerts.upkeep.purging import PURGE_MAIL
from bot.deadlines.scheduler import Scheduler
from bot.gazetteer.lookup import look_up
from bot.inbound.dispatch import Dispatcher
from bot.inbound.intake import FAR_TRY, TRY, Intake
from bot.inbound.intake_callbacks import IntakeCallbacks
from bot.inbound.receiver_backlog import StoredBacklog
from bot.lines.factory import LineFactory, PaceOf, platforms_pace
from bot.lines.health_monitor import LineHealthMonitor
from bot.lines.supervisor import LineSupervisor
from bot.lines.unopened_media import UnopenedMedia
from bot.network.open import OpenNetwork
from bot.outbound.line_lease import ExclusiveLease, Leases, SharedLeases
from bot.outbound.rate_limits import Pace
from bot.process.clock import Clock
from bot.process.heartbeat import Heartbeat
from bot.process.objected_settings import ObjectedSettings
from bot.process.service import Service, stopped, until
from bot.settings.settings import Settings
from bot.transports.base import Transport
from handlers.core.lexicon import cleaner
from storage.database import line_leases
from storage.database.url import PostgresServer
from storage.unit_of_work import UnitOfWorkFactory
from storage.upkeep.clock_setback import newest_moment, put_right

if TYPE_CHECKING:
    from storage.database.postgres_notify import Notifications

log = structlog.get_logger()

FIRST_PURGE = timedelta(minutes=1)
"""How long after the start mail is purged first; then every duties.MAIL_EVERY."""


class App:
    """The running program: lines, intake and scheduler in one event loop."""

    def __init__(
        self, settings: Settings, opened: OpenNetwork, clock: Clock, *, pace_of: PaceOf = platforms_pace
    ) -> None:
        """Build all parts. `pace_of`: how fast lines may send; the crash harness sets no limits."""
        self._clock = clock
        self._watched = settings.watched
        self._signal_pace = settings.signal_pace
        self._pace_of = pace_of
        self._store = opened.store
        self._kept = FORGOTTEN + settings.retention.of(KEPT)
        self._work = UnitOfWorkFactory(
            opened.store, settings.retention, settings.hotline, cleaner(), lambda: self._switchboard.idle
        )
        self._wakes = self._listener(settings)
        self._scheduler = Scheduler(self._work, clock.now, self._posted)
        watch = LineHealthMonitor(self._work, clock.now, self._posted)
        unopened = UnopenedMedia(self._work, clock.now, self._posted)
        answering = Dispatcher(self._work, clock.now, self._transport_of, partial(look_up, settings.towns_csv))
        self._intake = Intake(
            opened.store,
            clock.now,
            IntakeCallbacks(
                answer=answering.answer,
                acknowledge=answering.acknowledge,
                apologise=answering.apologise,
                deaf=answering.deaf,
                wake=self._answered,
            ),
            patience=FAR_TRY if self._wakes else TRY,
            lines=self._ours if self._wakes else None,
        )
        workshop = LineFactory(
            settings=settings,
            store=opened.store,
            work=self._work,
            network=opened.network,
            clock=clock,
            transport_of=self._transport_of,
            watch=watch,
            fetched=unopened.fetched,
            wake=self._posted,
            answered=self._answered,
            deadline_set=self._scheduler.nudge,
            post_box_of=lambda line_id: StoredBacklog(opened.store, self._intake, line_id, clock.now),
            pace_of=self._pace_in_force,
        )
        self._switchboard = LineSupervisor(workshop, self._leases(), self._intake.on, self._intake.nudge)
        self._services: list[Service] = [
            Heartbeat(settings.rebato_data),
            self._scheduler,
            self._intake,
            *([self._wakes] if self._wakes else []),
            watch,
            unopened,
            ObjectedSettings(self._work, settings.rebato_data),
            self._switchboard,
        ]

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is under way is ended, or left for the next run, within 5 s."""
        await self._take_up()
        await self._switchboard.open()
        tasks = [asyncio.create_task(service.run()) for service in self._services]
        log.info("app.running")
        try:
            await until(stop, tasks)
        finally:
            log.info("app.stopping")
            await asyncio.gather(*(stopped(service) for service in self._services))
            # Last: until here answers may have been on their way.
            self._switchboard.hang_up()
            await asyncio.gather(*tasks, return_exceptions=True)
            log.info("app.stopped")

    async def _take_up(self) -> None:
        """Take up what an earlier run left: a clock that was wrong then must not keep deadlines waiting now."""
        await self._set_clock()
        async with self._work.begin() as uow:
            await uow.deadlines.set(PURGE_MAIL, 0, self._clock.now() + FIRST_PURGE)
            await uow.deadlines.set(CLEAR_CHATS, 0, self._clock.now() + FIRST_PURGE)
            await take_up_settings(uow, self._clock.now(), self._watched)
        async with self._work.look() as uow:
            in_force = {one.setting: one.span for one in (await uow.network()).settings}
        self._signal_pace = in_force[WatchedSetting.SIGNAL_PACE].total_seconds()

    async def _set_clock(self) -> None:
        if self._wakes is not None:
            off = self._clock.follow(await self._store.transact(line_leases.server_time))
            if off:
                log.error("app.clock_is_wrong", seconds=round(off.total_seconds(), 1))
            if await self._store.transact(partial(line_leases.another_instance_works, owner=self._wakes.instance)):
                # What they have set is theirs: its time is right while they run.
                return
        newest = await self._store.transact(newest_moment)
        back = self._clock.set_back(newest) if newest else timedelta(0)
        if back:
            await self._store.transact(partial(put_right, now=self._clock.now(), ahead=back, kept=self._kept))
            log.warning("app.clock_was_ahead", seconds=int(back.total_seconds()))

    def _leases(self) -> Leases:
        """Make the leases: on a file nobody else runs; on a server each line is had for some seconds at a time."""
        if self._wakes is None:
            return ExclusiveLease(secrets.token_hex(8))
        return SharedLeases(self._store, self._wakes.instance)

    def _listener(self, settings: Settings) -> "Notifications | None":
        """Make what tells of the other instances' posts; None on a file, which has one instance."""
        if not isinstance(settings.database, PostgresServer):
            return None
        # Loaded only here: its driver would cost every start of a network on a file.
        from storage.database.postgres_notify import Notifications

        return Notifications(settings.database, self._woken)

    def _pace_in_force(self, transport: Transport, settings: Settings, since: datetime) -> Pace:
        """Return the pace of a line, with what is in force since this start where the committee objects."""
        return self._pace_of(transport, settings.model_copy(update={"signal_pace": self._signal_pace}), since)

    def _transport_of(self, line_id: int) -> Transport | None:
        return self._switchboard.transport_of(line_id)

    def _ours(self) -> frozenset[int]:
        return self._switchboard.ours

    def _woken(self) -> None:
        """Look at everything: another instance posted something, or kept a message on a line of ours."""
        self._switchboard.wake()
        self._intake.nudge()
        self._scheduler.nudge()

    def _posted(self) -> None:
        """Wake the couriers, here and in other instances: something was posted, for whatever line."""
        self._switchboard.wake()
        if self._wakes is not None:
            self._wakes.posted()

    def _answered(self) -> None:
        """Wake the couriers and the scheduler: an answer may have posted something and set a deadline."""
        self._posted()
        self._scheduler.nudge()
