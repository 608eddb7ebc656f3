"""What the Signal service, and Signal behind it, can do to a broadcast."""

from typing import Any

from bot.drill.fault_injection import FailureMode
from bot.drill.signal.refusals import rate_limited
from tests.faults.fault import Fault, Happens
from tests.faults.neighborhood import Neighborhood

DOWN = 600.0
HANGS = 90.0
_ALL = 10_000


def _fails(
    status: int = 400, body: Any = None, *, times: int = 3, how: FailureMode = "answer", after: bool = False
) -> Happens:
    """The next messages fail like this."""

    def begins(here: Neighborhood) -> None:
        here.signal.fail_next("send", status, body, times=times, how=how, after_accept=after)

    return begins


def _calls_hang(*methods: str) -> Happens:
    """Everything, or these calls: taken, and never answered."""

    def begins(here: Neighborhood) -> None:
        for method in methods:
            here.signal.fail_next(method, times=_ALL, how="hang")

    return begins


def _group_lies(here: Neighborhood) -> None:
    """The post is in the group, and the bridge says that it failed."""
    here.signal.fail_next("send", 400, chat=here.signal_group.group_id, how="lie")


def _goes_on(here: Neighborhood) -> None:
    here.signal.faults.clear()


def _closes(code: int) -> Happens:
    async def begins(here: Neighborhood) -> None:
        await here.signal.sockets.close(code)

    return begins


def _aborts(here: Neighborhood) -> None:
    here.signal.sockets.abort()


def _says_error(here: Neighborhood) -> None:
    here.signal.sockets.push_error("Not connected")


def _two_new_phones(here: Neighborhood) -> None:
    for phone in here.on_signal[5:7]:
        phone.changes_safety_number()


def _two_leave(here: Neighborhood) -> None:
    for phone in here.on_signal[5:7]:
        phone.unregisters()


def _wants_captcha(here: Neighborhood) -> None:
    here.signal.wants_captcha()


def _captcha_is_done(here: Neighborhood) -> None:
    here.signal.limits.challenge = ""
    _an_hour_passes(here)


def _an_hour_passes(here: Neighborhood) -> None:
    """That the line rests; on the clock alone, for nothing happens in it."""
    here.wrong[0] += 3600


async def _goes_down(here: Neighborhood) -> None:
    await here.signal.stop()


async def _comes_up(here: Neighborhood) -> None:
    await here.signal.start()


def _refused(reason: str) -> dict[str, Any]:
    """A 201 that is none."""
    return {"timestamp": "1763672520000", "errors": {"recipients": [{"uuid": "x", "reason": reason}]}}


def _fault(name: str, begins: Happens, **more: Any) -> Fault:
    return Fault(name=name, platform="signal", begins=begins, **more)


_NUMBER = "+12025550123"
SIGNAL = [
    _fault("the socket is closed with 1000", _closes(1000)),
    _fault("the socket is closed with 1001", _closes(1001)),
    _fault("the socket is cut", _aborts),
    _fault("the socket says error", _says_error),
    _fault("the socket is open and silent", _calls_hang("health"), ends=_goes_on, lasts=HANGS),
    _fault("everything hangs", _calls_hang("*"), ends=_goes_on, lasts=HANGS, doubles=True),
    _fault("a captcha", _wants_captcha, ends=_captcha_is_done, lasts=120, told="desk.line.captcha"),
    _fault(
        "proof required",
        _fails(201, _refused("PROOF_REQUIRED_FAILURE"), times=1),
        ends=_an_hour_passes,
        lasts=60,
        told="desk.line.captcha",
    ),
    _fault("rate limit, maybe arrived", _fails(429, rate_limited(_NUMBER, [""]).body), doubles=True),
    _fault("rate limit", _fails(429, {"error": "slow down"}, times=1)),
    _fault("two have a new safety number", _two_new_phones, lost=2),
    _fault("two are not on Signal any more", _two_leave, lost=2),
    _fault("500", _fails(500), doubles=True),
    _fault("400 without a reason", _fails(400)),
    _fault("400 for the group's post, which was said", _group_lies, at=0),
    _fault("no answer, but arrived", _fails(how="hang", after=True), doubles=True),
    _fault("connection reset, but arrived", _fails(how="drop", after=True), doubles=True),
    _fault("201 with a web page", _fails(201, "<html>welcome to this hotel</html>"), doubles=True),
    _fault("down for ten minutes", _goes_down, ends=_comes_up, lasts=DOWN, doubles=True, told="desk.line.down"),
]
