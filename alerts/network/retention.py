"""How long what is kept: the one table that the consent text, /privacy and the purge are made from."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

Row: TypeAlias = tuple[str, str, timedelta]
"""What is kept (catalogue key), why (catalogue key), how long."""


@dataclass(frozen=True, kw_only=True)
class Retention:
    """The spans after which the purge removes things. A span of zero means: never stored at all."""

    incident: timedelta = timedelta(days=7)
    """Exact place and texts of an incident and its reports, counted from its closing."""
    inquiry: timedelta = timedelta(days=3)
    """Everything about people who wrote but never joined, counted from their last message."""
    messages: timedelta = timedelta(days=3)
    """Contents of inbox and outbox, counted from when they came or were sent."""

    @property
    def media(self) -> timedelta:
        """Photos and voice notes are passed on and never stored: a promise, hence no setting."""
        return timedelta(0)

    def rows(self) -> tuple[Row, ...]:
        """The table as people are shown it, in its order."""
        spans = (
            ("incident", self.incident),
            ("inquiry", self.inquiry),
            ("messages", self.messages),
            ("media", self.media),
        )
        return tuple((f"retention.{name}.what", f"retention.{name}.why", span) for name, span in spans)
