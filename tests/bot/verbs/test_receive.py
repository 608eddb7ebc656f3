"""`rebato receive` as an operator starts it: beside the bot, once on a folder, and killed without a loss."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.drill.loopback_server import free_port
from bot.drill.telegram.server import TelegramServer
from bot.network.open import open_network
from bot.process.child_process import ChildProcess
from bot.settings.settings import load
from bot.verbs.health import RECEIVER, trouble
from storage.inbox import receiver_envelopes
from tests.bot.receiver.test_receiver import NUMBER, posted, said
from tests.bot.verbs.test_run import INIT, TOWNS, Operator

pytestmark = pytest.mark.timeout(180)
"""A busy machine takes its time to start processes."""
SECRET = "0123456789abcdef-canary"
SIGNAL_LINE = 2
"""`rebato init` numbers the settings' lines: Telegram comes first."""


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    """Somebody with a network on Telegram and Signal, of whom neither answers here."""
    server = TelegramServer()
    await server.start()
    made = Operator(tmp_path, server)
    made.env |= {"SIGNAL_SERVICE": "127.0.0.1:1", "PHONE_NUMBER": NUMBER}
    made.env |= {"RECEIVER_LISTEN": f"127.0.0.1:{free_port()}", "RECEIVER_SECRET": SECRET}
    await made.says(*INIT, *TOWNS)
    yield made
    await server.stop()


@asynccontextmanager
async def receiving(operator: Operator) -> AsyncIterator[ChildProcess]:
    """The receiver, once it listens."""
    process = await operator.starts("receive")
    assert process.stderr is not None
    try:
        async with asyncio.timeout(30):
            while b"receiver.listening" not in (line := await process.stderr.readline()):
                assert line, "it ended"
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def posts(operator: Operator, *texts: str, account: str = NUMBER) -> list[int]:
    """What each of these is answered with."""
    url = f"http://{operator.env['RECEIVER_LISTEN']}/receive/{SECRET}"
    statuses = []
    async with aiohttp.ClientSession() as session:
        for text in texts:
            async with session.post(url, data=posted(said(text), account)) as answer:
                statuses.append(answer.status)
    return statuses


async def kept(operator: Operator) -> list[str]:
    """What waits for the bot."""
    async with open_network(load(operator.env)) as opened, opened.store.read() as session:
        found = await receiver_envelopes.waiting(session, opened.store.vault, SIGNAL_LINE, 100)
        return [one.frame["envelope"]["dataMessage"]["message"] for one in found if one.frame]


async def test_what_it_said_it_kept_survives_its_kill(operator: Operator) -> None:
    for start in (0, 3):
        async with receiving(operator) as process:
            assert await posts(operator, *(str(start + number) for number in range(3))) == [200] * 3
            process.send_signal(signal.SIGKILL)
            await process.wait()
    assert await kept(operator) == ["0", "1", "2", "3", "4", "5"]


async def test_a_second_one_is_refused_and_the_first_is_alive_and_ends_cleanly(operator: Operator) -> None:
    folder = operator.folder / "data"
    assert "no receiver is running" in (trouble(folder, time.time(), RECEIVER) or "")
    async with receiving(operator) as process:
        code, _, err = await operator.says("receive")
        assert (code, err.count("\n")) == (2, 1)
        assert "another `rebato receive`" in err
        assert await operator.says("health", "--receiver") == (0, "alive\n", "")
        assert "no bot is running" in (trouble(folder, time.time()) or "")
    assert process.returncode == 0
    assert "no receiver is running" in (trouble(folder, time.time(), RECEIVER) or "")


async def test_it_runs_beside_the_bot_and_neither_s_log_holds_what_was_said(operator: Operator) -> None:
    async with receiving(operator) as process:
        bot = await operator.starts("run")
        assert bot.stderr is not None
        said_by_bot = b""
        assert await posts(operator, "canary at Elm") == [200]
        assert await posts(operator, "canary", account="+14135550999") == [404]
        async with asyncio.timeout(30):
            while b"intake.fetched" not in said_by_bot:
                said_by_bot += await bot.stderr.readline()
        assert await kept(operator) == []
        for one in (bot, process):
            one.terminate()
        said_by_bot += (await bot.communicate())[1]
        said_by_receiver = (await process.communicate())[1]
    assert (bot.returncode, process.returncode) == (0, 0)
    assert b"receiver.refused" in said_by_receiver
    assert b"receiver.stopped" in said_by_receiver
    for log in (said_by_bot, said_by_receiver):
        assert b"canary" not in log
        assert b"Elm" not in log
        assert b"413555" not in log


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PHONE_NUMBER", ""), ("RECEIVER_LISTEN", "nowhere"), ("RECEIVER_SECRET", "canary"), ("REBATO_DATA", "elsewhere")],
)
async def test_what_is_missing_or_wrong_is_said_in_one_line(operator: Operator, variable: str, value: str) -> None:
    given = {variable: value} | ({"SIGNAL_SERVICE": ""} if variable == "PHONE_NUMBER" else {})
    code, out, err = await operator.says("receive", **given)
    assert (code, out) == (2, "")
    assert err.startswith(f"rebato: {variable}")
    assert err.count("\n") == 1
    assert "canary" not in err


@pytest.mark.parametrize("address", ["0.0.0.0:8090", "172.17.0.1:8090", "[::]:8090", "receiver:8090"])
async def test_where_others_reach_it_it_does_not_start_without_a_secret(operator: Operator, address: str) -> None:
    code, out, err = await operator.says("receive", RECEIVER_LISTEN=address, RECEIVER_SECRET="")
    assert (code, out) == (2, "")
    assert err.startswith("rebato: RECEIVER_SECRET is not set")
    assert err.count("\n") == 1


async def test_a_taken_address_is_said_in_one_line(operator: Operator) -> None:
    taken = operator.server.origin.removeprefix("http://")
    code, _, err = await operator.says("receive", RECEIVER_LISTEN=taken)
    assert code == 2
    assert err.splitlines()[-1].startswith("rebato: RECEIVER_LISTEN cannot be listened at")
    assert "Traceback" not in err
