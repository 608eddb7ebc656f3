"""The fixture `town`, as conversations have it."""

from tests.conversations.conftest import seed, town

__all__ = ["seed", "town"]
