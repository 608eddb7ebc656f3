"""The drill that is on the page now, and how it is started over."""

import asyncio

from bot.drill.drill_network import set_up
from bot.drill.page.drill_run import DrillRun, Phase, Prepare
from bot.drill.page.page_state import PageVersion, View


class RestartableDrill:
    """One drill run at a time. The one before ends in the background, so that nobody waits for it."""

    def __init__(self, prepare: Prepare = set_up) -> None:
        """`prepare`: see DrillRun."""
        self.version = PageVersion()
        self._prepare = prepare
        self.current = DrillRun(self.version, prepare)
        self._number = 1
        self._ending: set[asyncio.Task[None]] = set()

    def view(self) -> View:
        """Return the whole page as JSON; `number` tells one run from the next."""
        return {"version": self.version.number, "number": self._number} | self.current.view()

    def start_over(self) -> None:
        """Start a new run; while people are still joining, change nothing."""
        if self.current.phase is Phase.JOINING:
            return
        ending = asyncio.create_task(self.current.close())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        self._number += 1
        self.current = DrillRun(self.version, self._prepare)
        self.version.increment()

    async def close(self) -> None:
        """Stop the current run, and wait for those that are still ending."""
        await asyncio.gather(self.current.close(), *self._ending)
