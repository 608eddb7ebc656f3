"""What was asked for and not done."""

from dataclasses import dataclass

from alerts.notices import Text


@dataclass(frozen=True)
class Refused:
    """The answer that something was not done, and why, in words for who asked."""

    why: Text
