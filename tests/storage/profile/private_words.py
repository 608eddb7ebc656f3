"""What somebody says of themselves, for tests/storage/test_privacy.py."""

from tests.conversations.phone import Phone

WORDS = frozenset({"tuesdaycanary"})


async def play(cora: Phone) -> None:
    """Say what they can do, and what dispatchers should know."""
    await cora.says("/me").taps("choice.profile.skills").taps("me.can:driver").taps("me.told")
    await cora.says("/me").taps("me.note").says("not on tuesdaycanary")
