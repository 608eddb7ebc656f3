"""The program as an operator starts it: a process of its own, its exit code, and the one line it says."""

import json
import os
import re
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drill.telegram.server import TelegramServer
from bot.process import child_process
from bot.process.child_process import ChildProcess
from bot.settings.settings import SECRETS, VARIABLES
from tests.warm_start import cold_start

ROOT = Path(__file__).resolve().parents[3]
INIT = ("init", "--name", "Valley", "--languages", "en,es", "--timezone", "America/New_York", "--yes", "--json")
TOWNS = ("--town", "Northampton:42.325:-72.641", "--town", "Holyoke:42.204:-72.616")


class Operator:
    """Starts verbs in an empty folder."""

    def __init__(self, folder: Path, server: TelegramServer) -> None:
        self.folder = folder
        self.cold: set[str] = {"health"}
        """Verbs whose start is a new Python, as an operator's is, not a fork of one that has loaded the program."""
        taken = {*VARIABLES, *(f"{name}_FILE" for name in SECRETS)}
        self.env = {name: value for name, value in os.environ.items() if name not in taken}
        self.env |= {"PYTHONPATH": str(ROOT), "REBATO_DATA": str(folder / "data"), "LOG_LEVEL": "DEBUG"}
        self.env |= {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_BASE_URL": server.origin}
        self.server = server

    async def starts(self, *words: str, **env: str) -> ChildProcess:
        """A verb, still running."""
        begin = cold_start if words[0] in self.cold else child_process.start
        streams = {"stdin": DEVNULL, "stdout": PIPE, "stderr": PIPE}
        return await begin("bot.cli", *words, env=self.env | env, cwd=self.folder, **streams)

    async def says(self, *words: str, **env: str) -> tuple[int, str, str]:
        """A verb's exit code, what it printed, and what it said of errors."""
        process = await self.starts(*words, **env)
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()


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
    assert set(invitation) == {"code", "role", "town", "telegram_link", "signal_words"}
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


async def test_nobody_to_ask_and_options_left_out_is_said_in_one_line(operator: Operator) -> None:
    code, _, err = await operator.says("init", "--name", "Valley", "--yes", "--json")
    assert code == 2
    assert err.startswith("rebato: --town")
    assert err.count("\n") == 1


async def test_a_lost_key_file_is_never_replaced_by_a_fresh_one(operator: Operator) -> None:
    await operator.says(*INIT, *TOWNS)
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
