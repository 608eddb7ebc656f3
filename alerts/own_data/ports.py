"""What is needed of storage to tell somebody what is kept on them, and to erase it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from alerts.own_data.kept_row import KeptRow
from alerts.work.port import Port


class OwnData(Protocol):
    """Everything that is kept on one person, from every table that refers to one."""

    async def of(self, person_id: int) -> list[KeptRow]:
        """Return it, each table's together, the oldest first; what the audit log holds is asked for there."""
        ...


class Erasure(Protocol):
    """What takes a person out of every table."""

    async def everybody(self) -> list[int]:
        """Return the ids of all persons who are kept, with a role or not."""
        ...

    async def erase(self, person_id: int) -> Mapping[int, Collection[int]]:
        """Delete the person with all that is theirs alone; what an incident needs stays without them.

        Return the groups into which we had let their contacts: by contact, which is gone as well.
        """
        ...

    async def still_in(self, contact_id: int, groups: Collection[int]) -> None:
        """Remember that who writes from this contact is in these groups, from which they are to be removed."""
        ...

    async def erase_untouched(self, person_id: int, now: datetime) -> bool:
        """Delete somebody who wrote nothing since they were kept; False where they are in a group of ours yet."""
        ...


OWN_DATA = Port[OwnData]("own data")
ERASURE = Port[Erasure]("erasure")
