"""Waiting that ends: asyncio.timeout for very many at once, with one timer for all of them."""

import asyncio
from types import TracebackType


class SharedTimeouts:
    """Timeouts for many who wait at once, each as asyncio.timeout would set it.

    That sets a timer for each who waits and takes it back, which costs a good part of a whole send; here the next one
    to be overdue is looked for once in a while.
    """

    def __init__(self) -> None:
        self._waiting: dict[_Wait, float] = {}
        """When each is overdue, in the loop's time."""
        self._timer: asyncio.TimerHandle | None = None

    def limit(self, seconds: float) -> "_Wait":
        """Return a context manager; in its block TimeoutError is raised after so many seconds."""
        return _Wait(self, seconds)

    def begin(self, wait: "_Wait", seconds: float) -> None:
        """Count the seconds of a wait from now."""
        loop = asyncio.get_running_loop()
        until = self._waiting[wait] = loop.time() + seconds
        if self._timer is None or until < self._timer.when():
            self._set(loop, until)

    def end(self, wait: "_Wait") -> None:
        """Forget a wait that is over. The timer stays: the next one that waits would need another."""
        del self._waiting[wait]

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer, now = None, loop.time()
        for wait, until in self._waiting.items():
            if until <= now and not wait.overdue:
                wait.give_up()
        if left := [until for wait, until in self._waiting.items() if not wait.overdue]:
            self._set(loop, min(left))

    def _set(self, loop: asyncio.AbstractEventLoop, until: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = loop.call_at(until, self._look)


class _Wait:
    """The block of one who waits."""

    __slots__ = ("_cancelling", "_seconds", "_task", "_timeouts", "overdue")

    def __init__(self, timeouts: SharedTimeouts, seconds: float) -> None:
        self._timeouts = timeouts
        self._seconds = seconds
        self._task: asyncio.Task[object] | None = None
        self._cancelling = 0
        self.overdue = False

    def __enter__(self) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("patience is for tasks")
        self._task, self._cancelling = task, task.cancelling()
        self._timeouts.begin(self, self._seconds)

    def give_up(self) -> None:
        """Wake who waits, with a CancelledError that __exit__ makes a TimeoutError of."""
        self.overdue = True
        if self._task is not None:
            self._task.cancel()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timeouts.end(self)
        # Who was cancelled by somebody else as well stays cancelled.
        alone = self.overdue and self._task is not None and self._task.uncancel() <= self._cancelling
        if alone and kind is asyncio.CancelledError:
            raise TimeoutError from error
