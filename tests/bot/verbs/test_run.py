"""The program as an operator starts it: a process of its own, its exit code, and the one line it says."""

import asyncio
import json
import os
import re
import signal as signals
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drill.signal.server import SignalServer
from bot.drill.telegram.server import TelegramServer
from bot.process import child_process
from bot.process.child_process import ChildProcess
from bot.settings.settings import SECRETS, VARIABLES
from tests.warm_start import cold_start

ROOT = Path(__file__).resolve().parents[3]
INIT = ("init", "--name", "Valley", "--languages", "en,es", "--timezone", "America/New_York", "--yes", "--json")
TOWNS = ("--town", "Northampton:42.325:-72.641", "--town", "Holyoke:42.204:-72.616")
_FOUNDED: dict[Path, tuple[int, bytes]] = {}
"""What these two leave in a folder, with each file's mode: made once in a worker, then copied."""


class Operator:
    """Starts verbs in an empty folder."""

    def __init__(self, folder: Path, server: TelegramServer) -> None:
        self.folder = folder
        self.cold: set[str] = {"health", "panic"}
        """Verbs whose start is a new Python, as an operator's is, not a fork of one that has loaded the program."""
        taken = {*VARIABLES, *(f"{name}_FILE" for name in SECRETS)}
        self.env = {name: value for name, value in os.environ.items() if name not in taken}
        self.env |= {"PYTHONPATH": str(ROOT), "REBATO_DATA": str(folder / "data"), "LOG_LEVEL": "DEBUG"}
        self.env |= {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_BASE_URL": server.origin}
        self.server = server
        self._env = dict(self.env)

    async def starts(self, *words: str, stdin: int = DEVNULL, **env: str) -> ChildProcess:
        """A verb, still running."""
        begin = cold_start if words[0] in self.cold else child_process.start
        streams = {"stdin": stdin, "stdout": PIPE, "stderr": PIPE}
        return await begin("bot.cli", *words, env=self.env | env, cwd=self.folder, **streams)

    async def says(self, *words: str, **env: str) -> tuple[int, str, str]:
        """A verb's exit code, what it printed, and what it said of errors."""
        process = await self.starts(*words, **env)
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()

    async def founds(self) -> None:
        """`init`, where nothing of it is looked at: the network stands afterwards."""
        assert self.env == self._env, "with other settings it may leave something else"
        if _FOUNDED:
            for path, (mode, data) in _FOUNDED.items():
                file = self.folder / path
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                file.touch(mode)
                file.write_bytes(data)
            return
        code, _, err = await self.says(*INIT, *TOWNS)
        assert (code, err) == (0, "")
        made = [path for path in self.folder.rglob("*") if path.is_file()]
        _FOUNDED.update(
            {path.relative_to(self.folder): (path.stat().st_mode & 0o777, path.read_bytes()) for path in made}
        )

    async def types(self, lines: str, *words: str) -> tuple[int, str]:
        """A verb's exit code and what it printed, where these lines are typed."""
        typed = self.folder / "typed"
        typed.write_text(lines)
        with typed.open("rb") as file:
            process = await self.starts(*words, stdin=file.fileno())
            out, _ = await process.communicate()
        return process.returncode or 0, out.decode()


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    yield Operator(tmp_path, server)
    await server.stop()


async def test_init_prints_the_first_coordinators_invitation_and_refuses_a_second_time(operator: Operator) -> None:
    code, out, err = await operator.says(*INIT, *TOWNS)
    assert (code, err) == (0, "")
    invitation = json.loads(out)
    assert set(invitation) == {"code", "role", "town", "uses", "expires_at", "telegram_link", "signal_words"}
    assert invitation["role"] == "coordinator"
    assert invitation["telegram_link"] == f"https://t.me/rebato_drill_bot?start={invitation['code']}"
    assert invitation["signal_words"] == f"start {invitation['code']}"
    code, out, err = await operator.says(*INIT, *TOWNS)
    assert (code, out) == (2, "")
    assert "REBATO_DATA" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(("hotline", "told"), [("", True), ("413-555-0100", False)])
async def test_init_says_how_to_give_people_a_number_to_call(operator: Operator, hotline: str, told: bool) -> None:
    code, out, _ = await operator.says(*(word for word in INIT if word != "--json"), *TOWNS, HOTLINE=hotline)
    assert code == 0
    assert ("HOTLINE=" in out) is told


IN_WORDS = tuple(word for word in INIT if word != "--json")


async def test_init_says_what_it_found_of_token_and_number(operator: Operator) -> None:
    signal = SignalServer()
    await signal.start()
    own = {"SIGNAL_SERVICE": signal.service, "PHONE_NUMBER": signal.number}
    code, out, err = await operator.says(*IN_WORDS, *TOWNS, **own)
    assert (code, err) == (0, "")
    assert "@rebato_drill_bot answers" in out
    assert f"{signal.number} is registered at SIGNAL_SERVICE" in out
    code, out, _ = await operator.says("line", "add", "signal", "+14135550199", **own)
    assert (code, "is not registered at SIGNAL_SERVICE" in out) == (0, True)
    await signal.stop()


async def test_init_goes_on_without_a_network_and_says_so_in_a_line_each(operator: Operator) -> None:
    away = {"TELEGRAM_BASE_URL": "http://127.0.0.1:1", "SIGNAL_SERVICE": "127.0.0.1:1", "PHONE_NUMBER": "+14135550100"}
    code, out, err = await operator.says(*INIT, *TOWNS, **away)
    assert (code, json.loads(out)["telegram_link"]) == (0, None)
    assert [line.split()[1] for line in err.splitlines()] == ["Telegram", "Signal"]
    assert operator.server.token not in err


async def test_init_refuses_a_token_that_telegram_refuses_before_anything_is_made(operator: Operator) -> None:
    wrong = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsXX"
    code, out, err = await operator.says(*INIT, *TOWNS, TELEGRAM_BOT_TOKEN=wrong)
    assert (code, out) == (2, "")
    assert err == "rebato: TELEGRAM_BOT_TOKEN is refused by Telegram: copy it anew from @BotFather\n"
    assert not (operator.folder / "data").exists()
    assert not (operator.folder / "data.keys").exists()


async def test_init_takes_towns_by_state_and_by_zip_code(operator: Operator) -> None:
    code, out, err = await operator.says(*INIT[:-1], "--town", "Northampton MA", "--town", "01040")
    assert (code, err) == (0, "")
    assert "Town       Northampton, centre 42.3223, -72.6313\nTown       Holyoke, centre 42.202, -72.6262\n" in out


async def test_init_offers_what_a_misspelt_town_may_be_and_makes_nothing(operator: Operator) -> None:
    code, out, err = await operator.says(*INIT, "--town", "Easthamton MA")
    assert (code, out) == (2, "")
    assert err.startswith('rebato: --town is not clear: is it "Easthampton MA"')
    assert err.count("\n") == 1
    assert not (operator.folder / "data").exists()


@pytest.mark.usefixtures("interruptible")
async def test_ctrl_c_at_a_question_of_init_ends_in_one_line(operator: Operator) -> None:
    streams = {"stdin": PIPE, "stdout": PIPE, "stderr": PIPE}
    asked = await cold_start("bot.cli", "init", env=operator.env, cwd=operator.folder, **streams)
    assert asked.stdout is not None
    assert await asked.stdout.read(4) == b"Name"
    saying = asyncio.create_task(asked.communicate())
    while not saying.done():
        # Once more where it came just before the question began to wait: whoever sits there would do the same.
        asked.send_signal(signals.SIGINT)
        await asyncio.wait([saying], timeout=5)
    _, err = saying.result()
    assert asked.returncode == 130
    assert err.decode().startswith("rebato: interrupted")
    assert err.count(b"\n") == 1


async def test_nobody_to_ask_and_options_left_out_is_said_in_one_line(operator: Operator) -> None:
    code, _, err = await operator.says("init", "--name", "Valley", "--yes", "--json")
    assert code == 2
    assert err.startswith("rebato: --town")
    assert err.count("\n") == 1


async def test_a_lost_key_file_is_never_replaced_by_a_fresh_one(operator: Operator) -> None:
    await operator.founds()
    keys = operator.folder / "data.keys"
    keys.rename(operator.folder / "elsewhere")
    code, _, err = await operator.says(*INIT, *TOWNS)
    assert code == 2
    assert "REBATO_KEYS" in err
    assert not (keys / "keys.json").exists()


async def test_a_damaged_database_is_said_in_one_line(operator: Operator) -> None:
    plain = f"sqlite:///{operator.folder}/plain.db"
    await operator.says(*INIT, *TOWNS, DATABASE_URL=plain)
    file = operator.folder / "plain.db"
    file.write_bytes(file.read_bytes()[:5000])
    code, _, err = await operator.says("run", DATABASE_URL=plain)
    assert code == 2
    assert "Traceback" not in err
    assert "DATABASE_URL" in err.splitlines()[-1]


async def test_a_database_damaged_in_its_middle_is_said_without_a_traceback(operator: Operator) -> None:
    plain = f"sqlite:///{operator.folder}/plain.db"
    await operator.says(*INIT, *TOWNS, DATABASE_URL=plain)
    file = operator.folder / "plain.db"
    kept = bytearray(file.read_bytes())
    kept[20_000:28_000] = b"\xff" * 8_000
    file.write_bytes(kept)
    code, _, err = await operator.says("run", DATABASE_URL=plain)
    assert code == 2
    assert "Traceback" not in err
    assert err.splitlines()[-1].startswith("rebato: DATABASE_URL")


async def test_it_runs_beside_invite_refuses_a_second_runner_and_ends_at_sigterm(operator: Operator) -> None:
    operator.cold = {"init", "run", "invite"}
    await operator.says(*INIT, *TOWNS)
    running = await operator.starts("run")
    await operator.server.world.updates.wait_polled(30)
    code, _, err = await operator.says("run")
    assert code == 2
    assert err.count("\n") == 1
    assert "another `rebato run`" in err
    code, out, _ = await operator.says("invite", "--role", "responder", "--town", "Holyoke", "--json")
    assert (code, json.loads(out)["town"]) == (0, "Holyoke")
    running.terminate()
    _, said = await running.communicate()
    assert running.returncode == 0
    assert b"app.stopped" in said
    assert operator.server.token.encode() not in said


async def test_the_drill_prints_its_page_at_once_and_ends_cleanly_while_people_still_join(operator: Operator) -> None:
    running = await operator.starts("drill", "--no-browser", TMPDIR=str(operator.folder))
    assert running.stdout is not None
    lines = [(await running.stdout.readline()).decode() for _ in range(3)]
    assert "nothing leaves this computer" in lines[0]
    assert re.search(r"http://127\.0\.0\.1:\d+/$", lines[1].strip())
    running.terminate()
    _, said = await running.communicate()
    assert (running.returncode, said) == (0, b"")
    assert list(operator.folder.iterdir()) == []


async def test_a_taken_port_is_told_with_the_remedy(operator: Operator) -> None:
    port = operator.server.origin.rpartition(":")[2]
    code, _, err = await operator.says("drill", "--no-browser", "--port", port)
    assert code == 2
    assert err == "rebato: --port is taken: choose another, or leave it out\n"
