"""What says that a line is ours: the run lock of a file, or a lease in a database that several instances share."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from storage.database import line_leases
from storage.database.line_leases import LASTS, Hold
from storage.database.store import Store

MARGIN = 0.5
"""Seconds before a lease runs out from which on nothing is sent any more: a request takes its time to arrive."""


def _clock() -> float:
    """Seconds that go on while a process is frozen and while its machine sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(clock)


class LeaseLost(Exception):
    """Another instance works the line now."""


class Lease(Protocol):
    """What says that a line is ours for the time being."""

    @property
    def boot(self) -> str:
        """What marks our claims: no other run's, and none of ours before this lease."""
        ...

    @property
    def hold(self) -> Hold | None:
        """What each claim is guarded by, in its own transaction; None: nobody else can claim."""
        ...

    def holds(self) -> bool:
        """Whether a message may go out at this moment."""
        ...

    async def renew(self) -> None:
        """Keep it. Raises LeaseLost, and what the database raises."""

    async def give_back(self) -> None:
        """Somebody else may have it at once. Raises what the database raises."""


class Leases(Protocol):
    """What gives out leases on lines."""

    async def take(self, line_id: int) -> Lease | None:
        """Take the line if it is free; None where another instance has it. Raises what the database raises."""

    async def worked_elsewhere(self) -> frozenset[int]:
        """Return the lines that other instances work. Raises what the database raises."""
        ...


@dataclass(frozen=True)
class ExclusiveLease:
    """The lease of a run that has its database file to itself: it holds from start to end."""

    boot: str
    hold: Hold | None = None

    async def take(self, line_id: int) -> Lease | None:
        """See Leases."""
        del line_id
        return self

    async def worked_elsewhere(self) -> frozenset[int]:
        """See Leases: there is no other instance."""
        return frozenset()

    def holds(self) -> bool:
        """Say that it does: always."""
        return True

    async def renew(self) -> None:
        """Nothing to do."""

    async def give_back(self) -> None:
        """Nothing to do."""


class SharedLease:
    """The lease of one of several instances on one PostgreSQL; see storage.database.line_leases."""

    def __init__(self, store: Store, hold: Hold, begun: float, clock: Callable[[], float]) -> None:
        """`begun`: when it was asked for, by `clock` (seconds)."""
        self.hold: Hold = hold
        self._store = store
        self._clock = clock
        self._until = self._good_from(begun)

    @property
    def boot(self) -> str:
        """See Lease."""
        return f"{self.hold.owner}.{self.hold.epoch}"

    def holds(self) -> bool:
        """See Lease: by our own clock, counted from before we asked, so never longer than the database counts."""
        return self._clock() < self._until

    async def renew(self) -> None:
        """See Lease."""
        begun = self._clock()
        if not await self._store.transact(partial(line_leases.renew, hold=self.hold)):
            self._until = begun
            raise LeaseLost
        self._until = self._good_from(begun)

    async def give_back(self) -> None:
        """See Lease."""
        self._until = self._clock()
        await self._store.transact(partial(line_leases.give_back, hold=self.hold))

    def _good_from(self, begun: float) -> float:
        return begun + LASTS.total_seconds() - MARGIN


@dataclass(frozen=True)
class SharedLeases:
    """What takes leases for one of several instances."""

    store: Store
    owner: str
    """As its sessions are called at the server (storage.database.postgres_engine.instance)."""
    clock: Callable[[], float] = _clock

    async def take(self, line_id: int) -> Lease | None:
        """See Leases."""
        begun = self.clock()
        if not await self._is_free(line_id):
            return None
        hold = await self.store.transact(partial(line_leases.take, line_id=line_id, owner=self.owner))
        return SharedLease(self.store, hold, begun, self.clock) if hold is not None else None

    async def worked_elsewhere(self) -> frozenset[int]:
        """See Leases."""
        async with self.store.read() as session:
            connection = await session.connection()
            return await connection.run_sync(partial(line_leases.held_by_others, owner=self.owner))

    async def _is_free(self, line_id: int) -> bool:
        """Look first, beside the writers: who holds it may be frozen with their lock in hand."""
        async with self.store.read() as session:
            connection = await session.connection()
            await connection.run_sync(partial(line_leases.evict, line_id=line_id, owner=self.owner))
            return await connection.run_sync(partial(line_leases.is_free, line_id=line_id, owner=self.owner))
