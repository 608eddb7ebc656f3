"""A fork of a process that is loaded already is started, told, killed and read as a new Python is."""

import asyncio
import json
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from typing import Any

import pytest

from bot.process import child_process
from bot.process.child_process import ChildProcess
from tests.warm_start import POSSIBLE, ROOT, WarmParent, cold_start

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="this system cannot fork: every start is a new Python")
WAYS = ("cold", "warm")


async def started(way: str, folder: Path, code: str, **env: str) -> ChildProcess:
    begin = cold_start if way == "cold" else child_process.start
    around = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | env
    return await begin("tests.surroundings", code, cwd=folder, env=around, stdin=DEVNULL, stdout=PIPE, stderr=PIPE)


def test_the_tests_start_forks() -> None:
    assert child_process.start is not cold_start


@pytest.mark.parametrize("code", ["0", "3", "raise"])
async def test_words_folder_environment_streams_and_exit_code_are_the_same(tmp_path: Path, code: str) -> None:
    found: list[tuple[int | None, Any, bytes]] = []
    for way in WAYS:
        process = await started(way, tmp_path, code, REBATO_TEST_ONE="1")
        out, err = await process.communicate()
        found.append((process.returncode, json.loads(out), err.splitlines()[0]))
    cold, warm = found
    assert warm == cold
    assert cold[0] == (1 if code == "raise" else int(code))
    assert cold[1]["names"] == ["REBATO_TEST_ONE"]
    assert cold[1]["cwd"] == os.path.realpath(tmp_path)
    assert cold[2] == b"complaint"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_a_signal_ends_it_and_is_told_as_its_negative_number(
    tmp_path: Path, way: str, number: signal.Signals
) -> None:
    process = await started(way, tmp_path, "wait")
    assert process.stdout is not None
    await process.stdout.readline()
    assert process.returncode is None
    process.send_signal(number)
    assert await process.wait() == process.returncode == -number
    with pytest.raises(ProcessLookupError):
        process.send_signal(number)
    await process.communicate()


async def test_many_at_once_are_told_apart(tmp_path: Path) -> None:
    processes = await asyncio.gather(*(started("warm", tmp_path, str(code)) for code in range(8)))
    outs = await asyncio.gather(*(process.communicate() for process in processes))
    assert [process.returncode for process in processes] == list(range(8))
    assert [json.loads(out)["words"] for out, _ in outs] == [[str(code)] for code in range(8)]


async def test_the_end_of_the_tests_ends_what_they_left_running(tmp_path: Path) -> None:
    parent = WarmParent()
    around = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    process = await parent.start("tests.surroundings", "wait", cwd=tmp_path, env=around, stdin=DEVNULL, stdout=PIPE)
    assert process.stdout is not None
    await process.stdout.readline()
    await asyncio.to_thread(parent.stop)
    assert await process.stdout.read() == b"", "nobody holds its stdout any more"
