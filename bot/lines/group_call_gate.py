"""How fast the bot calls Telegram for its groups: after a refusal it waits, and goes on by itself."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from alerts.groups.missing_rights import GroupRight, tell_of_missing_right
from alerts.groups.responder_group import ResponderGroup
from bot.transports.base import Now, RetryAfter, Sleep, Transient
from bot.transports.telegram.administration import CallOutcome, CallRefused, NotThere, RightMissing
from storage.unit_of_work import UnitOfWorkFactory

Call: TypeAlias = Callable[[str, str], Awaitable[CallOutcome]]
"""Takes the group's address and an account's."""

PAUSE = 0.2
"""Seconds between two calls: messages to people have the rest of what one bot may (ours)."""
SOON = 15.0
"""Seconds until what Telegram did not answer is tried again."""
RIGHTS = 60.0
"""Seconds until what needs a right that is missing is tried again."""
ODD = 3600.0
"""Seconds until what was refused in unknown words is tried again."""


class GroupCallGate:
    """What stands between the service and Telegram."""

    def __init__(
        self,
        work: UnitOfWorkFactory,
        now: Now,
        may_call: Callable[[], bool],
        sleep: Sleep = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nothing refused. `may_call`: asked before each call; `clock`: monotonic seconds."""
        self._work = work
        self._now = now
        self._may_call = may_call
        self._sleep = sleep
        self._clock = clock
        self._not_before = 0.0
        """Until then Telegram wants to hear nothing of this."""
        self._groups: dict[tuple[int, GroupRight], float] = {}
        """Until when nothing that needs this right is tried in this group."""
        self._accounts: dict[tuple[int, str], float] = {}
        """Until when nothing is tried about this account in this group."""

    def close(self) -> None:
        """Let no more calls be made."""
        self._may_call = lambda: False

    def may(self, group_id: int, right: GroupRight, address: str = "") -> bool:
        """Return whether such a call makes sense now."""
        group, account = self._groups.get((group_id, right), 0.0), self._accounts.get((group_id, address), 0.0)
        return self._may_call() and self._clock() >= max(self._not_before, group, account)

    def rest(self, most: float) -> float:
        """Return the seconds until something that waits may be tried again, `most` at most."""
        now = self._clock()
        waits = [one - now for one in (self._not_before, *self._groups.values()) if one > now]
        return min([most, *waits])

    async def call(self, found: ResponderGroup, right: GroupRight, address: str, call: Call) -> CallOutcome | None:
        """Make a call; None: not now, and nothing is known of it. Raises database errors."""
        group_id = found.group.id
        if not self.may(group_id, right, address):
            return None
        await self._sleep(PAUSE)
        outcome = await call(found.group.address, address)
        now = self._clock()
        match outcome:
            case RetryAfter(seconds=seconds):
                self._not_before = now + seconds
                return None
            case Transient():
                self._wait(group_id, now + SOON)
                return None
            case NotThere():
                # Telegram tells us apart that we were taken out, and the desk hears of it then.
                self._wait(group_id, now + RIGHTS)
                return None
            case RightMissing(right=missing):
                self._groups[group_id, missing] = now + RIGHTS
                async with self._work.begin() as uow:
                    await tell_of_missing_right(uow, self._now(), found, missing)
            case CallRefused():
                self._accounts[group_id, address] = now + ODD
        return outcome

    def _wait(self, group_id: int, until: float) -> None:
        for right in GroupRight:
            self._groups[group_id, right] = until
