"""Two instances of the program on one PostgreSQL: one works the lines, the other stands by."""

import asyncio
from typing import Any

from bot.crash.killable_program import KillableProgram
from bot.lines.worker import RENEW

TAKEN = 1.5 * RENEW
"""Seconds after which who took one line has tried every other one too: all of them are one instance's in a round."""


class FailoverPair(KillableProgram):
    """Looks like one program that is killed and started again; but what goes on is the other instance.

    Each has a data folder of its own, as on two machines; they share the keys and the database.
    """

    def __init__(self, *, freezes: bool, **given: Any) -> None:
        """`freezes`: whoever works the lines is stopped for a while (SIGSTOP, SIGCONT), not killed."""
        super().__init__(**given)
        self._freezes = freezes
        self._frozen = False
        self._other = KillableProgram(**given)
        self._other.use_keys_of(self)
        self._at_work: KillableProgram = self

    async def __aexit__(self, *error: object) -> None:
        self._at_work.resume()
        await self._other.__aexit__(*error)
        await super().__aexit__(*error)

    @property
    def _standby(self) -> KillableProgram:
        return self._other if self._at_work is self else self

    @property
    def frozen(self) -> bool:
        """Whether who worked the lines stands still, with its connections open."""
        return self._frozen

    async def start(self) -> None:
        """Whoever's turn it is, unless it runs already and only has to take over."""
        if not self._at_work.is_running:
            await KillableProgram.start(self._at_work)

    async def stand_by(self) -> None:
        """The one whose turn it is not, if it does not run: earlier it might get a line before the other."""
        await asyncio.sleep(TAKEN)
        if not self._standby.is_running:
            await KillableProgram.start(self._standby)

    async def kill(self) -> None:
        """Whoever works the lines; from now on it is the other's turn."""
        if self._freezes:
            self._at_work.halt()
            self._frozen = True
            return
        await KillableProgram.kill(self._at_work)
        self._at_work = self._standby

    async def thaw(self) -> None:
        """Who was frozen goes on, and finds that the lines are the other's."""
        if self._frozen:
            await asyncio.sleep(TAKEN)
            self._at_work.resume()
            self._frozen = False
            self._at_work = self._standby
