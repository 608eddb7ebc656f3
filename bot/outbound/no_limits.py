"""No pace at all: for tests, and servers of one's own."""

from datetime import datetime

from bot.outbound.rate_counters import Chat, Pauses
from bot.outbound.rate_limits import NEAR, Send


class NoLimits:
    """No limits but the pauses that the platform asks for: for tests, and servers of one's own."""

    def __init__(self, start: datetime) -> None:
        self._pauses = Pauses(start)

    def when(self, now: datetime, send: Send) -> datetime:
        """See Pace."""
        return self._pauses.when(now, send.key)

    def line_opens(self, now: datetime) -> datetime:
        """See Pace."""
        return self.paused(now)

    def sent(self, now: datetime, send: Send) -> int:
        """See Pace."""
        return 0

    def answered(self, now: datetime, ticket: int) -> None:
        """Nothing is counted."""

    def posted(self, at: datetime, group_id: int) -> None:
        """Nothing is counted."""

    def pause(self, until: datetime, chat: Chat | None = None) -> None:
        """See Pace."""
        self._pauses.pause(until, chat)

    def busy(self, now: datetime) -> dict[Chat, datetime]:
        """See Pace."""
        return {key: until for key, until in self._pauses.chats.items() if until > now + NEAR}

    def leads_wait(self, now: datetime) -> dict[int, datetime]:
        """See Pace."""
        return {}

    def held(self, now: datetime) -> int | None:
        """See Pace."""
        return None

    def anybodys(self, now: datetime) -> int | None:
        """See Pace."""
        return None

    def opens(self, now: datetime) -> datetime:
        """See Pace."""
        return self.paused(now)

    def paused(self, now: datetime) -> datetime:
        """See Pace."""
        return max(now, self._pauses.line)
