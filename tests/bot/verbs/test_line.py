"""`rebato line`, as an operator uses it."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drill.telegram.server import TelegramServer
from tests.bot.verbs.test_run import Operator

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    server = TelegramServer()
    await server.start()
    made = Operator(tmp_path, server)
    await made.founds()
    yield made
    await server.stop()


async def lines(operator: Operator) -> list[dict[str, object]]:
    code, out, err = await operator.says("line", "list", "--json")
    assert (code, err) == (0, "")
    return list(json.loads(out))


async def test_the_settings_own_line_is_there_from_the_start(operator: Operator) -> None:
    [own] = await lines(operator)
    assert (own["id"], own["transport"], own["name"], own["people"]) == (1, "telegram", "rebato_drill_bot", 0)
    code, out, _ = await operator.says("line", "list")
    assert code == 0
    assert out.splitlines()[1].split() == ["1", "telegram", "rebato_drill_bot", "0", "open"]


async def test_a_signal_number_is_added_listed_and_closed(operator: Operator) -> None:
    operator.env |= {"SIGNAL_SERVICE": "127.0.0.1:1", "PHONE_NUMBER": "+14135550100"}
    code, out, err = await operator.says("line", "add", "signal", "+1 413 555 0199")
    assert (code, err) == (0, "")
    assert "+14135550199" in out
    assert [line["id"] for line in await lines(operator)] == [1, 2, 3]
    code, out, _ = await operator.says("line", "retire", "3", "--now")
    assert code == 0
    assert (await lines(operator))[2]["closed_at"] is not None


async def test_the_only_line_of_its_kind_is_not_retired(operator: Operator) -> None:
    code, _, err = await operator.says("line", "retire", "1")
    assert code == 2
    assert "add another one first" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("line", "retire", "9"), "is not there"),
        (("line", "add", "signal", "+14135550199"), "SIGNAL_SERVICE"),
        (("line", "add", "telegram", "--token-file", "nowhere"), "--token-file"),
    ],
)
async def test_what_cannot_be_done_is_said_in_one_line(operator: Operator, words: tuple[str, ...], told: str) -> None:
    code, _, err = await operator.says(*words)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


async def test_a_line_whose_settings_are_gone_is_shown_as_such_and_no_invitation_names_it(operator: Operator) -> None:
    assert [line["settings_gone"] for line in await lines(operator)] == [False]
    operator.env |= {"TELEGRAM_BOT_TOKEN": "110201599:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"}
    assert [line["settings_gone"] for line in await lines(operator)] == [True, False]
    code, out, _ = await operator.says("line", "list")
    assert code == 0
    assert out.splitlines()[1].endswith("settings gone")
    assert "rebato line retire NUMBER --now" in out
    code, out, _ = await operator.says("invite", "--role", "member", "--town", "Holyoke", "--json")
    assert (code, json.loads(out)["telegram_link"]) == (0, None)
    assert "rebato_drill_bot" not in out
