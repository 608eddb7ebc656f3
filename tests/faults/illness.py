"""What can befall a database that is open: each begins, and is over again."""

import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pytest
from sqlalchemy import Connection, event

from storage.database.sqlite_engine import checkpoint, plain_engine
from storage.database.store import Store

LOCKER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
FULL_DEVICE, OPEN_FILES = Path("/dev/full"), Path("/proc/self/fd")
JUNK = b"this is no database, but somebody's letter. " * 100
Step: TypeAlias = Callable[["Patient"], Awaitable[None] | None]


@dataclass
class Patient:
    """The database of a running program."""

    store: Store
    file: Path
    pragmas: dict[str, int] = field(default_factory=dict)
    """Set at the begin of each transaction, on whichever connection it gets."""
    locker: subprocess.Popen[str] | None = None
    kept: bytes = b""
    full: bool = False
    redirected: dict[int, int] = field(default_factory=dict)
    """Files that lead to a full device, and where they led before."""

    def __post_init__(self) -> None:
        plain = plain_engine(self.store.engine)
        assert plain is not None
        for one in (self.store.engine.sync_engine, plain):
            event.listen(one, "begin", self._apply)
        # A connection that is only ever written on would stay ill: on it no transaction could begin that makes it well.
        event.listen(plain, "rollback", self._undo)

    def _apply(self, connection: Connection) -> None:
        if self.full:
            self.redirect()
        if self.pragmas:
            reading = connection.info.get("rebato_query_only", False)
            for name, value in self.pragmas.items():
                if not (reading and name == "query_only"):
                    connection.exec_driver_sql(f"PRAGMA {name} = {value}")

    def _undo(self, connection: Connection) -> None:
        if "query_only" in self.pragmas and not connection.info.get("rebato_query_only", False):
            connection.exec_driver_sql("PRAGMA query_only = 0")

    def redirect(self) -> None:
        """Every open log, and every one that was opened since."""
        log = f"{self.file}-wal"
        for link in list(OPEN_FILES.iterdir()):
            number = int(link.name)
            known = {*self.redirected, *self.redirected.values()}
            if number not in known and _target(link) == log:
                self.redirected[number] = os.dup(number)
                device = os.open(FULL_DEVICE, os.O_RDWR)
                os.dup2(device, number)
                os.close(device)


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


@dataclass(frozen=True, kw_only=True)
class Illness:
    """`name` is the log's event."""

    name: str
    begins_by: Step
    ends_by: Step

    async def begins(self, patient: Patient) -> None:
        await _done(self.begins_by(patient))

    async def ends(self, patient: Patient) -> None:
        await _done(self.ends_by(patient))

    def __str__(self) -> str:
        return self.name


async def _full(patient: Patient) -> None:
    """Really: the log is a device that has no room."""
    if not (FULL_DEVICE.exists() and OPEN_FILES.exists()):
        pytest.skip("this system has no device that is full")
    async with patient.store._writing:
        # Nothing may stand in the log, for what is read from that device is nothing.
        assert await checkpoint(patient.store.engine)
        patient.full = True
        patient.redirect()


def _has_room(patient: Patient) -> None:
    patient.full = False
    for number, kept in patient.redirected.items():
        os.dup2(kept, number)
        os.close(kept)
    patient.redirected.clear()


def _read_only(patient: Patient) -> None:
    patient.pragmas["query_only"] = 1


def _writable(patient: Patient) -> None:
    patient.pragmas["query_only"] = 0


def _locked(patient: Patient) -> None:
    """By another process, for longer than anybody waits."""
    patient.locker = subprocess.Popen(
        [sys.executable, "-c", LOCKER, str(patient.file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert patient.locker.stdout is not None
    patient.locker.stdout.readline()


def _released(patient: Patient) -> None:
    assert patient.locker is not None
    patient.locker.communicate()


def _scribbled(patient: Patient) -> None:
    """Over the very file; what was not in it yet stands in the log beside it."""
    patient.kept = patient.file.read_bytes()
    with patient.file.open("r+b") as file:
        file.write((JUNK * (len(patient.kept) // len(JUNK) + 1))[: len(patient.kept)])


def _restored(patient: Patient) -> None:
    with patient.file.open("r+b") as file:
        file.write(patient.kept)


def _swapped(patient: Patient) -> None:
    """Another file under its name."""
    patient.file.rename(patient.file.with_suffix(".aside"))
    patient.file.write_bytes(JUNK)


def _put_back(patient: Patient) -> None:
    patient.file.with_suffix(".aside").rename(patient.file)


ILLNESSES = [
    Illness(name="database.full", begins_by=_full, ends_by=_has_room),
    Illness(name="database.locked", begins_by=_locked, ends_by=_released),
    Illness(name="database.read_only", begins_by=_read_only, ends_by=_writable),
    Illness(name="database.damaged", begins_by=_scribbled, ends_by=_restored),
    Illness(name="database.replaced", begins_by=_swapped, ends_by=_put_back),
]


async def _done(work: Awaitable[None] | None) -> None:
    if work is not None:
        await work
