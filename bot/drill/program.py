"""The real program, as an operator would start it; only the addresses are the drill's own."""

import asyncio
import json
import os
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alerts.joining import invitations
from alerts.network.town import Network
from alerts.people.person import Role
from bot.network.open import open_network
from bot.process import child_process
from bot.process.child_process import ChildProcess
from bot.process.clock import Clock
from bot.settings.settings import SECRETS, VARIABLES, load
from handlers.core.lexicon import cleaner
from storage.unit_of_work import UnitOfWorkFactory

ROOT = Path(__file__).resolve().parents[2]
LAST_MOMENT = 10.0
"""Seconds that the program gets to stop by itself (it promises 5)."""


class ProgramError(RuntimeError):
    """A verb of the program that failed, or a program that ended; what it said stands above."""


class Program:
    """The real program in a folder of its own, which is removed at the end."""

    def __init__(self, *, telegram: tuple[str, str], signal_: tuple[str, str], log: int | None = None) -> None:
        """`telegram`: origin and token. `signal_`: host:port and number. `log`: where stderr goes."""
        telegram_origin, telegram_token = telegram
        signal_service, signal_number = signal_
        self._folder = tempfile.TemporaryDirectory(prefix="rebato-drill-")
        taken = {*VARIABLES, *(f"{name}_FILE" for name in SECRETS)}
        env = {name: value for name, value in os.environ.items() if name not in taken}
        self._env = env | {
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BASE_URL": telegram_origin,
            "TELEGRAM_BOT_TOKEN": telegram_token,
            "SIGNAL_SERVICE": signal_service,
            "PHONE_NUMBER": signal_number,
            "REBATO_DATA": str(Path(self._folder.name) / "data"),
            "LOG_LEVEL": "WARNING",
        }
        self._log = log
        self._running: ChildProcess | None = None
        self._begun: list[asyncio.Task[ChildProcess]] = []

    async def __aenter__(self) -> "Program":
        return self

    async def __aexit__(self, *_: object) -> None:
        begun = await asyncio.gather(*self._begun, return_exceptions=True)
        await asyncio.gather(*(_ended(one) for one in begun if not isinstance(one, BaseException)))
        self._folder.cleanup()

    async def verb(self, *words: str) -> dict[str, str]:
        """Run a verb with --json; return what it printed. Raises ProgramError where it fails."""
        process = await self._begin(*words, "--json", stdout=asyncio.subprocess.PIPE)
        out, _ = await process.communicate()
        if process.returncode:
            raise ProgramError(f"rebato {words[0]} ended with {process.returncode}")
        return dict(json.loads(out))

    async def invitations(self, *wanted: tuple[str, str]) -> list[str]:
        """Make codes for these roles and towns, as `rebato invite` does, but without a process for each."""
        async with self.opened() as (work, network):
            towns = {town.name: town.id for town in network.towns}
            async with work.begin() as uow:
                now = Clock().now()
                return [(await invitations.invite(uow, now, Role(role), towns[town])).words for role, town in wanted]

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[tuple[UnitOfWorkFactory, Network]]:
        """Open the program's database beside it while entered, as its own verbs do."""
        settings = load(self._env, need_transport=False)
        async with open_network(settings) as opened:
            yield UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner()), opened.network

    async def start(self) -> None:
        """Start `rebato run` in the background."""
        self._running = await self._begin("run", stdout=None)

    async def ended(self) -> int:
        """Wait until the program ends by itself; return its exit code. Raise ProgramError where it was not started."""
        if self._running is None:
            raise ProgramError("it was not started")
        return await self._running.wait()

    async def stop(self) -> int | None:
        """Send SIGTERM and wait; return the exit code, None where the program was not running."""
        if self._running is None:
            return None
        running, self._running = self._running, None
        return await _ended(running)

    async def _begin(self, *words: str, stdout: int | None, module: str = "bot.cli") -> ChildProcess:
        # The folder is also where it stands: no .env of the person who plays is read.
        beginning = asyncio.create_task(
            child_process.start(
                module, *words,
                env=self._env, cwd=self._folder.name, stdin=asyncio.subprocess.DEVNULL, stdout=stdout, stderr=self._log,
            )
        )  # fmt: skip
        # Shielded and kept: whoever cancels us while a process begins still finds it, and ends it.
        self._begun.append(beginning)
        return await asyncio.shield(beginning)


async def _ended(process: ChildProcess) -> int:
    """Ask a process to end, then force it; return its exit code."""
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        return await asyncio.wait_for(process.wait(), LAST_MOMENT)
    except TimeoutError:
        process.kill()
        return await process.wait()
