"""What the couriers of one run share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from alerts.notices import Media
from bot.outbound.delivery import Clean, TransportOf
from bot.outbound.line_lease import Lease
from bot.outbound.rendering import ReaderLocaleOf
from bot.transports.base import Now, Outcome
from bot.transports.photo import clean_photo
from bot.transports.video import clean_video
from bot.transports.voice import clean_voice
from storage.database.store import Store
from storage.outbox.claimed import Claimed

CLEAN: Mapping[str, Clean] = {"photo": clean_photo, "video": clean_video, "voice": clean_voice}
"""What makes each kind of media without its metadata."""


class Fetched(Protocol):
    """Takes what became of a fetch."""

    def __call__(self, media: Media, *, opened: bool) -> None:
        """Take it. Raises nothing and takes no time."""


def _tell_nobody(media: Media, *, opened: bool) -> None:
    """Take what became of a fetch where nobody is to hear of it."""


@dataclass(frozen=True, kw_only=True)
class CourierResources:
    """The database, clock, lease and callbacks with which a courier works."""

    store: Store
    words: ReaderLocaleOf
    languages: Sequence[str]
    """The network's; the first is the fallback."""
    now: Now
    lease: Lease
    """For as long as it holds, the line is this run's."""
    transport_of: TransportOf
    window: int = 30
    """At most so many are claimed at a time: a crash repeats no more than these."""
    clean: Mapping[str, Clean] = field(default_factory=lambda: dict(CLEAN))
    """By kind of media; what is not in it is passed on as it is."""
    rerouted: Callable[[], None] = lambda: None
    """Called after somebody could not be reached: what they must hear may wait on another line now."""
    deadline_set: Callable[[], None] = lambda: None
    """Called after outcomes were written that set a deadline (the desk's counts)."""
    fetched: Fetched = _tell_nobody
    """Called with what became of each photo, film or voice note: who sent it is asked for another."""
    sent: Callable[[int, Claimed, Outcome], None] = lambda line_id, claimed, outcome: None
    """Called with each outcome: the line's trouble is the desk's (bot/lines/health_monitor.py)."""
