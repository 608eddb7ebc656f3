"""What was seen of a round, with a kill or two: facts from the loopback platforms and the database, not judged."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TELEGRAM, SIGNAL = "telegram", "signal"


@dataclass(frozen=True, kw_only=True)
class ShownWords:
    """One new message on somebody's screen."""

    reader: int
    """Whose screen it stands on; the number means nothing else."""
    line: str
    """TELEGRAM or SIGNAL."""
    words: str
    """What it says, without the mark of a repeat."""
    marked: bool
    """Whether it says that it may have come before."""


@dataclass(frozen=True, kw_only=True)
class WrittenReport:
    """What one person wrote, once."""

    line: str
    at: datetime
    """Aware UTC."""
    committed: bool
    """Whether it stands in the inbox: from there on it must not get lost."""
    kept: int
    """How often it stands in reports."""
    answers: tuple[bool, ...]
    """Each answer to it, in order: whether it was marked as a repeat."""

    @property
    def lost(self) -> bool:
        """Whether the report was never kept, or never answered."""
        return not (self.kept and self.answers)


@dataclass(frozen=True, kw_only=True)
class DeadlineEvidence:
    """One deadline that passed in the round, and whose effect is one message to the desk."""

    fired: int
    """How many rows say that it fired."""
    heard: tuple[bool, ...]
    """Each message the desk got of it, in order: whether it was marked as a repeat."""


@dataclass(frozen=True, kw_only=True)
class DeafTime:
    """A time in which a line was deaf, as the program wrote it down. Aware UTC."""

    since: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Tell whether this moment lies within."""
        return self.since <= moment <= self.until


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was seen of one round, from the first word of its incident until nothing more was to be done."""

    moment: str
    """When the program was killed, as a person would say it."""
    kills: tuple[datetime, ...]
    """Aware UTC."""
    attach: timedelta
    """From the start of the last process until Signal was heard."""
    seconds: float
    """How long the whole round took."""
    audience: frozenset[int]
    """Screens of everybody who must have the alert."""
    alerted: frozenset[int]
    """Screens that show the alert."""
    messages: tuple[ShownWords, ...]
    """Everything new on any screen, in order for each screen; the notes of deafness left out."""
    reports: tuple[WrittenReport, ...]
    deadlines: tuple[DeadlineEvidence, ...]
    claimed: dict[str, int]
    """By line: how many new messages were marked as being sent, at all kills together."""
    windows: tuple[DeafTime, ...]
    """Deaf windows that were written down."""
    told: int
    """How many notes of deafness the desk got."""
    told_later: bool
    """Whether a deadline stands by which the desk is told of the windows after the first, all in one note."""
    left: int
    """What was still to be done when we stopped waiting."""
    stuck: bool
    """Whether the story did not come to its end."""
    thawed: bool
    """Whether an instance was frozen, not killed, and went on: what it had under way arrives after its repeat."""
