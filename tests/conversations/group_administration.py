"""Telegram's side of groups on paper: who is in them, who asks, and what the bot may do there."""

from collections import defaultdict
from datetime import datetime
from itertools import count

from alerts.groups.missing_rights import GroupRight
from bot.transports.base import RetryAfter, Transient
from bot.transports.telegram.administration import (
    CallDone,
    CallOutcome,
    GroupPlace,
    LinkMade,
    RightMissing,
    Untouchable,
)


class PaperAdministration:
    """Fulfils bot.lines.telegram_groups.Administration."""

    def __init__(self) -> None:
        self.places: defaultdict[str, dict[str, GroupPlace]] = defaultdict(dict)
        """Group -> account -> what they are there."""
        self.rights = set(GroupRight)
        self.away = False
        self.slow = 0.0
        """Seconds that Telegram wants to hear nothing."""
        self.links: list[tuple[str, datetime]] = []
        """Group, and until when it is good."""
        self.answers: list[tuple[str, str, bool]] = []
        """Group, account, and whether it was let in."""
        self._numbers = count(1)

    def inside(self, chat: str) -> set[str]:
        return {one for one, place in self.places[chat].items() if place not in (GroupPlace.OUTSIDE, GroupPlace.BANNED)}

    async def make_link(self, chat: str, expires_at: datetime) -> CallOutcome:
        if refused := self._refused(GroupRight.INVITE):
            return refused
        self.links.append((chat, expires_at))
        return LinkMade(f"https://t.me/+link{next(self._numbers)}")

    async def let_in(self, chat: str, user: str) -> CallOutcome:
        return self._refused(GroupRight.INVITE) or self._answered(chat, user, inside=True)

    async def refuse(self, chat: str, user: str) -> CallOutcome:
        return self._refused(GroupRight.INVITE) or self._answered(chat, user, inside=False)

    async def ban(self, chat: str, user: str) -> CallOutcome:
        if refused := self._refused(GroupRight.REMOVE):
            return refused
        if self.places[chat].get(user) in (GroupPlace.ADMIN, GroupPlace.OWNER):
            return Untouchable(owner=self.places[chat][user] is GroupPlace.OWNER)
        self.places[chat][user] = GroupPlace.BANNED
        return CallDone()

    async def unban(self, chat: str, user: str) -> CallOutcome:
        if refused := self._refused(GroupRight.REMOVE):
            return refused
        if self.places[chat].get(user) is GroupPlace.BANNED:
            del self.places[chat][user]
        return CallDone()

    async def place_of(self, chat: str, user: str) -> CallOutcome:
        if self.away:
            return Transient()
        return self.places[chat].get(user, GroupPlace.OUTSIDE)

    def _refused(self, right: GroupRight) -> CallOutcome | None:
        if self.slow:
            return RetryAfter(self.slow, account=True)
        if self.away:
            return Transient()
        return None if right in self.rights else RightMissing(right)

    def _answered(self, chat: str, user: str, *, inside: bool) -> CallOutcome:
        self.answers.append((chat, user, inside))
        if inside:
            self.places[chat][user] = GroupPlace.INSIDE
        return CallDone()
