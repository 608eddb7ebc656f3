"""An account that was seen in a witnesses' group without a role, for tests/storage/test_privacy.py."""

from alerts.groups.group_account import AccountStanding
from alerts.groups.ports import GROUP_ACCOUNTS
from storage.core.core_tables import group_chat
from tests.conversations.phone import Phone

WORDS = frozenset({"Accountcanary"})


async def play(cora: Phone) -> None:
    """Have somebody taken out of a group: until that is done their address is kept."""
    town = cora.town
    [group, *_] = await town.rows(group_chat)
    async with town.work.begin() as uow:
        await GROUP_ACCOUNTS(uow).put(group.id, "Accountcanary", AccountStanding.OUT, town.now)
