"""What the intake calls for each message; bot/inbound/dispatch.py has it on the real handlers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from alerts.notices import Text
from handlers.core.inbound import Inbound

Answer: TypeAlias = Callable[[Inbound, int], Awaitable[Text | None]]
"""Answers a message in one transaction that also ends its inbox row (storage.inbox.inbox.finish, by this id).

What it returns is shown to who tapped, for a moment.
"""
Acknowledge: TypeAlias = Callable[[Inbound, Text | None], Awaitable[None]]
"""Ends a tap's waiting sign, with a line or without (best effort, after the commit)."""
Apologise: TypeAlias = Callable[[Inbound], Awaitable[None]]
"""Tells the person that something went wrong with this message."""
Deaf: TypeAlias = Callable[[int, datetime, datetime], Awaitable[None]]
"""Records that this line could not hear between these two moments (aware UTC)."""


@dataclass(frozen=True, kw_only=True)
class IntakeCallbacks:
    """The callbacks of the intake: what it has done with each message, and whom it wakes."""

    answer: Answer
    acknowledge: Acknowledge
    apologise: Apologise
    deaf: Deaf
    wake: Callable[[], None]
    """Wakes the couriers and the other instances: something may have been posted, or kept."""
