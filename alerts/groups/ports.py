"""What the use cases of groups need of storage."""

from typing import Protocol

from alerts.groups.group import Group, GroupReader
from alerts.work.port import Port


class Groups(Protocol):
    """Towns' groups and channels."""

    async def added(
        self, line_id: int, address: str, title: str, reader: GroupReader = GroupReader.COMMUNITY
    ) -> Group: ...
    async def get(self, group_id: int) -> Group | None: ...
    async def find(self, line_id: int, address: str) -> Group | None: ...
    async def connect(self, group_id: int, town_id: int | None) -> None: ...
    async def removed(self, line_id: int, address: str) -> None: ...
    async def moved(self, line_id: int, old: str, new: str) -> None: ...


GROUPS = Port[Groups]("groups")
