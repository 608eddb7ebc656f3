"""A process that has loaded the program once and forks for each start of it: an import costs a second, a fork nothing.

    python -m tests.fork_server SOCKET

says "listening" once it listens on this Unix socket, and does so until its stdin ends. Each connection asks for one
process: a JSON object (module, words, cwd, env) with three descriptors (stdin, stdout, stderr), then the end of what is
written. The answer is the number of the process in one line, and in a second one, once it has ended, its return code as
subprocess.Popen gives it.

Nothing is open here that a fork should not have: no thread, no event loop, no database.
"""

import asyncio
import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot
from locales import catalogue
from storage.database.migrate import migrate
from storage.database.sqlite_engine import open_engine
from storage.encryption.keyring import Keyring

LANGUAGES = ("en", "es")
LAZILY = ("aiosqlite", "alembic.command", "asyncpg", "sqlalchemy.dialects.sqlite.aiosqlite", "sqlalchemy.ext.asyncio")
"""Libraries that the program's modules load only once they are used."""
MOST = 1 << 20
BACKLOG = 64


@dataclass(frozen=True, kw_only=True)
class Order:
    """One process to be forked."""

    module: str
    words: list[str]
    cwd: str
    env: dict[str, str]
    streams: list[int]
    """Its stdin, stdout and stderr, as descriptors of this process."""

    def begin(self) -> None:
        """In the fork: become what `python -m` would be. Returns only where the module comes to its end."""
        for place, descriptor in enumerate(self.streams):
            os.dup2(descriptor, place)
            os.close(descriptor)
        os.chdir(self.cwd)
        os.environ.clear()
        os.environ.update(self.env)
        sys.path[:1] = [self.cwd, *filter(None, self.env.get("PYTHONPATH", "").split(os.pathsep))]
        sys.argv = [self.module, *self.words]
        sys.modules.pop(self.module, None)
        runpy.run_module(self.module, run_name="__main__", alter_sys=True)


class ForkServer:
    """Forks for whoever connects, and tells them how it ended."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self._selector = selectors.DefaultSelector()
        self._asking: dict[int, socket.socket] = {}
        """Who waits for the end of each process."""
        self._woken, self._wakes = socket.socketpair()

    def serve(self) -> Order | None:
        """Until stdin ends: None. In each fork: its order."""
        self._wakes.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        for waited in (self._listening, self._woken, sys.stdin):
            self._selector.register(waited, selectors.EVENT_READ)
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is sys.stdin:
                    self._end_forks()
                    return None
                if key.fileobj is self._woken:
                    self._woken.recv(BACKLOG)
                    self._reap()
                elif (order := self._fork()) is not None:
                    return order

    def _fork(self) -> Order | None:
        connection, _ = self._listening.accept()
        order = _read(connection)
        child = os.fork()
        if child == 0:
            self._let_go()
            connection.close()
            return order
        for descriptor in order.streams:
            os.close(descriptor)
        self._asking[child] = connection
        _tell(connection, child)
        return None

    def _let_go(self) -> None:
        """In the fork: nothing of this server stays open or in force."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._selector.close()
        for ours in (self._listening, self._woken, self._wakes, *self._asking.values()):
            ours.close()

    def _end_forks(self) -> None:
        """Nobody is left who would: a test that ran out of time does not wait for its processes."""
        for child in self._asking:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def _reap(self) -> None:
        for child, code in _ended():
            with self._asking.pop(child) as connection:
                _tell(connection, code)


def _ended() -> Iterator[tuple[int, int]]:
    with suppress(ChildProcessError):
        while True:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            yield child, os.waitstatus_to_exitcode(status)


def _read(connection: socket.socket) -> Order:
    told, streams, _, _ = socket.recv_fds(connection, MOST, 3)
    while more := connection.recv(MOST):
        told += more
    asked: dict[str, Any] = json.loads(told)
    return Order(**asked, streams=list(streams))


def _tell(connection: socket.socket, number: int) -> None:
    # Who asked may be gone: then nobody wants to know.
    with suppress(OSError):
        connection.sendall(b"%d\n" % number)


def load_everything() -> None:
    """Every module of the program, the texts it says, and what a migration loads by itself."""
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        importlib.import_module(found.name)
    for name in LAZILY:
        importlib.import_module(name)
    for language in LANGUAGES:
        catalogue.load(language)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_migrate_once(Path(folder) / "rebato.db"))
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join()


async def _migrate_once(file: Path) -> None:
    engine = open_engine(file, Keyring.generate())
    await migrate(engine)
    await engine.dispose()


def main(path: str) -> None:
    """Serve on this socket; in a fork, be the program."""
    load_everything()
    assert threading.active_count() == 1, "only the thread that forks is there in a fork"
    # What is loaded stays: a fork whose garbage collector walked through it would copy all of its memory.
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen(BACKLOG)
        sys.stdout.write("listening\n")
        sys.stdout.flush()
        order = ForkServer(listening).serve()
    if order is not None:
        _be(order)
        return
    Path(path).unlink()


def _be(order: Order) -> None:
    """Be the program, and end as it does; but what is loaded is left to the system: to free it, all would be copied."""
    code: object = 0
    try:
        order.begin()
    except SystemExit as ended:
        code = ended.code or 0
        if not isinstance(code, int):
            raise
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code & 0xFF)


if __name__ == "__main__":
    main(sys.argv[1])
