"""Where somebody was trained, if not by us."""

from enum import StrEnum


class OutsideTraining(StrEnum):
    """Where somebody was trained who was not by us, as a coordinator says. The names lie in running databases."""

    NETWORK = "network"
    """By another network."""
    OBSERVERS = "observers"
    """As a legal observer."""
    BEFORE = "before"
    """By us, before this bot kept attendance."""
