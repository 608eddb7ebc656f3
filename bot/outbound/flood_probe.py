"""When to try the next message on a line whose platform seems to make everybody wait. Pure."""


class FloodProbe:
    """Whether one message at a time asks if the platform's wait is everybody's, or only those chats' that were told.

    What an answer to somebody waits for it stays below a second, for as long as the guess may be wrong; an account's
    flood that lasts is asked about less often.
    """

    SOON, LATER = 0.9, 5.0
    """Seconds until the next message is tried."""
    OFTEN = 10
    """So many are tried soon."""

    def __init__(self) -> None:
        self._refused = 0

    @property
    def asking(self) -> bool:
        """Whether one message at a time is tried."""
        return self._refused > 0

    def refused(self) -> float:
        """Count one more that was told to wait, and return the seconds until the next one is tried."""
        self._refused += 1
        return self.SOON if self._refused <= self.OFTEN else self.LATER

    def through(self) -> None:
        """End: the platform took a message, so it is not everybody who must wait."""
        self._refused = 0
