"""A message beyond what one person may send: kept with a report of theirs, and rung to nobody."""

from dataclasses import dataclass
from datetime import datetime

from alerts.notices import Media


@dataclass(frozen=True, kw_only=True)
class BundledMessage:
    """Words, or where a platform has a photo, video or voice note."""

    report_id: int
    received_at: datetime
    """Aware UTC."""
    words: str = ""
    media: Media | None = None


@dataclass(frozen=True, kw_only=True)
class BundledCount:
    """How many such messages one reporter of an incident sent."""

    number: int
    """The reporter's number there."""
    messages: int
