"""What a series found: each says of which input, and never with words of anybody."""

from dataclasses import dataclass
from enum import StrEnum


class Violation(StrEnum):
    """What must never follow from an input, whatever it was."""

    CRASH = "crash"
    """Something raised where nobody foresaw it, out of the program's own loops."""
    ERROR_LINE = "error in the log"
    DEAF = "a line that hears no more"
    """What came in kept what came behind it from being heard."""
    SET_ASIDE = "set aside"
    """A message that could not be answered in three tries."""
    WAITS = "waits for ever"
    """A row of inbox, outbox or deadlines whose moment has passed, and nobody takes it."""
    FAILED = "not sent"
    """A message that no platform takes: too long, empty, not to be encoded."""
    ROLE = "role gained"
    PLAINTEXT_LOG = "plaintext in the log"
    PLAINTEXT_FILE = "plaintext in the database"
    WORDS_LOST = "words lost"
    """Words that stood plainly in what came, and that nobody heard."""
    SLOW = "slow"
    """An answer that took so much CPU that everybody else waited for it."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that went wrong after some inputs."""

    fault: Violation
    first: int
    """Number of the first input after which it may have happened, counted from 1."""
    last: int
    what: str
    """Where and which: an event of the log, a class, a table. Nothing that anybody wrote."""
    kinds: tuple[str, ...] = ()
    """The kinds of those inputs."""

    def line(self, seed: int) -> str:
        """Format it for the operator, with what shows it again."""
        span = str(self.first) if self.first == self.last else f"{self.first} to {self.last}"
        kinds = ", ".join(dict.fromkeys(self.kinds))
        return f"{self.fault}: {self.what} (seed {seed}, input {span}{f': {kinds}' if kinds else ''})"
