"""When somebody can help."""

from enum import StrEnum


class HelpHours(StrEnum):
    """When a person says that they can help. It holds nothing back: alerts come at any hour."""

    ANY = "any"
    """At any hour."""
    DAY = "day"
    """In the daytime."""
    EVENING = "evening"
    """In the evening."""
    NIGHT = "night"
    """At night and early in the morning."""
    WEEKEND = "weekend"
    """On weekends."""
