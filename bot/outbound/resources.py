"""What couriers share, and how a line's platform wants to be used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.outbound.delivery import Clean, TransportOf
from bot.outbound.lease import Lease
from bot.outbound.pacing import Send
from bot.outbound.rendering import Attachment, ReaderLocaleOf
from bot.transports.base import Limits, Now, Outcome
from bot.transports.photo import clean_photo
from storage.database.store import Store
from storage.outbox.claimed import SIGNAL_EDIT_AGE, Claimed, PlatformTraits


@dataclass(frozen=True, kw_only=True)
class CourierResources:
    """What the couriers of one run share."""

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
    clean: Clean = clean_photo
    rerouted: Callable[[], None] = lambda: None
    """Called after somebody could not be reached: what they must hear may wait on another line now."""
    recorded: Callable[[], None] = lambda: None
    """Called after outcomes are written: they may have set a deadline (the desk's counts)."""
    sent: Callable[[int, Claimed, Outcome], None] = lambda line_id, claimed, outcome: None
    """Called with each outcome: the line's trouble is the desk's (bot/lines/health_monitor.py)."""


def habits_of(limits: Limits) -> PlatformTraits:
    """A platform without buttons (Signal) is spared edits for counts, and forgets what is old."""
    if limits.buttons:
        return PlatformTraits(numbered=False, major_only=False, edits=limits.edits)
    return PlatformTraits(numbered=True, major_only=True, edits=limits.edits, edit_age=SIGNAL_EDIT_AGE)


@dataclass(frozen=True)
class Ready:
    """Claimed, with what it needs, waiting for its moment."""

    claimed: Claimed
    attachment: Attachment | None

    @property
    def place(self) -> tuple[int, bool, int]:
        """Lanes first, group posts before direct messages."""
        return self.claimed.notice.lane, not self.claimed.group, self.claimed.delivery_id

    @property
    def send(self) -> Send:
        """It as the pace sees it."""
        claimed = self.claimed
        return Send(
            chat=claimed.chat_key[1],
            group=claimed.group,
            lane=claimed.notice.lane,
            prompted=claimed.prompted,
        )
