"""A start of the program as a fork of one that is loaded already (tests/fork_server.py), for a worker's tests."""

import asyncio
import contextlib
import json
import os
import signal as signals
import socket
import subprocess
import sys
import tempfile
import threading
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.process.child_process import LINE_LIMIT, ChildProcess, start

ROOT = Path(__file__).resolve().parents[1]
POSSIBLE = hasattr(os, "fork") and hasattr(socket, "send_fds")
cold_start = start
"""A new Python, as an operator's start is, also where `child_process.start` is another one."""


class ForkedProcess:
    """A process that the fork server started for us."""

    def __init__(self, pid: int, ended: "asyncio.Task[int]", pipes: "list[asyncio.StreamReader | None]") -> None:
        self.pid = pid
        self._ended = ended
        self.stdout, self.stderr = pipes

    @property
    def returncode(self) -> int | None:
        return self._ended.result() if self._ended.done() else None

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)

    async def communicate(self) -> tuple[bytes, bytes]:
        out, err = await asyncio.gather(*(_rest(pipe) for pipe in (self.stdout, self.stderr)))
        await self.wait()
        return out, err

    def send_signal(self, signal: int, /) -> None:
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, signal)

    def terminate(self) -> None:
        self.send_signal(signals.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signals.SIGKILL)


async def _rest(pipe: asyncio.StreamReader | None) -> bytes:
    return b"" if pipe is None else await pipe.read()


class WarmParent:
    """The fork server of this worker: begun with the first process that a test starts."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="rebato-forks-")
        self._socket = Path(self._folder.name) / "socket"
        self._server: subprocess.Popen[bytes] | None = None
        self._beginning = threading.Lock()

    async def start(
        self,
        module: str,
        *words: str,
        cwd: str | os.PathLike[str],
        env: Mapping[str, str] | None = None,
        stdin: int | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
        limit: int = LINE_LIMIT,
    ) -> ChildProcess:
        """As child_process.start."""
        order = {"module": module, "words": words, "cwd": str(cwd), "env": dict(os.environ if env is None else env)}
        connection = await asyncio.to_thread(self._connected)
        with ExitStack() as ours:
            given, readers = [], []
            for place, wanted in enumerate((stdin, stdout, stderr)):
                end, reader = await _stream(ours, place, wanted, limit)
                given.append(end)
                readers.append(reader)
            socket.send_fds(connection, [json.dumps(order).encode()], given)
        connection.shutdown(socket.SHUT_WR)
        connection.setblocking(False)
        answers, writer = await asyncio.open_connection(sock=connection)
        pid = int(await answers.readline())
        ended = asyncio.create_task(_code(answers, writer))
        return ForkedProcess(pid, ended, readers[1:])

    def _connected(self) -> socket.socket:
        with self._beginning:
            if self._server is None:
                self._server = self._begun()
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(str(self._socket))
        return connection

    def _begun(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.fork_server", str(self._socket)]
        server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert server.stdout is not None
        assert server.stdout.readline(), "the fork server did not start; what it said stands above"
        return server

    def stop(self) -> None:
        """End the server, which ends what it forked and still runs."""
        if self._server is not None:
            self._server.communicate()
        self._folder.cleanup()


async def _code(answers: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
    with contextlib.closing(writer):
        return int(await answers.readline())


async def _stream(
    ours: ExitStack, place: int, wanted: int | None, limit: int
) -> tuple[int, asyncio.StreamReader | None]:
    """The descriptor to hand over, which `ours` closes, and our end of it where it is a pipe."""
    if wanted is None:
        return place, None
    if wanted == DEVNULL:
        descriptor = os.open(os.devnull, os.O_RDWR)
        ours.callback(os.close, descriptor)
        return descriptor, None
    if wanted != PIPE:
        return wanted, None
    reads, writes = os.pipe()
    ours.callback(os.close, writes)
    reader = asyncio.StreamReader(limit)
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(reads, "rb", 0))
    return writes, reader


@contextmanager
def warm_parent() -> Iterator[WarmParent]:
    """It ends with the block."""
    parent = WarmParent()
    try:
        yield parent
    finally:
        parent.stop()
