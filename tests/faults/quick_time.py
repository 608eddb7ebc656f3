"""An event loop on which waiting takes no time: where nobody has anything to do, the next timer is due at once.

Ten minutes without a platform pass in a second, and every pause, deadline and time-out of the program is the real one.
Sockets and threads are real too: time stands still while one of them is at work.
"""

import asyncio
import selectors
import sys
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeAlias
from weakref import WeakSet

P = ParamSpec("P")
Ready: TypeAlias = list[tuple[selectors.SelectorKey, int]]

_FAR = 1.0
"""Seconds. Before so long a wait is skipped, the kernel gets a moment to hand over what is on its way."""
_MOMENT = 0.002
_THREAD = 5.0
"""Seconds of real time that a thread may be waited for in one go; its end wakes the loop."""
_WITH_THREADS = "aiosqlite."
"""Futures that are made here are kept by another thread."""


class QuickSelector(selectors.BaseSelector):
    """The system's selector, which tells of idleness instead of waiting."""

    def __init__(self, idle: Callable[[float | None], float | None]) -> None:
        """`idle`: given the seconds until the next timer, how many of them to wait in earnest."""
        self._real = selectors.DefaultSelector()
        self._idle = idle

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._real.unregister(fileobj)

    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._real.modify(fileobj, events, data)

    def select(self, timeout: float | None = None) -> Ready:
        ready = self._real.select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        return self._real.select(self._idle(timeout))

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._real.get_map()

    def close(self) -> None:
        self._real.close()


class QuickLoop(asyncio.SelectorEventLoop):
    """asyncio's own, with a clock that only idleness moves."""

    def __init__(self) -> None:
        self._elapsed = 0.0
        self._threads: WeakSet[asyncio.Future[Any]] = WeakSet()
        super().__init__(QuickSelector(self._idle))

    def time(self) -> float:
        """Seconds since it was made."""
        return self._elapsed

    def create_future(self) -> asyncio.Future[Any]:
        future = super().create_future()
        if str(sys._getframe(1).f_globals.get("__name__")).startswith(_WITH_THREADS):
            self._threads.add(future)
        return future

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> asyncio.Future[Any]:
        future = super().run_in_executor(executor, func, *args)
        self._threads.add(future)
        return future

    def _idle(self, timeout: float | None) -> float | None:
        if any(not future.done() for future in self._threads):
            return _THREAD
        if timeout is None:
            return None
        if timeout > _FAR and self._real_moment():
            return 0
        self._elapsed += timeout
        return 0

    def _real_moment(self) -> bool:
        """Whether something came within it after all."""
        return bool(self._selector._real.select(_MOMENT))  # type: ignore[attr-defined]


def in_quick_time(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """A test that runs on such a loop."""

    @wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with asyncio.Runner(loop_factory=QuickLoop) as runner:
            runner.run(test(*args, **kwargs))

    return run


async def until(check: Callable[[], Any | Awaitable[Any]], seconds: float, look: float = 0.25) -> Any:
    """Wait until it is so, and return it; fails after so many seconds of the loop's time."""
    async with asyncio.timeout(seconds):
        while True:
            found = check()
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return found
            await asyncio.sleep(look)
