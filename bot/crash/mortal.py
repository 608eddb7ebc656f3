"""The program of the drill, killed as a power cut kills it."""

import asyncio
import signal
from contextlib import suppress

from bot.drill.loopback import free_port
from bot.drill.program import Program, ProgramError
from bot.process.child_process import ChildProcess

UNPACED = "bot.crash.unpaced"
LOOK = 0.02
"""Seconds between two looks at whether the receiver listens."""
STARTS = 120.0
"""Seconds that its start may take."""


class MortalProgram(Program):
    """Its own folder stays over a kill; it sends as fast as it can."""

    def __init__(
        self, *, telegram: tuple[str, str], signal_: tuple[str, str], database: str | None, log: int | None
    ) -> None:
        """See Program. `database`: DATABASE_URL of an empty one; None: a file in the folder."""
        super().__init__(telegram=telegram, signal_=signal_, log=log)
        if database is not None:
            self._env["DATABASE_URL"] = database
        self._port = free_port()
        self._env["RECEIVER_LISTEN"] = f"127.0.0.1:{self._port}"
        self._receiving: ChildProcess | None = None

    @property
    def frozen(self) -> bool:
        """Whether it stands still, with its connections open; see bot.crash.pair."""
        return False

    @property
    def runs(self) -> bool:
        """Whether its process is there."""
        return self._running is not None and self._running.returncode is None

    async def stand_by(self) -> None:
        """There is no other one; see bot.crash.pair."""

    async def thaw(self) -> None:
        """Nothing is frozen."""

    @property
    def keys(self) -> str:
        """The folder of its key file, beside its data."""
        return f"{self._env['REBATO_DATA']}.keys"

    def shares(self, other: "MortalProgram") -> None:
        """Use the keys of that one, as a copy of its key file on another machine."""
        self._env["REBATO_KEYS"] = other.keys

    def halt(self) -> None:
        """SIGSTOP: a machine that stands still."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT; does nothing where it is not halted, or ended."""
        if self.runs:
            self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._running is None or self._running.returncode is not None:
            raise ProgramError("the program ended by itself")
        self._running.send_signal(number)

    @property
    def webhook(self) -> str:
        """What the bridge's RECEIVE_WEBHOOK_URL is to be."""
        return f"http://127.0.0.1:{self._port}/receive"

    async def start(self) -> None:
        """As `rebato run`, without limits."""
        self._running = await self._begin("run", stdout=None, module=UNPACED)

    async def kill(self) -> None:
        """SIGKILL; returns when it is gone. Raises ProgramError where it had ended by itself."""
        await _killed(self._running)

    async def receive(self) -> None:
        """`rebato receive`, once it listens. Raises ProgramError, TimeoutError where it never does."""
        self._receiving = await self._begin("receive", stdout=None)
        async with asyncio.timeout(STARTS):
            while not await self._listens():
                if self._receiving.returncode is not None:
                    raise ProgramError("the receiver ended by itself")
                await asyncio.sleep(LOOK)

    async def kill_receiver(self) -> None:
        """As kill()."""
        await _killed(self._receiving)

    async def _listens(self) -> bool:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", self._port)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            return True
        return False


async def _killed(process: ChildProcess | None) -> None:
    if process is None or process.returncode is not None:
        raise ProgramError("the program ended by itself")
    process.kill()
    await process.wait()
