"""Telegram's updates as Inbound. Sender, words, time and place come first; nothing beside them can cost them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from telegram.constants import ChatMemberStatus, ChatType

from bot.transports.json_fields import Json, part, whole, words, yes
from bot.transports.telegram.content import content_of, left_out
from bot.transports.telegram.group_updates import is_away, join_request, joined_note, member_change
from bot.transports.telegram.update_fields import chat_type, full_name, identity, moment_of, number_in
from handlers.core.inbound import Inbound, InboundKind

log = structlog.get_logger()

ALLOWED = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
)
"""What getUpdates is asked for; everything else stays at the platform."""


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
        elif change := part(update, "chat_member"):
            yield from member_change(change, self.line_id, dedup, now)
        elif request := part(update, "chat_join_request"):
            yield from join_request(request, self.line_id, dedup, now)
        for name in ("message", "edited_message", "channel_post"):
            if message := part(update, name):
                yield from self._move(message, dedup, now)
                yield from joined_note(message, self.line_id, self.bot_id, dedup, now)
                said = self._said(message, dedup, now)
                yield from (replace(one, edited=name == "edited_message") for one in said)

    def _unheard(self, update: Json, now: datetime) -> Inbound | None:
        """Return word of something that somebody sent and nobody can read; None if not even that is known."""
        for name in ("message", "edited_message"):
            message = part(update, name)
            sender, chat = identity(part(message, "from")), identity(part(message, "chat"))
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
        sender = identity(who)
        if not sender or yes(who, "is_bot"):
            return
        chat = part(message, "chat")
        yield Inbound(
            line_id=self.line_id,
            dedup=dedup,
            sender=sender,
            sender_name=full_name(who),
            chat=identity(chat) or sender,
            private=not chat or chat_type(chat) == ChatType.PRIVATE,
            kind=InboundKind.TAP,
            sent_at=now,
            action=words(query, "data"),
            quote=number_in(message, "message_id"),
            tap_id=words(query, "id"),
        )

    def _membership(self, change: Json, dedup: str, now: datetime) -> Iterator[Inbound]:
        chat, who = part(change, "chat"), part(change, "from")
        before, after = part(change, "old_chat_member"), part(change, "new_chat_member")
        private = chat_type(chat) == ChatType.PRIVATE
        kind = _private_change(before, after) if private else _group_change(before, after)
        if kind is None or not identity(chat):
            return
        yield Inbound(
            line_id=self.line_id,
            dedup=dedup,
            sender=identity(who) or identity(chat),
            sender_name=full_name(who),
            chat=identity(chat),
            private=private,
            kind=kind,
            sent_at=moment_of(change, now),
            text=words(chat, "title"),
            is_channel=chat_type(chat) == ChatType.CHANNEL,
        )

    def _move(self, message: Json, dedup: str, now: datetime) -> Iterator[Inbound]:
        """Read the note that a group became a supergroup; it stands in the old chat and in the new one."""
        here = identity(part(message, "chat"))
        old, new = number_in(message, "migrate_from_chat_id") or here, number_in(message, "migrate_to_chat_id") or here
        if old and new and old != new:
            yield Inbound(
                line_id=self.line_id,
                dedup=dedup,
                sender=identity(part(message, "from")) or here,
                chat=old,
                private=False,
                kind=InboundKind.GROUP_MOVED,
                sent_at=moment_of(message, now),
                text=new,
            )

    def _said(self, message: Json, dedup: str, now: datetime) -> Iterator[Inbound]:
        writer, chat, mask = part(message, "from"), part(message, "chat"), part(message, "sender_chat")
        masked = bool(mask) or chat_type(chat) == ChatType.CHANNEL
        content = content_of(message)
        # An anonymous admin and a channel speak in the name of a chat.
        author = mask or (writer if identity(writer) else chat)
        if not masked and (not identity(writer) or yes(writer, "is_bot")):
            return
        if content.kind is None or not identity(author):
            return
        for kind in left_out(message):
            log.info("telegram.left_out", line=self.line_id, kind=kind)
        answered = part(message, "reply_to_message")
        ours = whole(part(answered, "from"), "id") == self.bot_id
        yield Inbound(
            line_id=self.line_id,
            dedup=dedup,
            sender=identity(author),
            sender_name=full_name(author),
            chat=identity(chat) or identity(author),
            private=chat_type(chat) == ChatType.PRIVATE and not masked,
            kind=content.kind,
            sent_at=moment_of(message, now),
            text=content.text,
            ref=number_in(message, "message_id"),
            quote=number_in(answered, "message_id") if ours else "",
            point=content.point,
            media=content.media,
            media_seconds=content.seconds,
            unread_file=content.unread_file,
            album=words(message, "media_group_id") or number_in(message, "media_group_id"),
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
    if is_away(after):
        return InboundKind.GROUP_REMOVED if not before or not is_away(before) else None
    if not before or is_away(before):
        return InboundKind.GROUP_ADDED
    return InboundKind.GROUP_MUTED if _is_muted(after) and not _is_muted(before) else None


def _is_muted(member: Json) -> bool:
    """Return whether it is said that we may not write: to a restricted member, or an administrator of a channel."""
    status = words(member, "status")
    right = {ChatMemberStatus.RESTRICTED: "can_send_messages", ChatMemberStatus.ADMINISTRATOR: "can_post_messages"}
    return status in right and member.get(right[ChatMemberStatus(status)]) is False
