"""A safety number on Signal that changed: most often a new phone, sometimes somebody else's."""

from dataclasses import dataclass
from datetime import datetime

_GROUP = 5
"""Digits that Signal shows together."""


@dataclass(frozen=True, kw_only=True)
class ChangedNumber:
    """The newest change at one contact."""

    id: int
    """Another one for each change: a tap about the one before finds nothing."""
    contact_id: int
    digits: str | None = None
    """Sixty of them, the same on both sides; None: the bridge did not say."""
    compared_at: datetime | None = None
    """When a coordinator had compared it by voice (aware UTC); None: nobody has."""

    @property
    def in_groups(self) -> str:
        """The digits as Signal shows them."""
        digits = self.digits or ""
        return " ".join(digits[place : place + _GROUP] for place in range(0, len(digits), _GROUP))
