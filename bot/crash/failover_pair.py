"""Two instances of the program on one PostgreSQL: one works the lines, the other stands by."""

import asyncio
from typing import Any

from bot.crash.killable_program import KillableProgram
from bot.lines.worker import RENEW

TAKEN = 1.5 * RENEW
"""Seconds after which the instance that took one line has tried every other one too: one instance has them all."""


class FailoverPair(KillableProgram):
    """Two instances that look like one program: after a kill it is the other one that goes on.

    Each has a data folder of its own, as on two machines; they share the keys and the database.
    """

    def __init__(self, *, freezes: bool, **given: Any) -> None:
        """`freezes`: the instance that works the lines is stopped for a while (SIGSTOP, SIGCONT), not killed."""
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
        """Whether the instance that worked the lines stands still, with its connections open."""
        return self._frozen

    async def start(self) -> None:
        """Start the instance whose turn it is, unless it runs already and only has to take over."""
        if not self._at_work.is_running:
            await KillableProgram.start(self._at_work)

    async def start_standby(self) -> None:
        """Start the other instance if it does not run; not earlier, for it might get a line before the first."""
        await asyncio.sleep(TAKEN)
        if not self._standby.is_running:
            await KillableProgram.start(self._standby)

    async def kill(self) -> None:
        """Kill or freeze the instance that works the lines; then it is the other's turn."""
        if self._freezes:
            self._at_work.halt()
            self._frozen = True
            return
        await KillableProgram.kill(self._at_work)
        self._at_work = self._standby

    async def thaw(self) -> None:
        """Let the frozen instance go on, and find that the lines are the other's."""
        if self._frozen:
            await asyncio.sleep(TAKEN)
            self._at_work.resume()
            self._frozen = False
            self._at_work = self._standby
