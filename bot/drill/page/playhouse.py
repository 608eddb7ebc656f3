"""The drill that is on the page now, and starting it over."""

import asyncio

from bot.drill.page.board import Board, View
from bot.drill.page.performance import Performance, Phase, Prepare
from bot.drill.stage import set_up


class Playhouse:
    """One performance at a time. The one before ends behind the scenes, so that nobody waits for it."""

    def __init__(self, prepare: Prepare = set_up) -> None:
        """`prepare`: see Performance."""
        self.board = Board()
        self._prepare = prepare
        self.now = Performance(self.board, prepare)
        self._number = 1
        self._ending: set[asyncio.Task[None]] = set()

    def view(self) -> View:
        """The whole page as JSON; `number` tells one performance from the next."""
        return {"version": self.board.version, "number": self._number} | self.now.view()

    def start_over(self) -> None:
        """From the beginning, with everything new. While people are still joining it changes nothing."""
        if self.now.phase is Phase.JOINING:
            return
        ending = asyncio.create_task(self.now.close())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        self._number += 1
        self.now = Performance(self.board, self._prepare)
        self.board.changed()

    async def close(self) -> None:
        """Stop everything that runs."""
        await asyncio.gather(self.now.close(), *self._ending)
