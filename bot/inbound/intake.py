"""The intake: a message is committed before its platform is told, then answered, in order for each person."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Text
from bot.inbound.answering_slots import SIDE_BY_SIDE, AnsweringSlots
from bot.inbound.attempt_timeouts import AttemptTimeouts
from bot.inbound.codec import arrived, opened
from bot.inbound.flood_hold import FloodHolds
from bot.inbound.intake_callbacks import IntakeCallbacks
from bot.process.wakeup import Wakeup
from bot.transports.base import NotKept, Now
from handlers.core.inbound import Inbound, InboundKind
from storage.database.faults import fault_of, is_temporary
from storage.database.store import Store
from storage.inbox.inbox import (
    InboxOrder,
    Waiting,
    come_again,
    finish,
    heads,
    keep,
    move_offset,
    put_off,
    set_aside,
)
from storage.inbox.ranks import Rank

log = structlog.get_logger()

Lines: TypeAlias = Callable[[], frozenset[int] | None]
"""The lines that this instance works; None: all there are."""
TRY = 3.0
"""Seconds that one try may take."""
FAR_TRY = 10.0
"""Seconds of a try where the database is a server: an answer may have sixty statements, each goes there and back."""
AGAIN_AFTER = (1.0, 2.0)
"""Seconds from the beginning of a try that failed to the next: at 1 s and 3 s."""
LAST_WORD = 2.0
"""Seconds that answers under way get at the end; what is not done by then is answered by the next run."""
_TROUBLE = 1.0
_LONGEST_REST, _SHARED_REST = 30.0, 2.0
"""Seconds until we look by ourselves; where other instances keep messages too, a wake-up may get lost."""


@dataclass(frozen=True)
class LineIntake:
    """The intake for one line, which knows whose offset moves even when no message came with it."""

    intake: "Intake"
    line_id: int

    async def take(self, messages: list[Inbound], offset: int | None) -> None:
        """Keep what the line heard; see bot.transports.base.InboundHandler."""
        with not_kept():
            await self.intake.keep(self.line_id, messages, offset)

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        """Record a deaf window; see bot.transports.base.InboundHandler."""
        with not_kept():
            await self.intake.deaf(line_id, since, until)


@contextmanager
def not_kept() -> Iterator[None]:
    """Raise NotKept for database errors: they log themselves, and not once more with each platform that asks again."""
    try:
        yield
    except Exception as error:
        if fault_of(error) is not None:
            raise NotKept from None
        raise


class Intake:
    """The service that commits what is heard and has it answered, in order for each person."""

    def __init__(
        self, store: Store, now: Now, callbacks: IntakeCallbacks, *, patience: float = TRY, lines: Lines | None = None
    ) -> None:
        """Make the intake. `patience`: seconds that one try to answer may take. `lines`: whose messages are ours."""
        self._store = store
        self._now = now
        self._callbacks = callbacks
        self._patience = patience
        self._timeouts = AttemptTimeouts(patience)
        self._lines = lines or (lambda: None)
        self._wakeup = Wakeup(0)
        self._slots = AnsweringSlots()
        self._floods = FloodHolds()
        self._answered: deque[int] = deque(maxlen=SIDE_BY_SIDE * 4)
        """Rows answered lately. One that its answer left waiting is the next of its person, so few are enough."""
        self._stopping = False
        self._ended = asyncio.Event()
        self._ended.set()

    def on(self, line_id: int) -> LineIntake:
        """Return what this line's transport hands its messages to."""
        return LineIntake(self, line_id)

    async def take(self, messages: list[Inbound], offset: int | None) -> None:
        """Keep messages of one line, as an InboundHandler; without any no offset moves (see on())."""
        if messages:
            await self.keep(messages[0].line_id, messages, offset)

    async def keep(self, line_id: int, messages: Sequence[Inbound], offset: int | None) -> None:
        """Commit these messages and the line's offset in one transaction. Raises database errors."""
        now, said = self._now(), [arrived(message) for message in messages]

        async def commit(session: AsyncSession) -> int:
            if offset is not None:
                await move_offset(session, line_id, offset)
            return await keep(session, self._store.vault, said, now)

        fresh = await self._store.run_write(commit)
        self._floods.came(line_id, len(messages), self._now())
        if not fresh:  # The platform brought once more what is kept already.
            return
        log.debug("intake.kept", line=line_id, messages=fresh)
        self._wakeup.ring()
        lines = self._lines()
        if lines is not None and line_id not in lines:
            # Another instance took the line over while these came in; they are its to answer, and it can't know.
            self._callbacks.wake()

    def nudge(self) -> None:
        """Look again: somebody else has kept messages, or other lines are ours now, with what waits on them."""
        self._wakeup.ring()

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        """Record a deaf window, and wake whoever tells of it. Raises database errors."""
        await self._callbacks.deaf(line_id, since, until)
        self._callbacks.wake()

    async def run(self) -> None:
        """Answer until stop(), beginning with what an earlier run left waiting."""
        self._ended.clear()
        try:
            while not self._stopping:
                await self._wakeup.listen(await self._round())
            if self._slots.tasks:
                await asyncio.wait(self._slots.tasks.values(), timeout=min(self._patience, LAST_WORD))
        finally:
            for task in list(self._slots.tasks.values()):
                task.cancel()
            await asyncio.gather(*self._slots.tasks.values(), return_exceptions=True)
            self._ended.set()

    async def stop(self) -> None:
        """Begin no more; what is being answered is finished within one try, or answered by the next run."""
        self._stopping = True
        self._wakeup.ring()
        await self._ended.wait()

    async def drain(self) -> datetime | None:
        """Answer whatever is due at this moment (for tests, instead of run()).

        Returns when the next message is due (aware UTC), None for nothing left. Raises database errors.
        """
        while True:
            moment = await self._begin()
            if not self._slots.tasks:
                return moment
            await asyncio.wait(self._slots.tasks.values())

    async def _round(self) -> float:
        """Begin what is due, and return the seconds to rest after it."""
        try:
            if not self._slots.room:
                return _LONGEST_REST
            moment = await self._begin()
        except Exception as error:
            # Whatever it was, messages must go on being answered. What ails the database itself was said already.
            if fault_of(error) is None:
                log.exception("intake.database_trouble")
            return _TROUBLE
        longest = _LONGEST_REST if self._lines() is None else _SHARED_REST
        if moment is None:
            return longest
        return min(max((moment - self._now()).total_seconds(), 0), longest)

    async def _begin(self) -> datetime | None:
        """Take up the next message of each person who isn't being answered.

        Returns when somebody else's is due (aware UTC), None for nothing left.
        """
        slots, store, now = self._slots, self._store, self._now()
        held_until = self._floods.until(now)
        lowest = slots.lowest if held_until is None else Rank.VOUCHED
        wanted = InboxOrder(busy=frozenset(slots.tasks), lowest=lowest, lines=self._lines())
        found = await store.run_read(lambda session: heads(session, store.vault, now, slots.room, wanted))
        for waiting in slots.fitting(found.due):
            task = asyncio.create_task(self._handle(waiting))
            slots.add(waiting, task)
            task.add_done_callback(partial(self._free, waiting.sender))
        return min((at for at in (found.next_at, held_until) if at is not None), default=None)

    def _free(self, sender: bytes, _: asyncio.Task[None]) -> None:
        self._slots.free(sender)
        self._wakeup.ring()

    async def _handle(self, waiting: Waiting) -> None:
        """Try once to answer one message. Raises nothing."""
        try:
            inbound = opened(waiting.body)
            if waiting.id in self._answered:
                await self._end_forgotten(waiting.id)
            elif inbound is None:
                await self._set_aside(waiting, None, "Unreadable")
            else:
                await self._try(waiting, inbound)
        except Exception as error:
            # The message is still waiting; it comes up again after a moment, not at once and for ever.
            if fault_of(error) is None:
                log.exception("intake.trouble")
            await asyncio.sleep(_TROUBLE)

    async def _try(self, waiting: Waiting, inbound: Inbound) -> None:
        begun = self._now()
        try:
            async with asyncio.timeout(self._timeouts.of(waiting.id)) as limit:
                toast = await self._callbacks.answer(inbound, waiting.id)
        except Exception as error:
            if is_temporary(error):
                # Not the message's fault: it waits as long as it takes, and is not counted as tried.
                raise
            if limit.expired() and await self._is_slow(waiting):
                return
            log.exception("intake.failed", attempts=waiting.attempts + 1)
            await self._failed(waiting, inbound, error, begun)
            # It may have been committed all the same, where the answer to that was lost.
            self._callbacks.wake()
            return
        self._answered.append(waiting.id)
        self._timeouts.forget(waiting.id)
        self._callbacks.wake()
        await self._acknowledge(inbound, toast)

    async def _is_slow(self, waiting: Waiting) -> bool:
        """Give a message more time that took too long: that we are busy is no fault of it. False: it had all."""
        longer = self._timeouts.double(waiting.id)
        if longer is None:
            return False
        log.warning("intake.slow", seconds=longer)
        async with self._store.write() as session:
            await come_again(session, waiting.id, self._now() + timedelta(seconds=longer))
        return True

    async def _failed(self, waiting: Waiting, inbound: Inbound, error: Exception, begun: datetime) -> None:
        if waiting.attempts >= len(AGAIN_AFTER):
            await self._set_aside(waiting, inbound, type(error).__name__)
            return
        due_at = max(self._now(), begun + timedelta(seconds=AGAIN_AFTER[waiting.attempts]))
        async with self._store.write() as session:
            await put_off(session, waiting.id, due_at)

    async def _set_aside(self, waiting: Waiting, inbound: Inbound | None, trouble: str) -> None:
        """Give this message up, so that its person's next one is heard, and say so."""
        async with self._store.write() as session:
            was_waiting = await set_aside(session, waiting.id, trouble)
        if not was_waiting or inbound is None:
            # Somebody else was faster, or nobody can read who is to be told.
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._callbacks.apologise(inbound)
        except Exception:
            # It is on the operator's list all the same.
            log.exception("intake.not_apologised")
        self._callbacks.wake()
        await self._acknowledge(inbound, None)

    async def _acknowledge(self, inbound: Inbound, toast: Text | None) -> None:
        if inbound.kind is not InboundKind.TAP or not inbound.tap_id:
            # Only a tap shows a sign that waits.
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._callbacks.acknowledge(inbound, toast)
        except Exception:
            # The sign lapses by itself within seconds.
            log.warning("intake.not_acknowledged", line=inbound.line_id, exc_info=True)

    async def _end_forgotten(self, inbox_id: int) -> None:
        """End a row that was answered and comes up again: else its answer would be given for ever."""
        log.error("intake.not_ended")
        async with self._store.write() as session:
            await finish(session, inbox_id, self._now())
