"""What the use cases of groups need of storage. Times are aware UTC."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from alerts.groups.group import Group, GroupReader
from alerts.groups.group_account import AccountStanding, GroupAccount
from alerts.work.port import Port


class Groups(Protocol):
    """Towns' groups and channels."""

    async def added(self, line_id: int, address: str, title: str, reader: GroupReader = GroupReader.COMMUNITY) -> Group:
        """Remember that the bot is in this group now; return it. For which town is not said yet."""
        ...

    async def get(self, group_id: int) -> Group | None:
        """Return the group of this id; None where there is none."""
        ...

    async def find(self, line_id: int, address: str) -> Group | None:
        """Return the group at this address; None where we never were in one there."""
        ...

    async def connect(self, group_id: int, town_id: int | None) -> None:
        """Make it this town's group; None: no town's, as a coordinator says."""
        ...

    async def of_people(self, town_id: int) -> list[Group]:
        """Return the groups and channels that people connected to this town, oldest first; none that we made."""
        ...

    async def cut_off(self, group_id: int) -> None:
        """Let it be no town's, and post nothing there any more, not even what waits to be posted."""
        ...

    async def ask_anew(self, group_id: int, former_town_id: int) -> None:
        """Make it no town's until a coordinator says whose it is; remember whose it was."""
        ...

    async def members(self) -> list[tuple[int, int]]:
        """Return the ids, of contact and person, of everybody whom we put into a group and can reach."""
        ...

    async def removed(self, line_id: int, address: str) -> None:
        """Remember that the bot cannot post there any more."""
        ...

    async def moved(self, line_id: int, old: str, new: str) -> None:
        """Give the group at the address `old` the address `new`; nothing where there is none."""
        ...

    async def read_by(self, group_id: int, reader: GroupReader) -> None:
        """Let the group be for these readers from now on; the community's has no list of members."""
        ...

    async def of_responders(self, transport: str) -> list[Group]:
        """Return every connected group of responders on lines of this transport, oldest first."""
        ...


class Memberships(Protocol):
    """Who is in a Telegram group of responders, or has a link to it."""

    async def note_joined(self, group_id: int, contact_id: int) -> None:
        """Remember that they are in it."""
        ...

    async def note_link(self, group_id: int, contact_id: int) -> None:
        """Remember that they were sent a link, or left: they get another one when they ask for it."""
        ...

    async def want_link(self, group_id: int, contact_id: int) -> None:
        """Remember that they ask for a link."""
        ...

    async def wants_link(self, group_id: int, contact_id: int) -> bool:
        """Say whether they asked for a link and have not got it."""
        ...

    async def note_left(self, group_id: int, contact_id: int) -> None:
        """Remember that they left by themselves; nothing where they were not in it."""
        ...

    async def remove(self, group_id: int, contact_ids: list[int]) -> None:
        """Remember that these are out of the group now, and have no link."""
        ...


class GroupAccounts(Protocol):
    """Accounts before or in groups of responders that have no place there."""

    async def get(self, account_id: int) -> GroupAccount | None:
        """Return the account of this id; None where nothing is known of it any more."""
        ...

    async def find(self, group_id: int, address: str) -> GroupAccount | None:
        """Return how this account stands to this group; None: nothing is known of it."""
        ...

    async def put(
        self, group_id: int, address: str, standing: AccountStanding, now: datetime, contact_id: int | None = None
    ) -> GroupAccount:
        """Remember how this account stands to this group from now on."""
        ...

    async def change(self, account_id: int, standing: AccountStanding, *, keep_address: bool = True) -> None:
        """Let it stand so; since when it is known stays."""
        ...

    async def delete(self, account_id: int) -> None:
        """Forget it."""
        ...

    async def with_standing(
        self, group_ids: Collection[int], standings: Collection[AccountStanding]
    ) -> Sequence[GroupAccount]:
        """Return who stands so to one of these groups, oldest first."""
        ...

    async def told_since(self, group_id: int, since: datetime) -> int:
        """Return of how many the coordinators were told since then."""
        ...

    async def count_refused(self, group_id: int) -> int:
        """Return how many were refused since this was asked last."""
        ...

    async def purge(self, before: datetime) -> bool:
        """Forget who was refused before then; of whom the coordinators were told keep the keyed hash alone.

        Return whether there is more that is to be forgotten later.
        """
        ...


GROUPS = Port[Groups]("groups")
MEMBERSHIPS = Port[Memberships]("group memberships")
GROUP_ACCOUNTS = Port[GroupAccounts]("group accounts")
