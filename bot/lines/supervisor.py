"""All lines of the network, as they come and go."""

import asyncio
from collections.abc import Callable

import structlog

from bot.lines.factory import LineFactory
from bot.lines.from_settings import create_settings_lines
from bot.lines.worker import LineWorker
from bot.outbound.line_lease import Leases
from bot.process.service import until
from bot.process.wakeup import Wakeup
from bot.settings.settings import SettingsError
from bot.transports.base import InboundHandler, Transport
from storage.lines.lines import accounts

log = structlog.get_logger()

LOOK = 5.0
"""Seconds until a line that was added, or closed, is taken notice of."""


class LineSupervisor:
    """The service that runs a worker for each line that this instance has what it takes to work."""

    def __init__(
        self,
        factory: LineFactory,
        leases: Leases,
        receiver_of: Callable[[int], InboundHandler],
        changed: Callable[[], None],
    ) -> None:
        """Make the supervisor. `changed`: called when another set of lines is ours."""
        self._factory = factory
        self._leases = leases
        self._receiver_of = receiver_of
        self._changed = changed
        self._workers: dict[int, LineWorker] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._wakeup = Wakeup(0)
        self.idle: frozenset[int] = frozenset()
        """Lines in the database that nobody works, because their settings are gone."""
        self._stopping = False

    def transport_of(self, line_id: int) -> Transport | None:
        """Return the transport of a line; None where this instance doesn't know it."""
        worker = self._workers.get(line_id)
        return worker.transport if worker is not None else None

    @property
    def ours(self) -> frozenset[int]:
        """The lines that this instance works at this moment."""
        return frozenset(line_id for line_id, worker in self._workers.items() if worker.ours)

    def wake(self) -> None:
        """Wake every line: something may have been posted."""
        for worker in self._workers.values():
            worker.wake()

    async def open(self) -> None:
        """Make the settings' own lines, and look which others there are. Raises SettingsError where there is none."""
        await create_settings_lines(self._factory.store, self._factory.settings)
        await self._look()
        if not self._workers:
            raise SettingsError(
                "TELEGRAM_BOT_TOKEN",
                "is not set",
                "set it, or SIGNAL_SERVICE and PHONE_NUMBER for Signal, or both, or use `rebato line add`",
            )

    async def run(self) -> None:
        """Run the workers until stop(). Raises ServiceEnded where one ends by itself: the program must end then."""
        try:
            while not self._stopping:
                self._begin()
                await self._rest()
                await self._try_to_look()
        finally:
            for worker in self._workers.values():
                worker.stop()
            if not self._stopping:
                # A worker ended by itself, and so must the program: nobody asked us to stop, or will say hang_up().
                self.hang_up()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def stop(self) -> None:
        """Stop sending, on every line."""
        self._stopping = True
        self._wakeup.ring()

    def hang_up(self) -> None:
        """Let the transports end: nobody needs them any more."""
        for worker in self._workers.values():
            worker.hang_up()

    async def _rest(self) -> None:
        """Wait for the next look. Raises ServiceEnded where a worker ends by itself meanwhile."""
        over = asyncio.Event()
        resting = asyncio.create_task(self._wakeup.listen(LOOK))
        resting.add_done_callback(lambda _: over.set())
        try:
            await until(over, list(self._tasks.values()))
        finally:
            resting.cancel()

    async def _try_to_look(self) -> None:
        if self._stopping:
            return
        try:
            await self._look()
        except Exception:
            # The next look finds it; what runs goes on.
            log.exception("switchboard.trouble")

    async def _look(self) -> None:
        store = self._factory.store
        async with store.read() as session:
            all_ = {one.line_id: one for one in await accounts(session, store.vault)}
        there = {line_id: one for line_id, one in all_.items() if self._factory.knows(one)}
        await self._note_idle(frozenset(all_.keys() - there.keys()))
        for line_id in self._workers.keys() - there.keys():
            await self._end(line_id)
        for line_id in there.keys() - self._workers.keys():
            receiver = self._receiver_of(line_id)
            self._workers[line_id] = LineWorker(there[line_id], self._factory, self._leases, receiver, self._changed)

    async def _note_idle(self, unknown: frozenset[int]) -> None:
        """Remember which lines nobody works, and log each once: another instance may have what it takes."""
        idle = unknown - await self._leases.worked_elsewhere() if unknown else unknown
        for line_id in sorted(idle - self.idle):
            log.warning("line.settings_gone", line=line_id)
        self.idle = idle

    def _begin(self) -> None:
        for line_id in self._workers.keys() - self._tasks.keys():
            self._tasks[line_id] = asyncio.create_task(self._workers[line_id].run())

    async def _end(self, line_id: int) -> None:
        """End the worker of a line that was closed."""
        log.info("line.closed", line=line_id)
        worker, task = self._workers.pop(line_id), self._tasks.pop(line_id, None)
        worker.stop()
        worker.hang_up()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)
