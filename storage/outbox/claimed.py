"""What the courier takes out of the outbox, and how it asks for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.notices import Choice, Lane, Notice

SIGNAL_EDIT_AGE = timedelta(hours=23)
"""Signal's apps drop an edit of a message older than 24 h; one hour is left for waiting and slow clocks."""
CARD_PAUSE = timedelta(seconds=3)
"""Two edits of one card are at least this far apart."""


@dataclass(frozen=True, kw_only=True)
class PlatformTraits:
    """How a line's platform shows choices and revised cards."""

    numbered: bool
    """Choices are numbered lines (Signal), not buttons."""
    major_only: bool
    """A card is edited only for more than counts."""
    edits: int
    """How often one message may be edited; then a new one is sent."""
    edit_age: timedelta | None = None
    """How old the first version may be for an edit; None: any age."""
    apart: timedelta = CARD_PAUSE


@dataclass(frozen=True, kw_only=True)
class ClaimOrder:
    """Which deliveries are wanted. Times are aware UTC."""

    line_id: int
    now: datetime
    boot: str
    """This run; another run finds rows it left behind ambiguous."""
    today: str
    """The network's local day (ISO): numbers of choices are not used twice on it."""
    habits: PlatformTraits
    limit: int
    held: int | None = None
    """How many of those that the line's pace holds back (direct, unprompted); None: it holds none back."""
    busy_contacts: frozenset[int] = frozenset()
    """Chats that their own pace closes just now."""
    busy_groups: frozenset[int] = frozenset()
    leads_wait: frozenset[int] = frozenset()
    """Contacts whose chat takes no lead just now: it keeps room for answers."""
    cleanups: int = 5
    """How many edits and deletions of what is over (Lane.CLEANUP)."""
    anybody: int | None = None
    """How many answers to anybody (Lane.ANYBODY) where alerts wait; None: as many as are due."""


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """One delivery, opened, with everything that is needed to render and send it."""

    delivery_id: int
    notice_id: int
    version: int
    """The notice's version that is about to be shown."""
    major: int
    token: str
    notice: Notice
    lane: Lane
    """The delivery's: that of the notice, but for answers to who is not vouched for."""
    chat: str
    """The platform's address."""
    contact_id: int | None
    group_id: int | None
    language: str | None
    """None: not known, or a group: every language of the network."""
    prompted: bool
    """An answer to somebody who wrote just now."""
    edit: str
    """The ref of the message to edit; empty: a new message."""
    answers: str
    """The ref of the alert that this one refers to, in the same chat; may be empty."""
    repeat: bool
    """An earlier try may have arrived."""
    attempts: int
    """Tries before this one."""
    unsure: int = 0
    """Of these, how many may have arrived."""
    numbers: tuple[tuple[int, Choice], ...] = ()
    """Choices and the numbers they are answered by; only where choices are numbered."""

    @property
    def group(self) -> bool:
        """Whether it is a group's post."""
        return self.group_id is not None

    @property
    def chat_key(self) -> tuple[bool, int]:
        """Which chat it goes to: whether that is a group, and its id or the contact's."""
        return self.group, (self.contact_id if self.group_id is None else self.group_id) or 0
