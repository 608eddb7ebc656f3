"""A wait of the drill: a laptop may be busy, so it is long; and whoever looks on is told what for."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LONG = 8.0
"""Seconds after which it is said what is waited for; Signal's pace alone may take five."""
GIVEN_UP = 300.0
"""Seconds after which nobody believes in it any more."""


class NotReadyError(RuntimeError):
    """Something that the drill needs did not come in time; the text says what, in one line."""


@asynccontextmanager
async def waiting_for(what: str, seconds: float = GIVEN_UP) -> AsyncIterator[None]:
    """Give the block so many seconds, and say on stderr what is waited for where it takes long.

    Raises NotReadyError where it takes longer. `what` completes "waiting for".
    """
    telling = asyncio.get_running_loop().call_later(LONG, _tell, what)
    try:
        async with asyncio.timeout(seconds) as patience:
            yield
    except TimeoutError:
        if not patience.expired():
            raise
        raise NotReadyError(f"waited {seconds:g} s for {what}, in vain") from None
    finally:
        telling.cancel()


def _tell(what: str) -> None:
    sys.stderr.write(f"(still waiting for {what}; this machine may be busy)\n")
    sys.stderr.flush()
