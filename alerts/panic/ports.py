"""What the destruction of everything needs of storage."""

from datetime import datetime
from typing import Protocol

from alerts.work.port import Port


class Destruction(Protocol):
    """What empties the database."""

    async def destroy_everything(self, now: datetime) -> None:
        """Delete every row there is, and keep only that this was done, and when: each process then ends itself."""
        ...


DESTRUCTION = Port[Destruction]("destruction")
