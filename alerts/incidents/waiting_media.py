"""What somebody sent from a task, and whether it waits behind "Read all"."""

from dataclasses import dataclass
from datetime import datetime

from alerts.notices import Media


@dataclass(frozen=True, kw_only=True)
class TaskMedia:
    """Where a platform has a photo, video or voice note that somebody on a task sent. Moments are aware UTC."""

    incident_id: int
    person_id: int | None
    """None: whoever sent it is erased."""
    media: Media
    sent_at: datetime
    rang_at: datetime
    """When the last of its kind rang the desk: its own moment, unless it waits."""
    waits: bool
    """It rang nobody."""
