"""While a platform hands over a flood, strangers wait: somebody who must be heard may stand at its end."""

from datetime import datetime, timedelta

MANY = 50
"""So many messages at once say that more wait at the platform, which gives them out in order (our choice)."""
_NEXT = timedelta(seconds=1)
"""Within so long the next of them come."""
_LONGEST = timedelta(seconds=10)
"""After so long strangers are answered all the same (our choice): a flood may never end."""


class FloodHold:
    """Until when strangers are not answered, because messages come in by the hundred."""

    def __init__(self) -> None:
        self._since: datetime | None = None
        self._until: datetime | None = None

    def came(self, messages: int, now: datetime) -> None:
        """Take note that so many messages came at once; few say that the platform has no more."""
        if messages < MANY:
            self._since = self._until = None
            return
        self._since = self._since or now
        self._until = min(now + _NEXT, self._since + _LONGEST)

    def until(self, now: datetime) -> datetime | None:
        """Return until when strangers wait (aware UTC); None: they don't."""
        return self._until if self._until is not None and self._until > now else None


class FloodHolds:
    """The holds of all lines: who answers strangers on one has no time for another."""

    def __init__(self) -> None:
        self._lines: dict[int, FloodHold] = {}

    def came(self, line_id: int, messages: int, now: datetime) -> None:
        """Take note that so many messages of this line came at once."""
        self._lines.setdefault(line_id, FloodHold()).came(messages, now)

    def until(self, now: datetime) -> datetime | None:
        """Return until when strangers wait (aware UTC), on whatever line; None: they don't."""
        return max((until for hold in self._lines.values() if (until := hold.until(now))), default=None)
