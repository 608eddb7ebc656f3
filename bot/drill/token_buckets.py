"""Rate limits with a burst: tokens that come back one by one."""


class TokenBuckets:
    """One token bucket for each name; the pace may be changed at any time."""

    def __init__(self) -> None:
        self._state: dict[str, tuple[float, float]] = {}

    def wait(self, name: str, now: float, burst: float, per_second: float) -> float:
        """Return seconds until one more is allowed; 0 if at once."""
        tokens = self._tokens(name, now, burst, per_second)
        return 0.0 if tokens >= 1 else (1 - tokens) / per_second

    def take(self, name: str, now: float, burst: float, per_second: float) -> None:
        """Use one token of this name's bucket."""
        self._state[name] = (self._tokens(name, now, burst, per_second) - 1, now)

    def _tokens(self, name: str, now: float, burst: float, per_second: float) -> float:
        tokens, since = self._state.get(name, (burst, now))
        return min(burst, tokens + (now - since) * per_second)
