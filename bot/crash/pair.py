"""Two instances of the program on one PostgreSQL: one works the lines, the other stands by."""

from typing import Any

from bot.crash.mortal import MortalProgram


class Pair(MortalProgram):
    """Looks like one program that is killed and started again; but what goes on is the other instance.

    Each has a data folder of its own, as on two machines; they share the keys and the database.
    """

    def __init__(self, *, freezes: bool, **given: Any) -> None:
        """`freezes`: whoever works the lines is stopped for a while (SIGSTOP, SIGCONT), not killed."""
        super().__init__(**given)
        self._freezes = freezes
        self._frozen = False
        self._other = MortalProgram(**given)
        self._other.shares(self)
        self._at_work: MortalProgram = self
        self._both_run = False

    async def __aexit__(self, *error: object) -> None:
        self._at_work.resume()
        await self._other.__aexit__(*error)
        await super().__aexit__(*error)

    @property
    def frozen(self) -> bool:
        """Whether who worked the lines stands still, with its connections open."""
        return self._frozen

    async def start(self) -> None:
        """The first time both; from then on whoever was killed: it stands by."""
        if not self._both_run:
            await super().start()
            await self._other.start()
            self._both_run = True
        elif not self._frozen:
            standby = self._other if self._at_work is self else self
            await MortalProgram.start(standby)

    async def kill(self) -> None:
        """Whoever works the lines; from now on it is the other's turn."""
        if self._freezes:
            self._at_work.halt()
            self._frozen = True
            return
        await MortalProgram.kill(self._at_work)
        self._at_work = self._other if self._at_work is self else self

    async def thaw(self) -> None:
        """Who was frozen goes on, and finds that the lines are the other's."""
        if self._frozen:
            self._at_work.resume()
            self._frozen = False
            self._at_work = self._other if self._at_work is self else self
