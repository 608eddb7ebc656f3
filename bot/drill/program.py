"""The real program, as an operator would start it; only the addresses are the drill's own."""

import asyncio
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from bot.config import SECRETS, VARIABLES

ROOT = Path(__file__).resolve().parents[2]
LAST_MOMENT = 10.0
"""Seconds that the program gets to stop by itself (it promises 5)."""


class ProgramError(RuntimeError):
    """A verb of the program failed; what it said stands above."""


class Program:
    """`rebato init`, `invite` and `run` in a folder of their own, which is removed at the end."""

    def __init__(self, *, telegram: tuple[str, str], signal_: tuple[str, str], log: int | None = None) -> None:
        """`telegram`: origin and token. `signal_`: host:port and number. `log`: where stderr goes."""
        self._folder = tempfile.TemporaryDirectory(prefix="rebato-drill-")
        taken = {*VARIABLES, *(f"{name}_FILE" for name in SECRETS)}
        env = {name: value for name, value in os.environ.items() if name not in taken}
        self._env = env | {
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BASE_URL": telegram[0],
            "TELEGRAM_BOT_TOKEN": telegram[1],
            "SIGNAL_SERVICE": signal_[0],
            "PHONE_NUMBER": signal_[1],
            "REBATO_DATA": str(Path(self._folder.name) / "data"),
            "LOG_LEVEL": "WARNING",
        }
        self._log = log
        self._running: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> "Program":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        self._folder.cleanup()

    async def verb(self, *words: str) -> dict[str, str]:
        """Run a verb with --json; what it printed. Raises ProgramError."""
        process = await self._begin(*words, "--json", stdout=asyncio.subprocess.PIPE)
        out, _ = await process.communicate()
        if process.returncode:
            raise ProgramError(f"rebato {words[0]} ended with {process.returncode}")
        return dict(json.loads(out))

    async def start(self) -> None:
        """`rebato run`, in the background."""
        self._running = await self._begin("run", stdout=None)

    async def stop(self) -> int | None:
        """SIGTERM; the exit code, None where it was not running."""
        if self._running is None:
            return None
        running, self._running = self._running, None
        if running.returncode is None:
            running.send_signal(signal.SIGTERM)
        try:
            return await asyncio.wait_for(running.wait(), LAST_MOMENT)
        except TimeoutError:
            running.kill()
            return await running.wait()

    async def _begin(self, *words: str, stdout: int | None) -> asyncio.subprocess.Process:
        # The folder is also where it stands: no .env of the person who plays is read.
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", *words,
            env=self._env, cwd=self._folder.name, stdin=asyncio.subprocess.DEVNULL, stdout=stdout, stderr=self._log,
        )  # fmt: skip
