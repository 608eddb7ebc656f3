"""What is known of one line, and whether it is the desk's concern. Pure; times are aware UTC."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from alerts.lines.troubles import Trouble
from bot.transports.base import AuthDead, NeedsChallenge, Outcome, RetryAfter, Transient, Unknown

TROUBLE_AFTER = timedelta(minutes=2)
"""A line that is silent for less is not worth a call to everybody at the desk: most outages are over by then."""
SEVERAL = 3
"""So many messages in a row that don't go through are the line's trouble, not one person's."""


@runtime_checkable
class ListeningTransport(Protocol):
    """A transport that says when its platform last answered."""

    name: str
    line_id: int

    @property
    def answered_at(self) -> datetime | None:
        """The moment when its platform last answered us (aware UTC); None: not in this run."""


@dataclass
class LineHealth:
    """The health of one line, from the outcomes of what was sent and from when its platform last answered."""

    transport: ListeningTransport
    begun: datetime
    stuck: set[int] = field(default_factory=set)
    """Deliveries that failed for no fault of theirs since the last one that went through."""
    stuck_since: datetime | None = None
    slow_since: datetime | None = None
    """Since when the platform has made the line wait, and let nothing through."""
    last: datetime | None = None
    """When a send last failed or had to wait: where nothing more is tried, nothing is known either."""
    said: Trouble | None = None
    """What the platform itself told us, and has not taken back by letting something through."""
    through: bool = False
    """Whether something went through in this run."""
    told: frozenset[Trouble] | None = None
    """What the desk knows; None: not looked up yet."""

    def sent(self, delivery_id: int, outcome: Outcome, now: datetime) -> None:
        """Record the outcome of one send."""
        match outcome:
            case Transient() | Unknown():
                self.stuck.add(delivery_id)
                self.stuck_since, self.last = self.stuck_since or now, now
            case RetryAfter(seconds, account=True, guessed=guessed):
                self.slow_since, self.last = self.slow_since or now, now
                if not guessed and timedelta(seconds=seconds) >= TROUBLE_AFTER:
                    self.said = Trouble.SLOW
            case RetryAfter():
                # One chat must wait, not the line.
                return
            case NeedsChallenge():
                self.said = Trouble.CAPTCHA
            case AuthDead():
                self.said = Trouble.DEAD
            case _:
                self.through = True
                self.stuck.clear()
                self.stuck_since = self.slow_since = self.said = None

    def begin_anew(self, now: datetime) -> None:
        """Count silence from this moment."""
        self.begun = now
        self.stuck_since = now if self.stuck_since is not None else None
        self.slow_since = now if self.slow_since is not None else None

    def trouble(self, now: datetime) -> Trouble | None:
        """Return what the desk must know now; None where all is well."""
        if self.said is not None:
            return self.said
        if self._lasts(self.slow_since, Trouble.SLOW, now):
            return Trouble.SLOW
        heard = max(self.begun, self.transport.answered_at or self.begun)
        mute = len(self.stuck) >= SEVERAL and self._lasts(self.stuck_since, Trouble.DOWN, now)
        return Trouble.DOWN if mute or now - heard > TROUBLE_AFTER else None

    def _lasts(self, since: datetime | None, trouble: Trouble, now: datetime) -> bool:
        """Return whether a trouble lasts: for long, and still; once told, until something goes through."""
        if since is None or now - since <= TROUBLE_AFTER:
            return False
        return trouble in (self.told or ()) or (self.last is not None and now - self.last <= TROUBLE_AFTER)

    def proven(self) -> bool:
        """Return whether what the desk knows is over: a new run knows nothing bad yet of what an earlier one told."""
        answered = self.transport.answered_at
        hears = answered is not None and answered > self.begun
        return self.through or (hears and self.told == frozenset({Trouble.DOWN}))
