"""What the bot does in a group as its administrator: links, answers to who asks to be let in, putting somebody out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

import structlog
from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError
from telegram.error import RetryAfter as RetryAfterError

from alerts.groups.missing_rights import GroupRight
from bot.transports.base import Moved, RetryAfter, Transient
from bot.transports.telegram.outcomes import seconds_of
from bot.transports.telegram.request import FloodError

log = structlog.get_logger()


class GroupPlace(StrEnum):
    """What somebody is in a group."""

    OUTSIDE = "outside"
    BANNED = "banned"
    """Outside, and cannot come in by any link."""
    INSIDE = "inside"
    ADMIN = "admin"
    OWNER = "owner"


@dataclass(frozen=True)
class CallDone:
    """A call that was carried out, or that there is nothing to do for any more: they left, the request is gone."""


@dataclass(frozen=True)
class LinkMade:
    """A link that nobody else has."""

    link: str


@dataclass(frozen=True)
class RightMissing:
    """A call that Telegram refuses until somebody gives us this right."""

    right: GroupRight


@dataclass(frozen=True)
class Untouchable:
    """Somebody whom no bot can put out: they administer the group, or own it."""

    owner: bool


@dataclass(frozen=True)
class NotThere:
    """A group that we are not in (any more), or that is gone."""


@dataclass(frozen=True)
class CallRefused:
    """A call that Telegram refuses in words that we don't know."""


CallOutcome: TypeAlias = (
    CallDone
    | LinkMade
    | GroupPlace
    | RightMissing
    | Untouchable
    | NotThere
    | CallRefused
    | RetryAfter
    | Transient
    | Moved
)

_OWNER = ("chat owner", "chat creator")
_ADMIN = ("user is an administrator", "user_admin_invalid", "can't restrict self")
_MOOT = (
    "hide_requester_missing",
    "user_already_participant",
    "user_not_participant",
    "participant_id_invalid",
    "user_id_invalid",
    "user_channels_too_much",
    "member not found",
    "user not found",
    "user is deactivated",
    "input_user_deactivated",
    # Of a basic group, in which nobody can be banned: who was put out is out.
    "method is available for supergroup",
)
_RIGHTS = ("not enough rights", "chat_admin_required", "administrator rights", "have no rights", "need to be inviter")
_NOT_THERE = (
    "not a member",
    "bot was kicked",
    "chat not found",
    "was deactivated",
    "was deleted",
    "channel_private",
    "channel_invalid",
    "chat_id_invalid",
)
_PLACES = {
    ChatMemberStatus.OWNER: GroupPlace.OWNER,
    ChatMemberStatus.ADMINISTRATOR: GroupPlace.ADMIN,
    ChatMemberStatus.MEMBER: GroupPlace.INSIDE,
    ChatMemberStatus.BANNED: GroupPlace.BANNED,
}


class GroupAdministration:
    """The calls of one bot; every failure is an outcome."""

    def __init__(self, bot: Bot, line_id: int) -> None:
        self._bot = bot
        self._line_id = line_id

    async def make_link(self, chat: str, expires_at: datetime) -> CallOutcome:
        """Make a link whose followers ask to be let in. It bears no name: other administrators read names."""

        async def call() -> CallOutcome:
            made = await self._bot.create_chat_invite_link(chat, expire_date=expires_at, creates_join_request=True)
            return LinkMade(made.invite_link)

        return await self._outcome(call, GroupRight.INVITE)

    async def let_in(self, chat: str, user: str) -> CallOutcome:
        """Approve a request."""
        return await self._done(lambda: self._bot.approve_chat_join_request(chat, int(user)), GroupRight.INVITE)

    async def refuse(self, chat: str, user: str) -> CallOutcome:
        """Decline a request."""
        return await self._done(lambda: self._bot.decline_chat_join_request(chat, int(user)), GroupRight.INVITE)

    async def ban(self, chat: str, user: str) -> CallOutcome:
        """Put somebody out, who cannot come in by any link before unban()."""
        return await self._done(lambda: self._bot.ban_chat_member(chat, int(user)), GroupRight.REMOVE)

    async def unban(self, chat: str, user: str) -> CallOutcome:
        """Let somebody who was put out follow a link again; who is inside stays."""

        async def call() -> bool:
            return await self._bot.unban_chat_member(chat, int(user), only_if_banned=True)

        return await self._done(call, GroupRight.REMOVE)

    async def place_of(self, chat: str, user: str) -> CallOutcome:
        """Ask what somebody is in the group; OUTSIDE for whom Telegram does not know."""

        async def call() -> CallOutcome:
            member: Any = await self._bot.get_chat_member(chat, int(user))
            if member.status == ChatMemberStatus.RESTRICTED:
                return GroupPlace.INSIDE if getattr(member, "is_member", False) else GroupPlace.OUTSIDE
            return _PLACES.get(member.status, GroupPlace.OUTSIDE)

        outcome = await self._outcome(call, GroupRight.REMOVE)
        return GroupPlace.OUTSIDE if isinstance(outcome, CallDone) else outcome

    async def _done(self, call: Callable[[], Awaitable[bool]], right: GroupRight) -> CallOutcome:
        async def done() -> CallOutcome:
            await call()
            return CallDone()

        return await self._outcome(done, right)

    async def _outcome(self, call: Callable[[], Awaitable[CallOutcome]], right: GroupRight) -> CallOutcome:
        try:
            return await call()
        except (RetryAfterError, FloodError) as error:
            return RetryAfter(seconds_of(error), account=True)
        except ChatMigrated as error:
            return Moved(str(error.new_chat_id))
        except InvalidToken:
            # The courier says what ails the line.
            return Transient()
        except (BadRequest, Forbidden) as error:
            found = _meaning(error.message, right)
            if isinstance(found, CallRefused):
                log.warning("telegram.group_call_refused", line=self._line_id)
            return found
        except TelegramError:
            return Transient()
        except (TypeError, KeyError, ValueError):
            # An answer of another shape, or an address that is no number.
            log.warning("telegram.odd_group_answer", line=self._line_id, exc_info=True)
            return CallRefused()


def _meaning(words: str, right: GroupRight) -> CallOutcome:
    """Return what Telegram's words of refusal (tdlib/telegram-bot-api) mean for a call that needs this right."""
    said = words.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for parts, outcome in (
        (_OWNER, Untouchable(owner=True)),
        (_ADMIN, Untouchable(owner=False)),
        (_MOOT, CallDone()),
        (_RIGHTS, RightMissing(right)),
        (_NOT_THERE, NotThere()),
    ):
        if any(part in said for part in parts):
            return outcome
    return CallRefused()
