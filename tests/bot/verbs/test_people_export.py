"""`rebato people export`, as an operator uses it beside a running bot."""

import io
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pyzipper

from bot.drill.telegram.server import TelegramServer
from bot.network.people_export import checked_passphrase
from bot.settings.settings import SettingsError
from tests.bot.verbs.test_run import Operator
from tests.warm_start import cold_start

pytestmark = pytest.mark.timeout(120)
PASSPHRASE = "correct horse battery staple"


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    made = Operator(tmp_path, server)
    await made.founds()
    yield made
    await server.stop()


async def _exports(operator: Operator, typed: str, *more: str) -> tuple[int, str, str]:
    streams = {"stdin": PIPE, "stdout": PIPE, "stderr": PIPE}
    words = ("people", "export", "--out", "list.zip", *more)
    process = await cold_start("bot.cli", *words, env=operator.env, cwd=operator.folder, **streams)
    out, err = await process.communicate(typed.encode())
    return process.returncode or 0, out.decode(), err.decode()


async def test_the_list_is_a_file_that_its_passphrase_opens_and_no_other_reads(operator: Operator) -> None:
    code, out, err = await _exports(operator, f"{PASSPHRASE}\n{PASSPHRASE}\n", "--town", "holyoke")
    assert (code, err) == (0, "")
    assert "Written to list.zip; people in it: 0." in out
    assert PASSPHRASE not in out
    made = operator.folder / "list.zip"
    assert made.stat().st_mode & 0o777 == 0o600
    with pyzipper.AESZipFile(io.BytesIO(made.read_bytes())) as archive:
        archive.setpassword(PASSPHRASE.encode())
        assert (
            archive.read("list.csv").decode("utf-8-sig") == "Name,Roles,Language,Can help with,Since,Can be reached\r\n"
        )
    code, out, err = await _exports(operator, f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert (code, out) == (2, "")
    assert "--out is there already" in err
    code, out, _ = await operator.says("people", "list", "--banned")
    assert code == 0


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [(PASSPHRASE, "correct horse", "differs"), ("short", "short", "fewer than 16"), ("a" * 40, "a" * 40, "fewer")],
)
def test_a_passphrase_that_is_mistyped_or_guessed_is_refused(first: str, second: str, wrong: str) -> None:
    with pytest.raises(SettingsError, match=wrong):
        checked_passphrase(first, second)


async def test_without_anybody_to_ask_nothing_is_made(operator: Operator) -> None:
    code, _, err = await _exports(operator, "")
    assert (code, err) == (2, "rebato: passphrase is missing: type it when asked, or give two lines of input\n")
    assert not (operator.folder / "list.zip").exists()
