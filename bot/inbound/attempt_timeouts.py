"""How long one try to answer a message may take: longer each time that it was too slow."""

LONGEST = 20
"""Times the usual time. What takes longer than that is not slow, but hangs: only then it counts as failed."""


class AttemptTimeouts:
    """The time that each message's next try gets; for this run only: the next may have a machine less busy."""

    def __init__(self, usual: float) -> None:
        """`usual`: seconds that a first try may take."""
        self._usual = usual
        self._slow: dict[int, float] = {}

    def of(self, inbox_id: int) -> float:
        """Return the seconds that this message's next try may take."""
        return self._slow.get(inbox_id, self._usual)

    def double(self, inbox_id: int) -> float | None:
        """Give a message that was too slow twice the time; return that, None where it had the longest already."""
        had = self.of(inbox_id)
        if had >= self._usual * LONGEST:
            return None
        self._slow[inbox_id] = min(had * 2, self._usual * LONGEST)
        return self._slow[inbox_id]

    def forget(self, inbox_id: int) -> None:
        """Forget a message that is done with."""
        self._slow.pop(inbox_id, None)
