"""An account as a platform showed it in a group."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SeenAccount:
    """Who was seen in a group; nothing of it is kept before somebody must be told."""

    address: str
    name: str = ""
    is_bot: bool = False
    is_masked: bool = False
    """It speaks in the name of a chat: an administrator who shows no name, or a channel."""
