"""What keeps a line hearing: work that fails unforeseen is begun anew, or the line would be deaf while it sends on."""

from collections.abc import Awaitable, Callable
from time import monotonic

import structlog

from bot.transports.base import Sleep

log = structlog.get_logger()

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
"""Seconds between a failure and the next try: short, for people may be speaking; a fault that stays is asked less and
less, so that it fills no log."""


async def keep_running(work: Callable[[], Awaitable[None]], line_id: int, what: str, sleep: Sleep) -> None:
    """Run `work`, anew where it fails, until it ends by itself or this is cancelled. `what`: its name in the log."""
    wait = FIRST_WAIT
    while True:
        begun = monotonic()
        try:
            await work()
        except Exception:
            log.exception("line.hearing_failed", line=line_id, what=what)
        else:
            return
        if monotonic() - begun > LONGEST_WAIT:
            wait = FIRST_WAIT
        await sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)
