"""What is needed of storage to tell somebody what is kept on them."""

from typing import Protocol

from alerts.own_data.kept_row import KeptRow
from alerts.work.port import Port


class OwnData(Protocol):
    """Everything that is kept on one person, from every table that refers to one."""

    async def of(self, person_id: int) -> list[KeptRow]:
        """Return it, each table's together, the oldest first; what the audit log holds is asked for there."""
        ...


OWN_DATA = Port[OwnData]("own data")
