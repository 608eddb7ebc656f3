"""What a coordinator writes into the directory, for tests/storage/test_privacy.py."""

from tests.conversations.phone import Phone

WORDS = frozenset({"Namecanary", "reachcanary", "purposecanary", "hourscanary", "tonguescanary"})


async def play(cora: Phone) -> None:
    """Add an entry."""
    await cora.says("/contacts").taps("entry.add").taps("entry.kind:legal").taps("entry.town:1")
    await cora.says("Namecanary Center").says("reachcanary").says("purposecanary").says("hourscanary")
    await cora.says("tonguescanary").taps("entry.viewers:everybody").taps("entry.save")
