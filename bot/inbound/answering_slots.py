"""Who is being answered just now: so many persons at a time, and of those whom nobody vouched for fewer."""

import asyncio
from collections.abc import Iterable, Iterator

from storage.inbox.inbox import Waiting
from storage.inbox.ranks import Rank

SIDE_BY_SIDE = 8
"""So many persons are answered at a time."""
STRANGERS = 3
"""So many of them may be strangers: more would be no faster, and whoever comes next waits for all of them."""


class AnsweringSlots:
    """The persons who are being answered, by the keyed index of their line and sender."""

    def __init__(self) -> None:
        self.tasks: dict[bytes, asyncio.Task[None]] = {}
        self._strangers: set[bytes] = set()

    @property
    def room(self) -> int:
        """How many more may be answered."""
        return SIDE_BY_SIDE - len(self.tasks)

    @property
    def lowest(self) -> Rank:
        """The lowest rank that may be answered."""
        return Rank.ANYBODY if len(self._strangers) < STRANGERS else Rank.VOUCHED

    def fitting(self, due: Iterable[Waiting]) -> Iterator[Waiting]:
        """Yield those that there is a slot for, each to be added before the next is asked for."""
        return (waiting for waiting in due if waiting.rank <= self.lowest)

    def add(self, waiting: Waiting, task: asyncio.Task[None]) -> None:
        """Note that this person is being answered."""
        self.tasks[waiting.sender] = task
        if waiting.rank is Rank.ANYBODY:
            self._strangers.add(waiting.sender)

    def free(self, sender: bytes) -> None:
        """Note that they were."""
        del self.tasks[sender]
        self._strangers.discard(sender)
