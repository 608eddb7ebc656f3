"""The work on one line while it is ours: the lease is taken, renewed, and all is laid down when it is lost."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

from bot.lines.factory import LineFactory, Tools
from bot.outbound.line_lease import Lease, LeaseLost, Leases
from bot.process.service import Service, stopped, until
from bot.process.wakeup import Wakeup
from bot.transports.base import InboundHandler, Transport
from bot.transports.telegram.transport import TelegramTransport
from storage.database.faults import fault_of
from storage.lines.lines import LineAccount, account_of, remember_name

log = structlog.get_logger()

RENEW = 1.0
"""Seconds between two renewals, and between two tries to take a line that somebody else has."""
LAST = 1.5
"""Seconds that a transport gets to hang up; what comes before has its own 2."""


class LineWorker:
    """The worker of one line, which runs its services whenever the lease is ours."""

    def __init__(
        self,
        account: LineAccount,
        factory: LineFactory,
        leases: Leases,
        receiver: InboundHandler,
        changed: Callable[[], None],
    ) -> None:
        """Make the worker. `changed`: called when the line becomes ours, or is ours no more."""
        self.account = account
        self._factory = factory
        self._leases = leases
        self._receiver = receiver
        self._changed = changed
        self._tools: Tools | None = None
        self._spare: Transport | None = None
        self._stopping, self._hang_up = asyncio.Event(), asyncio.Event()
        self._wakeup = Wakeup(0)

    @property
    def ours(self) -> bool:
        """Whether this instance works the line now."""
        return self._tools is not None

    @property
    def transport(self) -> Transport:
        """The line's transport; where another instance works it too, to fetch a picture or end a tap's waiting sign.

        There it is never started, for it must not hear.
        """
        if self._tools is not None:
            return self._tools.transport
        if self._spare is None:
            self._spare = self._factory.transport(self.account)
        return self._spare

    def wake(self) -> None:
        """Wake courier and group sync: something may have been posted."""
        if self._tools is not None:
            self._tools.courier.wake()
            self._tools.groups.nudge()

    async def run(self) -> None:
        """Work the line whenever it is ours, until stop() and hang_up()."""
        try:
            while not self._stopping.is_set():
                lease = await self._taken()
                if lease is None:
                    await self._wakeup.listen(RENEW)
                else:
                    await self._work(lease)
            # What other lines still send may show a picture of this one.
            await self._hang_up.wait()
        finally:
            if self._spare is not None:
                await self._spare.stop()

    def stop(self) -> None:
        """Send no more: what is on its way gets two seconds. The transport is still there until hang_up()."""
        self._stopping.set()
        self._wakeup.ring()

    def hang_up(self) -> None:
        """Let the transport end, which nobody needs any more, and free the line."""
        self._hang_up.set()

    async def _taken(self) -> Lease | None:
        """Take the line, and read it anew: who had it may have heard on it until just now. None: it isn't free."""
        store, line_id = self._factory.store, self.account.line_id
        try:
            lease = await self._leases.take(line_id)
            if lease is not None:
                async with store.read() as session:
                    self.account = await account_of(session, store.vault, line_id)
            return lease
        except Exception as error:
            # Whoever has the line keeps it that long. What ails the database itself was said already.
            if fault_of(error) is None:
                log.exception("line.not_taken", line=self.account.line_id)
            return None

    async def _work(self, lease: Lease) -> None:
        tools = self._factory.tools(self.account, lease)
        services: list[Service] = [tools.courier, tools.groups, *tools.others]
        self._tools = tools
        self._changed()
        log.info("line.ours", line=self.account.line_id)
        tasks = [asyncio.create_task(service.run()) for service in services]
        starting = asyncio.create_task(self._start(tools.transport))
        renewing = asyncio.create_task(self._renew(lease))
        over = asyncio.Event()
        stopping = asyncio.create_task(self._stopping.wait())
        for end in (renewing, stopping):
            end.add_done_callback(lambda _: over.set())
        try:
            await until(over, [*tasks, starting])
        finally:
            for task in (starting, renewing, stopping):
                task.cancel()
            await asyncio.gather(*(stopped(service) for service in services))
            await asyncio.gather(*tasks, starting, renewing, return_exceptions=True)
            if self._stopping.is_set():
                await self._hang_up.wait()
            await asyncio.wait([asyncio.create_task(tools.transport.stop())], timeout=LAST)
            self._tools = None
            self._factory.watch.forget(self.account.line_id)
            self._changed()
            with suppress(Exception):
                # What is not given back runs out by itself.
                await lease.give_back()

    async def _start(self, transport: Transport) -> None:
        """Start the transport, and wait to be cancelled. Raises only our own faults: no platform that is away."""
        await transport.start(self._receiver, None)
        if isinstance(transport, TelegramTransport) and transport.username:
            await self._remember(transport)
        await asyncio.Event().wait()

    async def _remember(self, transport: TelegramTransport) -> None:
        vault = self._factory.store.vault
        try:
            async with self._factory.store.write() as session:
                await remember_name(session, vault, transport.line_id, transport.username)
        except Exception:
            # Only links that invite need it, and the next lease learns it again.
            log.warning("line.name_not_kept", line=transport.line_id, exc_info=True)

    async def _renew(self, lease: Lease) -> None:
        """Renew the lease until it is lost. A database that is away ends nothing: nobody can take the line then."""
        while True:
            await asyncio.sleep(RENEW)
            try:
                await lease.renew()
            except LeaseLost:
                log.warning("line.lost", line=self.account.line_id)
                return
            except Exception as error:
                if fault_of(error) is None:
                    log.exception("line.not_renewed", line=self.account.line_id)
