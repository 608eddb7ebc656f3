"""Row ids made by us before the row is written: a sealed field is bound to its row's id."""

import secrets
import threading
import time

_RANDOM_BITS = 20
_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """Make a positive 63-bit number, growing with time within a process, random in its low 20 bits.

    Two processes (a runner and an operator's verb) collide with a chance of about one in a million per
    pair of rows of the same millisecond; the primary key would then refuse the second.
    """
    global _last  # noqa: PLW0603 - one counter for the process is the point
    with _lock:
        fresh = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        _last = max(fresh, _last + 1)
        return _last
