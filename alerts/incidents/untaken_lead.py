"""A lead of strangers that nobody took, and the message that sums up many of them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class LeadSummary:
    """The summary that stands in a desk's chat."""

    notice_id: int
    posted_at: datetime
    """Aware UTC."""


@dataclass(frozen=True, kw_only=True)
class UntakenLead:
    """A lead of strangers that nobody took."""

    incident_id: int
    number: int
    opened_at: datetime
    carded: bool
    """Its card is in the chat."""
