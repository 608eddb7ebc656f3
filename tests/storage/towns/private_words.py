"""What a town was called, for tests/storage/test_privacy.py."""

from alerts.towns.changing import rename_town
from tests.conversations.phone import Phone

WORDS = frozenset({"Formercanary"})


async def play(cora: Phone) -> None:
    """Give a town another name, and its own again."""
    town = cora.town
    holyoke = town.network.towns[1]
    async with town.work.begin() as uow:
        for name in ("Formercanary", holyoke.name):
            await rename_town(uow, town.now, holyoke.id, name, None)
    await town.settle()
