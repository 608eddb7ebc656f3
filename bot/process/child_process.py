"""A module of ours in a process of its own, run by this Python: `python -m module words...`."""

import sys
from asyncio import StreamReader, create_subprocess_exec
from collections.abc import Mapping
from os import PathLike
from typing import Protocol

LINE_LIMIT = 2**16
"""Bytes of the longest line that its output may hold; asyncio's own choice."""


class ChildProcess(Protocol):
    """A process that was started, as far as we need it; asyncio.subprocess.Process is one."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | None:
        """None while it runs; the signal's negative number where a signal ended it."""

    @property
    def stdout(self) -> StreamReader | None:
        """None unless it was started with PIPE."""

    @property
    def stderr(self) -> StreamReader | None:
        """None unless it was started with PIPE."""

    async def wait(self) -> int:
        """Wait until it has ended; return its exit code."""

    async def communicate(self) -> tuple[bytes, bytes]:
        """Wait until it has ended; return what was written to the pipes and not read yet."""

    def send_signal(self, signal: int, /) -> None:
        """Send it a signal. Raises ProcessLookupError where it has ended."""

    def terminate(self) -> None:
        """Ask it to end (SIGTERM)."""

    def kill(self) -> None:
        """Make it end (SIGKILL)."""


async def start(
    module: str,
    *words: str,
    cwd: str | PathLike[str],
    env: Mapping[str, str] | None = None,
    stdin: int | None = None,
    stdout: int | None = None,
    stderr: int | None = None,
    limit: int = LINE_LIMIT,
) -> ChildProcess:
    """Start the module. `env`, `stdin` and the others are subprocess.Popen's, `limit` is StreamReader's.

    Callers look this up in the module each time: the tests put a start in its place that is a fork of a process which
    has loaded the program already (tests/fork_server.py).
    """
    return await create_subprocess_exec(
        sys.executable, "-m", module, *words,
        cwd=cwd, env=env, stdin=stdin, stdout=stdout, stderr=stderr, limit=limit,
    )  # fmt: skip
