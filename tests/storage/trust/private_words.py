"""A safety number that changed, for tests/storage/test_privacy.py."""

from alerts.trust.ports import CHANGED_NUMBERS
from tests.conversations.phone import Phone

WORDS = frozenset({"369258147036925814703692581470"})


async def play(cora: Phone) -> None:
    """Let Cora's number change, as of a Signal account."""
    town = cora.town
    async with town.work.begin() as uow:
        [contact, *_] = await uow.contacts.of(cora.person_id)
        await CHANGED_NUMBERS(uow).add(contact.id, *WORDS, town.now)
