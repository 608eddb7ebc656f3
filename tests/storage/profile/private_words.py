"""What somebody says of themselves, for tests/storage/test_privacy.py."""

from tests.conversations.phone import Phone

WORDS: frozenset[str] = frozenset()


async def play(cora: Phone) -> None:
    """Say what they can do."""
    await cora.says("/me").taps("choice.profile.skills").taps("me.can:driver").taps("me.told")
