"""The real program, to be killed as a power cut kills it."""

import asyncio
import signal
from contextlib import suppress

from bot.drill.loopback_server import free_port
from bot.drill.program import Program, ProgramError
from bot.process.child_process import ChildProcess

UNPACED = "bot.crash.unpaced"
LOOK = 0.02
"""Seconds between two looks at whether the receiver listens."""
STARTS = 120.0
"""Seconds that the receiver's start may take."""


class KillableProgram(Program):
    """A program that can be killed, halted and started again on the same folder; it sends as fast as it can."""

    def __init__(
        self, *, telegram: tuple[str, str], signal_: tuple[str, str], database: str | None, log: int | None
    ) -> None:
        """`database`: DATABASE_URL of an empty database; None: a file in the folder. The others: see Program."""
        super().__init__(telegram=telegram, signal_=signal_, log=log)
        if database is not None:
            self._env["DATABASE_URL"] = database
        self._port = free_port()
        self._env["RECEIVER_LISTEN"] = f"127.0.0.1:{self._port}"
        self._receiving: ChildProcess | None = None

    @property
    def frozen(self) -> bool:
        """Whether the program stands still, with its connections open: never, but see bot.crash.failover_pair."""
        return False

    @property
    def is_running(self) -> bool:
        """Whether the program's process is there."""
        return self._running is not None and self._running.returncode is None

    async def start_standby(self) -> None:
        """Start a standby instance: here there is none, but see bot.crash.failover_pair."""

    async def thaw(self) -> None:
        """Let a frozen instance go on: here none ever is, but see bot.crash.failover_pair."""

    @property
    def key_folder(self) -> str:
        """The folder of the program's key file, beside its data."""
        return f"{self._env['REBATO_DATA']}.keys"

    def use_keys_of(self, other: "KillableProgram") -> None:
        """Use the key file of another program, as if it were copied to this one's machine."""
        self._env["REBATO_KEYS"] = other.key_folder

    def halt(self) -> None:
        """Send SIGSTOP, as if its machine stood still. Raise ProgramError where it ended by itself."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Send SIGCONT; do nothing where the program has ended."""
        if self.is_running:
            self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._running is None or self._running.returncode is not None:
            raise ProgramError("the program ended by itself")
        self._running.send_signal(number)

    @property
    def webhook(self) -> str:
        """The address that the bridge's RECEIVE_WEBHOOK_URL is to be."""
        return f"http://127.0.0.1:{self._port}/receive"

    async def start(self) -> None:
        """Start `rebato run` without the platforms' limits, in the background."""
        self._running = await self._begin("run", stdout=None, module=UNPACED)

    async def kill(self) -> None:
        """Send SIGKILL and wait until the process is gone. Raise ProgramError where it had ended by itself."""
        await _killed(self._running)

    async def receive(self) -> None:
        """Start `rebato receive` and wait until it listens. Raise ProgramError or TimeoutError where it never does."""
        self._receiving = await self._begin("receive", stdout=None)
        async with asyncio.timeout(STARTS):
            while not await self._listens():
                if self._receiving.returncode is not None:
                    raise ProgramError("the receiver ended by itself")
                await asyncio.sleep(LOOK)

    async def kill_receiver(self) -> None:
        """Kill the receiver, as `kill` does the program."""
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
