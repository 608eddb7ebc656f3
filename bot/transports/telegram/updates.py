"""Telegram's updates as Inbound. Sender, words, time and place come first; nothing beside them can cost them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import structlog
from telegram.constants import ChatMemberStatus, ChatType

from bot.transports.json_fields import Json, part, whole, words, yes
from bot.transports.telegram.content import content_of, left_out
from handlers.core.inbound import Inbound, InboundKind

log = structlog.get_logger()

ALLOWED = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member")
"""What getUpdates is asked for; everything else stays at the platform."""

_AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


@dataclass(frozen=True)
class UpdateReader:
    """The reader of one bot's updates."""

    line_id: int
    bot_id: int

    def read(self, update: Json, now: datetime) -> Inbound | None:
        """Return the update as Inbound, or None for what nobody said to us (another bot, a note of the app).

        `now`: aware UTC, the time of what carries none (taps). Raises nothing.
        """
        try:
            return next(self._read(update, now), None)
        except Exception:
            # Whatever it was: what came behind it must be heard, and its writer must know.
            log.exception("telegram.unreadable", line=self.line_id)
            return self._unheard(update, now)

    def _read(self, update: Json, now: datetime) -> Iterator[Inbound]:
        dedup = str(whole(update, "update_id"))
        if query := part(update, "callback_query"):
            yield from self._tap(query, dedup, now)
        elif change := part(update, "my_chat_member"):
            yield from self._membership(change, dedup, now)
        for name in ("message", "edited_message", "channel_post"):
            if message := part(update, name):
                yield from self._move(message, dedup, now)
                said = self._said(message, dedup, now)
                yield from (replace(one, edited=name == "edited_message") for one in said)

    def _unheard(self, update: Json, now: datetime) -> Inbound | None:
        """Return word of something that somebody sent and nobody can read; None if not even that is known."""
        for name in ("message", "edited_message"):
            message = part(update, name)
            sender, chat = _id(part(message, "from")), _id(part(message, "chat"))
            if sender and chat:
                return Inbound(
                    line_id=self.line_id,
                    dedup=str(whole(update, "update_id")),
                    sender=sender,
                    chat=chat,
                    kind=InboundKind.UNHEARD,
                    sent_at=now,
                    private=sender == chat,
                )
        return None

    def _tap(self, query: Json, dedup: str, now: datetime) -> Iterator[Inbound]:
        who, message = part(query, "from"), part(query, "message")
        sender = _id(who)
        if not sender or yes(who, "is_bot"):
            return
        chat = part(message, "chat")
        yield Inbound(
            line_id=self.line_id,
            dedup=dedup,
            sender=sender,
            sender_name=_name(who),
            chat=_id(chat) or sender,
            private=not chat or _type(chat) == ChatType.PRIVATE,
            kind=InboundKind.TAP,
            sent_at=now,
            action=words(query, "data"),
            quote=_number(message, "message_id"),
            tap_id=words(query, "id"),
        )

    def _membership(self, change: Json, dedup: str, now: datetime) -> Iterator[Inbound]:
        chat, who = part(change, "chat"), part(change, "from")
        before, after = part(change, "old_chat_member"), part(change, "new_chat_member")
        private = _type(chat) == ChatType.PRIVATE
        kind = _private_change(before, after) if private else _group_change(before, after)
        if kind is None or not _id(chat):
            return
        yield Inbound(
            line_id=self.line_id,
            dedup=dedup,
            sender=_id(who) or _id(chat),
            sender_name=_name(who),
            chat=_id(chat),
            private=private,
            kind=kind,
            sent_at=_time(change, now),
            text=words(chat, "title"),
            is_channel=_type(chat) == ChatType.CHANNEL,
        )

    def _move(self, message: Json, dedup: str, now: datetime) -> Iterator[Inbound]:
        """Read the note that a group became a supergroup; it stands in the old chat and in the new one."""
        here = _id(part(message, "chat"))
        old, new = _number(message, "migrate_from_chat_id") or here, _number(message, "migrate_to_chat_id") or here
        if old and new and old != new:
            yield Inbound(
                line_id=self.line_id,
                dedup=dedup,
                sender=_id(part(message, "from")) or here,
                chat=old,
                private=False,
                kind=InboundKind.GROUP_MOVED,
                sent_at=_time(message, now),
                text=new,
            )

    def _said(self, message: Json, dedup: str, now: datetime) -> Iterator[Inbound]:
        writer, chat, mask = part(message, "from"), part(message, "chat"), part(message, "sender_chat")
        masked = bool(mask) or _type(chat) == ChatType.CHANNEL
        content = content_of(message)
        # An anonymous admin and a channel speak in the name of a chat.
        author = mask or (writer if _id(writer) else chat)
        if not masked and (not _id(writer) or yes(writer, "is_bot")):
            return
        if content.kind is None or not _id(author):
            return
        for kind in left_out(message):
            log.info("telegram.left_out", line=self.line_id, kind=kind)
        answered = part(message, "reply_to_message")
        ours = whole(part(answered, "from"), "id") == self.bot_id
        yield Inbound(
            line_id=self.line_id,
            dedup=dedup,
            sender=_id(author),
            sender_name=_name(author),
            chat=_id(chat) or _id(author),
            private=_type(chat) == ChatType.PRIVATE and not masked,
            kind=content.kind,
            sent_at=_time(message, now),
            text=content.text,
            ref=_number(message, "message_id"),
            quote=_number(answered, "message_id") if ours else "",
            point=content.point,
            media=content.media,
            media_seconds=content.seconds,
            unread_file=content.unread_file,
            album=words(message, "media_group_id") or _number(message, "media_group_id"),
            forwarded=any(message.get(name) for name in _FORWARDED),
            is_channel=masked,
        )


_FORWARDED = ("forward_origin", "is_automatic_forward", "forward_date", "forward_from", "forward_sender_name")
"""Any of these: some servers still write what the Bot API before 7.0 did."""


def _private_change(before: Json, after: Json) -> InboundKind | None:
    """Return STOPPED or RETURNED; that an open chat is open is no news."""
    if words(after, "status") == ChatMemberStatus.BANNED:
        return InboundKind.STOPPED
    return InboundKind.RETURNED if words(before, "status") == ChatMemberStatus.BANNED else None


def _group_change(before: Json, after: Json) -> InboundKind | None:
    """Return whether we were added, removed or silenced; any other change of what we may do there is none of these."""
    if not after:
        return None
    if _is_away(after):
        return InboundKind.GROUP_REMOVED if not before or not _is_away(before) else None
    if not before or _is_away(before):
        return InboundKind.GROUP_ADDED
    return InboundKind.GROUP_MUTED if _is_muted(after) and not _is_muted(before) else None


def _is_muted(member: Json) -> bool:
    """Return whether it is said that we may not write: to a restricted member, or an administrator of a channel."""
    status = words(member, "status")
    right = {ChatMemberStatus.RESTRICTED: "can_send_messages", ChatMemberStatus.ADMINISTRATOR: "can_post_messages"}
    return status in right and member.get(right[ChatMemberStatus(status)]) is False


def _is_away(member: Json) -> bool:
    """Return whether we are outside: also as "restricted", which says apart whether it is still a member."""
    status = words(member, "status")
    return status in _AWAY or (status == ChatMemberStatus.RESTRICTED and member.get("is_member") is False)


def _id(owner: Json) -> str:
    return _number(owner, "id")


def _number(of: Json, name: str) -> str:
    number = whole(of, name)
    return "" if number is None else str(number)


def _name(author: Json) -> str:
    """Return a person's full name, or a chat's title."""
    full = " ".join(filter(None, (words(author, "first_name"), words(author, "last_name"))))
    return full or words(author, "title")


def _type(chat: Json) -> str:
    """Return the type of a chat, also of a server that says none: groups have numbers below zero."""
    below = (whole(chat, "id") or 0) < 0
    return words(chat, "type") or (ChatType.GROUP if below else ChatType.PRIVATE)


def _time(of: Json, now: datetime) -> datetime:
    """Return the moment that it says; `now` where it says none."""
    seconds = whole(of, "date") or 0
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else now
    except (ValueError, OverflowError, OSError):
        return now
