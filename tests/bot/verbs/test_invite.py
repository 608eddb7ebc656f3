"""`rebato invite --pdf --qr`: an invitation on paper."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drill.telegram.server import TelegramServer
from handlers.joining.qr_code import qr_png
from tests.bot.verbs.test_run import INIT, TOWNS, Operator

pytestmark = pytest.mark.timeout(120)
MEMBER = ("invite", "--role", "member", "--town", "Holyoke", "--uses", "50", "--json")


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    made = Operator(tmp_path, server)
    await made.founds()
    yield made
    await server.stop()


async def test_a_page_and_a_picture_are_written_for_this_account_alone(operator: Operator) -> None:
    code, out, err = await operator.says(*MEMBER, "--pdf", "page.pdf", "--qr", "square.png")
    assert (code, err) == (0, "")
    page, square = operator.folder / "page.pdf", operator.folder / "square.png"
    assert page.read_bytes().startswith(b"%PDF")
    assert square.read_bytes() == qr_png(json.loads(out)["telegram_link"])
    assert [path.stat().st_mode & 0o777 for path in (page, square)] == [0o600, 0o600]
    assert "ends" not in json.loads(out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--role", "dispatcher", "--town", "Holyoke", "--pdf", "page.pdf"), "from hand to hand"),
        (("--role", "committee", "--pdf", "page.pdf"), "from hand to hand"),
        (("--role", "member", "--town", "Holyoke", "--pdf", "nowhere/page.pdf"), "not there"),
        (("--role", "member", "--town", "Holyoke", "--qr", "here.png"), "already"),
        (("--list", "--pdf", "page.pdf"), "not kept"),
        (("--revoke", "1", "--qr", "square.png"), "not kept"),
    ],
)
async def test_what_cannot_be_on_paper_is_refused_before_an_invitation_is_made(
    operator: Operator, words: tuple[str, ...], told: str
) -> None:
    (operator.folder / "here.png").touch()
    code, out, err = await operator.says("invite", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err
    assert len(json.loads((await operator.says("invite", "--list", "--json"))[1])) == 1, "that of init"


async def test_without_a_bots_name_the_invitation_is_shown_and_no_picture_is_made(tmp_path: Path) -> None:
    operator = Operator(tmp_path, TelegramServer())
    operator.env |= {"TELEGRAM_BASE_URL": "http://127.0.0.1:1"}
    await operator.says(*INIT, *TOWNS)
    code, out, err = await operator.says(*MEMBER, "--qr", "square.png", "--pdf", "page.pdf")
    assert (code, json.loads(out)["telegram_link"]) == (2, None)
    assert re.search(r"--qr .* name is not known", err)
    assert not (tmp_path / "square.png").exists()
    assert (tmp_path / "page.pdf").exists(), "Signal's words or the code stand there all the same"
