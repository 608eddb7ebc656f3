"""What Telegram says of who comes into a group, leaves it, or asks to be let in. A channel's readers are none of it."""

from collections.abc import Iterator
from datetime import datetime

from telegram.constants import ChatMemberStatus, ChatType

from alerts.groups.seen_account import SeenAccount
from bot.transports.json_fields import Json, part, parts, words, yes
from bot.transports.telegram.update_fields import chat_type, full_name, identity, moment_of
from handlers.core.inbound import Inbound, InboundKind

_AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def is_away(member: Json) -> bool:
    """Return whether somebody is outside: also as "restricted", which says apart whether it is still a member."""
    status = words(member, "status")
    return status in _AWAY or (status == ChatMemberStatus.RESTRICTED and member.get("is_member") is False)


def join_request(request: Json, line_id: int, dedup: str, now: datetime) -> Iterator[Inbound]:
    """Read that somebody asks to be let in. By which link is not read: the role decides."""
    who, chat = part(request, "from"), part(request, "chat")
    if identity(who) and identity(chat):
        yield Inbound(
            line_id=line_id,
            dedup=dedup,
            sender=identity(who),
            sender_name=full_name(who),
            chat=identity(chat),
            private=False,
            kind=InboundKind.JOIN_REQUEST,
            sent_at=moment_of(request, now),
        )


def member_change(change: Json, line_id: int, dedup: str, now: datetime) -> Iterator[Inbound]:
    """Read that somebody came in or left; any other change of what they may do there is neither."""
    chat, before, after = part(change, "chat"), part(change, "old_chat_member"), part(change, "new_chat_member")
    who = part(after, "user")
    came = is_away(before) and not is_away(after)
    if not identity(who) or not identity(chat) or chat_type(chat) == ChatType.CHANNEL:
        return
    if came or (is_away(after) and not is_away(before)):
        yield Inbound(
            line_id=line_id,
            dedup=dedup,
            sender=identity(who),
            chat=identity(chat),
            private=False,
            kind=InboundKind.GROUP_JOINED if came else InboundKind.GROUP_LEFT,
            sent_at=moment_of(change, now),
            accounts=(_seen(who),) if came else (),
        )


def joined_note(message: Json, line_id: int, bot_id: int, dedup: str, now: datetime) -> Iterator[Inbound]:
    """Read the note that people came into a group: all that a bot hears of it that is no administrator."""
    chat = part(message, "chat")
    came = [one for one in parts(message, "new_chat_members") if identity(one) not in ("", str(bot_id))]
    if came and identity(chat):
        yield Inbound(
            line_id=line_id,
            dedup=dedup,
            sender=identity(came[0]),
            chat=identity(chat),
            private=False,
            kind=InboundKind.GROUP_JOINED,
            sent_at=moment_of(message, now),
            accounts=tuple(_seen(one) for one in came),
        )


def _seen(who: Json) -> SeenAccount:
    return SeenAccount(address=identity(who), name=full_name(who), is_bot=yes(who, "is_bot"))
