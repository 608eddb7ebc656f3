"""One runner at a time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.core.errors import StorageError
from storage.database.run_lock import LOCK_FILE, AlreadyRunning, RunLock

PROJECT = Path(__file__).parents[3]
HOLDER = """
import sys
from pathlib import Path
from storage.database.run_lock import RunLock
with RunLock(Path(sys.argv[1])):
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


@contextmanager
def holder(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the lock until its stdin ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_runner_is_refused_in_one_clear_line(tmp_path: Path) -> None:
    with RunLock(tmp_path), pytest.raises(AlreadyRunning) as caught, RunLock(tmp_path):
        pass
    assert "another `rebato run`" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_another_process_is_refused_too(tmp_path: Path) -> None:
    with holder(tmp_path), pytest.raises(AlreadyRunning):
        RunLock(tmp_path).acquire()


def test_who_lets_go_lets_the_next_one_in(tmp_path: Path) -> None:
    for _ in range(2):
        with RunLock(tmp_path):
            assert (tmp_path / LOCK_FILE).exists()


def test_a_runner_that_ends_by_itself_leaves_no_lock(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.communicate("")
        with RunLock(tmp_path):
            pass


def test_a_killed_runner_leaves_no_lock(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
        process.wait()
        with RunLock(tmp_path):
            pass


def test_a_lock_is_not_taken_twice_by_the_same_hand(tmp_path: Path) -> None:
    lock = RunLock(tmp_path)
    lock.acquire()
    with pytest.raises(AlreadyRunning):
        lock.acquire()
    lock.release()
    lock.release()


def test_the_data_folder_is_made_for_the_owner_only(tmp_path: Path) -> None:
    with RunLock(tmp_path / "data"):
        assert (tmp_path / "data").stat().st_mode & 0o077 == 0 or os.name != "posix"


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match="REBATO_DATA"):
        RunLock(tmp_path / "data").acquire()
