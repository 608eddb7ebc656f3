"""A delivery that is due, as the queue's statement finds it."""

from enum import StrEnum
from typing import NamedTuple


class WhyNotSent(StrEnum):
    """Why a due delivery must not be sent."""

    LAPSED = "lapsed"
    """Past its moment."""
    POINTLESS = "pointless"
    """Its contents were purged, its subject is closed, or its reader wrote /stop and hears only the end."""
    SEEN = "seen"
    """It would show nothing new."""
    EARLY = "early"
    """Edits keep a distance to what was shown before."""


class DueRow(NamedTuple):
    """One delivery, with what belongs to it of other tables; its fields are explained in storage/core/outbox_tables.py.

    A tuple, and no more columns than are needed: there is one for each message, and to look up a name in
    SQLAlchemy's row takes ten times as long.
    """

    id: int
    notice_id: int
    contact_id: int | None
    group_id: int | None
    lane: int
    post_first: int
    attempts: int
    unsure: int
    repeat: bool
    edits: int
    ref: str | None
    begun_at: int | None
    sent_at: int | None
    """Moments as they are kept (storage/core/moments.py), which few rows need as more than that."""
    token: str
    kind: str
    subject_id: int | None
    version: int
    major: int
    content: bytes | None
    refers: bool
    internal: bool
    notice_expires_at: int | None
    contact_address: bytes | None
    next_number: int | None
    numbered_on: str | None
    language: str | None
    group_address: bytes | None
    prompted: bool | None
    """It answers somebody who wrote just now."""
    idle: str | None
    """One of WhyNotSent; None: it can be sent."""
