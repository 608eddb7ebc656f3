"""What Telegram, and the way there, can do to a broadcast."""

from typing import Any

from bot.drill.fault_injection import FailureMode
from tests.faults.fault import Fault, Happens
from tests.faults.neighborhood import Neighborhood

DOWN = 600.0
HOUR = 3600.0
_MANY, _ALL = 6, 10_000


def _fails(
    status: int = 200, body: Any = None, *, times: int = _MANY, how: FailureMode = "answer", after: bool = False
) -> Happens:
    """The next messages to people fail like this."""

    def begins(here: Neighborhood) -> None:
        here.telegram.fail_next("sendMessage", status, body, times=times, how=how, after_accept=after)

    return begins


def _flood(seconds: int | None) -> dict[str, Any]:
    said = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
    return said if seconds is None else said | {"parameters": {"retry_after": seconds}}


def _one_chat(here: Neighborhood) -> None:
    here.telegram.fail_next("sendMessage", 429, _flood(5), chat=here.on_telegram[-1].chat_id)


def _twelve_chats(here: Neighborhood) -> None:
    for phone in here.on_telegram[10:22]:
        here.telegram.fail_next("sendMessage", 429, _flood(600), chat=phone.chat_id)


def _everybody(here: Neighborhood) -> None:
    here.telegram.fail_next("sendMessage", 429, _flood(600), times=_ALL)


def _goes_on(here: Neighborhood) -> None:
    here.telegram.faults.clear()


def _the_group(here: Neighborhood) -> None:
    here.telegram.fail_next("sendMessage", 429, _flood(30), chat=here.telegram_group.chat_id)


async def _grows(here: Neighborhood) -> None:
    """The group's old address is refused from now on; its people read the new one."""
    new = await here.telegram_group.migrates()
    new.listeners += here.telegram_group.listeners
    here.telegram_group = new


def _three_block(here: Neighborhood) -> None:
    for phone in here.on_telegram[-3:]:
        phone.blocked = True


async def _goes_down(here: Neighborhood) -> None:
    await here.telegram.stop()


async def _comes_up(here: Neighborhood) -> None:
    await here.telegram.start()


def _an_hour_ahead(here: Neighborhood) -> None:
    here.wrong[0] += HOUR


def _right_again(here: Neighborhood) -> None:
    here.wrong[0] -= HOUR


def _fault(name: str, begins: Happens, **more: Any) -> Fault:
    return Fault(name=name, platform="telegram", begins=begins, **more)


TELEGRAM = [
    _fault("429 for one chat", _one_chat),
    _fault("429 for the group", _the_group, at=0),
    _fault("429 for the account", _fails(429, _flood(8))),
    _fault("429 for one of them for ten minutes", _fails(429, _flood(600), times=1)),
    _fault("429 for twelve of them for ten minutes", _twelve_chats),
    _fault("429 for everybody for ten minutes", _everybody, ends=_goes_on, lasts=DOWN, told="desk.line.slow"),
    _fault("429 without retry_after", _fails(429, _flood(None))),
    _fault("429 as a web page", _fails(429, "<html>slow down</html>")),
    _fault("502", _fails(502), doubles=True),
    _fault("no answer, not arrived", _fails(how="hang"), doubles=True),
    _fault("no answer, but arrived", _fails(how="hang", after=True), doubles=True),
    _fault("connection reset, not arrived", _fails(how="drop"), doubles=True),
    _fault("connection reset, but arrived", _fails(how="drop", after=True), doubles=True),
    _fault("200 with a web page", _fails(200, "<html>welcome to this hotel</html>"), doubles=True),
    _fault("200 cut in its middle", _fails(200, b'{"ok": true, "result": {"message_i'), doubles=True),
    _fault("200 that says ok: false", _fails(200, {"ok": False}), doubles=True),
    _fault("three have blocked the bot", _three_block, lost=3),
    _fault("the group is a supergroup now", _grows, at=0),
    _fault("down for ten minutes", _goes_down, ends=_comes_up, lasts=DOWN, doubles=True, told="desk.line.down"),
    _fault("our clock an hour ahead, and back", _an_hour_ahead, ends=_right_again, lasts=20),
]
