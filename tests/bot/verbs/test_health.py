"""`rebato health`: no when the loop stands still, yes when only a platform is away, and never at the bot's expense."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.drill.telegram.server import TelegramServer
from bot.process.child_process import ChildProcess
from bot.process.heartbeat import Heartbeat
from bot.process.heartbeat_file import ALIVE_FILE, EVERY, FRESH
from bot.settings.settings import load
from bot.verbs.health import data_folder, trouble
from tests.bot.fake_transport import until
from tests.bot.process.test_clock import Hands
from tests.bot.verbs.test_run import Operator

ROOT = Path(__file__).resolve().parents[3]
HEAVY = {"aiohttp", "alembic", "asyncio", "pydantic", "signalbot", "sqlalchemy", "sqlmodel", "structlog", "telegram"}


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    yield Operator(tmp_path, server)
    await server.stop()


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with no setting from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REBATO_DATA", raising=False)
    return tmp_path


@asynccontextmanager
async def beating(folder: Path, hands: Hands) -> AsyncIterator[None]:
    """A pulse that renews as fast as the loop turns, until the end of the block."""
    pulse = Heartbeat(folder, wall=lambda: hands.wall, every=0.0)
    task = asyncio.create_task(pulse.run())
    try:
        await until(lambda: written(folder) == hands.wall)
        yield
    finally:
        pulse.stop()
        await task


@asynccontextmanager
async def running(operator: Operator, *events: str, **env: str) -> AsyncIterator[ChildProcess]:
    """`rebato run`, once its log has told of these events; ended at the end of the block."""
    await operator.founds()
    process = await operator.starts("run", **env)
    assert process.stderr is not None
    missing = set(events)
    try:
        async with asyncio.timeout(30):
            while missing:
                line = (await process.stderr.readline()).decode()
                assert line, f"ended before {missing}"
                missing -= set(line.split())
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


def sign(operator: Operator) -> Path:
    return operator.folder / "data" / ALIVE_FILE


def written(folder: Path) -> float | None:
    """The moment that the sign of life tells; None where there is none."""
    path = folder / ALIVE_FILE
    return path.stat().st_mtime if path.exists() else None


async def test_a_loop_that_turns_is_alive_however_long_it_has(tmp_path: Path, hands: Hands) -> None:
    async with beating(tmp_path, hands):
        for _ in range(3):
            hands.pass_by(3600)
            await until(lambda: written(tmp_path) == hands.wall)
            assert trouble(tmp_path, hands.wall) is None


async def test_a_loop_that_stands_still_is_noticed_after_a_minute(tmp_path: Path, hands: Hands) -> None:
    async with beating(tmp_path, hands):
        # Nothing is awaited from here on, which is what a frozen loop is.
        hands.pass_by(FRESH - 1)
        assert trouble(tmp_path, hands.wall) is None
        hands.pass_by(36)
        said = trouble(tmp_path, hands.wall)
        assert said is not None
        assert "has not moved for 95 seconds" in said


async def test_a_clean_end_leaves_no_sign_of_life(tmp_path: Path, hands: Hands) -> None:
    async with beating(tmp_path, hands):
        pass
    assert written(tmp_path) is None
    said = trouble(tmp_path, hands.wall)
    assert said is not None
    assert "no bot is running" in said


async def test_a_stop_before_the_loop_began_is_not_lost(tmp_path: Path) -> None:
    pulse = Heartbeat(tmp_path)
    pulse.stop()
    async with asyncio.timeout(30):
        await pulse.run()
    assert written(tmp_path) is None


async def test_a_clock_put_right_does_no_harm_and_a_frozen_loop_cannot_hide_behind_it(
    tmp_path: Path, hands: Hands
) -> None:
    async with beating(tmp_path, hands):
        hands.wall -= 3600
        said = trouble(tmp_path, hands.wall)
        assert said is not None
        assert "the clock went back" in said
        await until(lambda: written(tmp_path) == hands.wall)
        assert trouble(tmp_path, hands.wall) is None


async def test_the_sign_is_empty_and_for_the_owner_only(tmp_path: Path, hands: Hands) -> None:
    leftover = tmp_path / ALIVE_FILE
    leftover.touch(mode=0o644)
    async with beating(tmp_path, hands):
        assert leftover.stat().st_size == 0
        assert leftover.stat().st_mode & 0o777 == 0o600


async def test_a_folder_that_only_the_database_left_unmade_is_made(tmp_path: Path, hands: Hands) -> None:
    async with beating(tmp_path / "data", hands):
        assert trouble(tmp_path / "data", hands.wall) is None


async def test_a_sign_that_cannot_be_written_ends_nothing_is_told_once_and_comes_back(
    tmp_path: Path, hands: Hands
) -> None:
    folder = tmp_path / "data"
    folder.touch()
    beats: list[float] = []

    def wall() -> float:
        beats.append(hands.wall)
        return hands.wall

    pulse = Heartbeat(folder, wall=wall, every=0.0)
    with capture_logs() as told:
        task = asyncio.create_task(pulse.run())
        await until(lambda: len(beats) > 3)
        folder.unlink()
        await until(lambda: written(folder) is not None)
        pulse.stop()
        await task
    assert [(entry["event"], entry["log_level"]) for entry in told] == [("pulse.not_written", "warning")]


def test_three_renewals_may_be_missed() -> None:
    assert EVERY * 3 < FRESH


def test_the_folder_is_the_one_that_the_program_would_use(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def both() -> list[Path]:
        return [data_folder(), load(need_transport=False).rebato_data]

    assert both() == [nowhere / "data"] * 2
    (nowhere / ".env").write_text("REBATO_DATA='from dotenv' # here\n")
    assert both() == [nowhere / "from dotenv"] * 2
    monkeypatch.setenv("REBATO_DATA", " ../beside ")
    assert both() == [nowhere.parent / "beside"] * 2
    monkeypatch.setenv("REBATO_DATA", "~/of-mine")
    monkeypatch.setenv("HOME", str(nowhere))
    assert both() == [nowhere / "of-mine"] * 2
    monkeypatch.setenv("REBATO_DATA", " ")
    assert both() == [nowhere / "data"] * 2


def test_it_answers_without_loading_the_program(tmp_path: Path) -> None:
    code = "import sys; from bot.cli import main; main(['health']); print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "bot" in loaded
    assert not loaded & HEAVY


async def test_nothing_there_is_told_in_one_line_and_nothing_is_made(operator: Operator) -> None:
    code, out, err = await operator.says("health")
    assert (code, out) == (1, "")
    assert err.startswith("rebato: REBATO_DATA: no bot is running")
    assert err.count("\n") == 1
    assert list(operator.folder.iterdir()) == []


async def test_settings_that_cannot_be_read_are_no_and_not_a_traceback(operator: Operator) -> None:
    (operator.folder / ".env").write_bytes(b"HOTLINE=\xff\xfe\n")
    code, out, err = await operator.says("health")
    assert (code, out) == (1, "")
    assert ".env" in err
    assert err.count("\n") == 1


async def test_a_running_bot_is_alive_and_one_that_hangs_is_not(operator: Operator) -> None:
    async with running(operator, "telegram.attached") as process:
        assert await operator.says("health") == (0, "alive\n", "")
        process.send_signal(signal.SIGSTOP)
        os.utime(sign(operator), (0, 0))
        code, out, err = await operator.says("health")
        process.send_signal(signal.SIGCONT)
        assert (code, out) == (1, "")
        assert "the bot has not moved for" in err
        assert err.count("\n") == 1
    assert process.returncode == 0
    assert not sign(operator).exists()


async def test_platforms_that_are_away_are_no_reason_to_start_anew(operator: Operator) -> None:
    # Nobody listens on port 1, neither as Telegram nor as Signal.
    away = {"SIGNAL_SERVICE": "127.0.0.1:1", "PHONE_NUMBER": "+14135550100"}
    away |= {"TELEGRAM_BASE_URL": "http://127.0.0.1:1"}
    async with running(operator, "telegram.down", "signal.not_attached", **away) as process:
        code, _, _ = await operator.says("health")
        assert (process.returncode, code) == (None, 0)
