"""What is to be written down about a try to send."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.outbox.claimed import Claimed


class Fate(StrEnum):
    """What becomes of a delivery after a try."""

    SHOWN = "shown"
    """The person sees this version."""
    AGAIN = "again"
    """It goes back into the queue until `due_at`."""
    ANEW = "anew"
    """The message to edit is gone: the next try sends a new one."""
    UNSURE = "unsure"
    """It may have arrived and is not sent again."""
    FAILED = "failed"
    """It will never arrive."""
    RELEASED = "released"
    """It was claimed and never tried."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What to write down about one claimed delivery. Times are aware UTC."""

    claimed: Claimed
    fate: Fate
    ref: str = ""
    """SHOWN: the platform's newest ref; empty: the one before stays."""
    due_at: datetime | None = None
    """When to try again; None: at once."""
    repeat: bool = False
    """This try may have arrived."""
    failure: str = ""
    """Why not, in our words."""
    unreachable: bool = False
    """Nothing reaches this chat any more: whatever else waits for it fails too."""
    elsewhere: bool = False
    """Only this message: it goes to its person on another line, if they have one."""
    moved_to: str = ""
    """The group's new address."""
    chat_until: datetime | None = None
    """Nothing goes to this chat before."""
    line_until: datetime | None = None
    """Nothing goes out on the whole line before; kept over a restart."""
