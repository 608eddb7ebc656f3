"""The program of the drill, killed as a power cut kills it."""

from bot.drill.program import Program, ProgramError

UNPACED = "bot.crash.unpaced"


class MortalProgram(Program):
    """Its own folder stays over a kill; it sends as fast as it can."""

    def __init__(
        self, *, telegram: tuple[str, str], signal_: tuple[str, str], database: str | None, log: int | None
    ) -> None:
        """See Program. `database`: DATABASE_URL of an empty one; None: a file in the folder."""
        super().__init__(telegram=telegram, signal_=signal_, log=log)
        if database is not None:
            self._env["DATABASE_URL"] = database

    async def start(self) -> None:
        """As `rebato run`, without limits."""
        self._running = await self._begin("run", stdout=None, module=UNPACED)

    async def kill(self) -> None:
        """SIGKILL; returns when it is gone. Raises ProgramError where it had ended by itself."""
        if self._running is None or self._running.returncode is not None:
            raise ProgramError("the program ended by itself")
        self._running.kill()
        await self._running.wait()
