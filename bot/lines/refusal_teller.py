"""What single chats refuse, told to whoever can mend it; the rules are the domain's (alerts/groups, alerts/lines)."""

from dataclasses import dataclass
from datetime import datetime

from alerts.groups import refused_groups
from alerts.groups.refusal import GroupRefusal
from alerts.lines import refused_people, safety_numbers
from alerts.trust import safety_number_changes
from alerts.work.unit_of_work import UnitOfWork
from bot.transports.base import (
    Delivered,
    NeedsAdmin,
    NeedsTrust,
    Outcome,
    Rejected,
    RetryAfter,
    Unreachable,
)
from storage.outbox.claimed import Claimed
from storage.unit_of_work import UnitOfWorkFactory

LONG_WAIT = 90.0
"""Seconds. A group's 20 a minute is over sooner; what makes a group wait longer is slow mode."""


@dataclass(frozen=True)
class ChatNews:
    """What became of one send, where somebody may have to hear of it."""

    line_id: int
    platform: str
    claimed: Claimed
    outcome: Outcome
    digits: str | None = None
    """Of a safety number that changed, where the platform says it."""


class RefusalTeller:
    """The teller of refusals, each in a transaction of its own."""

    def __init__(self, work: UnitOfWorkFactory) -> None:
        self._work = work
        self.distrusted: set[int] | None = None
        """Contacts whose safety number changed, of whom it is news that something arrives; None: not looked up yet."""

    async def look_up(self) -> set[int]:
        """Find whom an earlier run told of. Raises database errors."""
        async with self._work.look() as uow:
            return set(await uow.deadlines.standing(safety_numbers.CHANGED))

    def matters(self, claimed: Claimed, outcome: Outcome) -> bool:
        """Say whether somebody may have to hear of it. Takes no time: it is asked of every send."""
        match outcome:
            case Delivered():
                # Of groups there are few: whether the desk was told of one is asked when a post arrives there.
                return claimed.group or self.distrusted is None or claimed.contact_id in self.distrusted
            case NeedsTrust():
                return not claimed.group
            case Unreachable():
                # A Signal group is made anew by bot/lines/signal_groups.py.
                return not claimed.chat.startswith("group.")
            case RetryAfter(seconds, account=False):
                return claimed.group and seconds >= LONG_WAIT
            case _:
                return isinstance(outcome, NeedsAdmin | Rejected)

    async def tell(self, news: ChatNews, now: datetime) -> bool:
        """Tell it where it is new; return whether anything may have been posted. Raises database errors."""
        claimed, distrusted = news.claimed, self.distrusted if self.distrusted is not None else set()
        if isinstance(news.outcome, Delivered):
            return await self._delivered(claimed, distrusted, now)
        async with self._work.begin() as uow:
            if claimed.group_id is not None:
                await _of_group(uow, now, claimed.group_id, news.outcome)
            elif claimed.contact_id is not None:
                await _of_person(uow, now, claimed.contact_id, news)
        if isinstance(news.outcome, NeedsTrust) and claimed.contact_id is not None:
            distrusted.add(claimed.contact_id)
        return True

    async def _delivered(self, claimed: Claimed, distrusted: set[int], now: datetime) -> bool:
        if claimed.group_id is not None:
            return await self._delivered_in_group(claimed.group_id, now)
        if claimed.contact_id is None or claimed.contact_id not in distrusted:
            return False
        async with self._work.begin() as uow:
            await safety_numbers.trusted(uow, now, claimed.contact_id)
        distrusted.discard(claimed.contact_id)
        return True

    async def _delivered_in_group(self, group_id: int, now: datetime) -> bool:
        async with self._work.look() as uow:
            told = group_id in await uow.deadlines.standing(refused_groups.REFUSED)
        if told:
            async with self._work.begin() as uow:
                await refused_groups.delivered(uow, now, group_id)
        return told


async def _of_group(uow: UnitOfWork, now: datetime, group_id: int, outcome: Outcome) -> None:
    match outcome:
        case NeedsAdmin(why):
            await refused_groups.refused(uow, now, group_id, why)
        case Unreachable(why):
            known = GroupRefusal(why) if why in list(GroupRefusal) else GroupRefusal.REMOVED
            await refused_groups.refused(uow, now, group_id, known)
        case RetryAfter():
            await refused_groups.refused(uow, now, group_id, GroupRefusal.SLOW)
        case _:
            await refused_groups.refused(uow, now, group_id, GroupRefusal.UNKNOWN)


async def _of_person(uow: UnitOfWork, now: datetime, contact_id: int, news: ChatNews) -> None:
    match news.outcome:
        case NeedsTrust():
            await safety_numbers.changed(uow, now, contact_id)
            await safety_number_changes.number_changed(uow, now, contact_id, news.digits)
        case Unreachable(why):
            await refused_people.unreachable(uow, now, contact_id, news.platform, why)
        case _:
            await refused_people.refused(uow, now, contact_id, news.platform, news.line_id)
