"""Telegram's updates as Inbound."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from alerts.places.map_links import point_in
from alerts.places.place import on_earth
from handlers.core.inbound import Inbound, InboundKind

ALLOWED = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member")
"""What getUpdates is asked for; everything else stays at the platform."""

_AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP, ChatType.CHANNEL)
_NOTES = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set",
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)
"""Notes of the app itself, which nobody wrote; the answer to them would be noise."""


def inbound_of(update: Update, *, line_id: int, bot_id: int, now: datetime) -> Inbound | None:
    """Return the update as Inbound, or None for what nobody said to us (another bot, a note of the app).

    `now`: aware UTC, the time of what carries none (taps).
    """
    dedup = str(update.update_id)
    if update.callback_query:
        return _tap(update.callback_query, line_id, dedup, now)
    if update.my_chat_member:
        return _membership(update.my_chat_member, line_id, dedup)
    message = update.message or update.edited_message or update.channel_post
    said = None if message is None else _said(message, line_id, dedup, bot_id)
    return replace(said, edited=True) if said is not None and update.edited_message else said


def unreadable(update: Mapping[str, Any], *, line_id: int, now: datetime) -> Inbound | None:
    """Return what is left of an update that can't be parsed: somebody sent something; None if not even that."""
    for kind in ("message", "edited_message"):
        message = update.get(kind)
        if not isinstance(message, Mapping):
            continue
        sender, chat = _id(message.get("from")), _id(message.get("chat"))
        if sender and chat:
            return Inbound(
                line_id=line_id,
                dedup=str(update.get("update_id")),
                sender=sender,
                chat=chat,
                kind=InboundKind.OTHER,
                sent_at=now,
                private=sender == chat,
                edited=kind == "edited_message",
            )
    return None


def _id(owner: object) -> str:
    number = owner.get("id") if isinstance(owner, Mapping) else None
    return str(number) if isinstance(number, int) else ""


def _tap(query: CallbackQuery, line_id: int, dedup: str, now: datetime) -> Inbound | None:
    if query.from_user.is_bot:
        return None
    sender = str(query.from_user.id)
    message = query.message
    return Inbound(
        line_id=line_id,
        dedup=dedup,
        sender=sender,
        sender_name=query.from_user.full_name,
        chat=str(message.chat.id) if message else sender,
        private=message is None or message.chat.type == ChatType.PRIVATE,
        kind=InboundKind.TAP,
        sent_at=now,
        action=query.data or "",
        quote=str(message.message_id) if message else "",
        tap_id=query.id,
    )


def _membership(change: ChatMemberUpdated, line_id: int, dedup: str) -> Inbound | None:
    chat = change.chat
    was, now_is = change.old_chat_member.status, change.new_chat_member.status
    if chat.type == ChatType.PRIVATE:
        kind = InboundKind.STOPPED if now_is == ChatMemberStatus.BANNED else _returned(was)
    elif now_is in _AWAY:
        kind = InboundKind.GROUP_REMOVED if was not in _AWAY else None
    else:
        kind = InboundKind.GROUP_ADDED if was in _AWAY else None
    if kind is None:
        return None
    return Inbound(
        line_id=line_id,
        dedup=dedup,
        sender=str(change.from_user.id),
        sender_name=change.from_user.full_name,
        chat=str(chat.id),
        private=chat.type == ChatType.PRIVATE,
        kind=kind,
        sent_at=change.date,
        text=chat.title or "",
        is_channel=chat.type == ChatType.CHANNEL,
    )


def _said(message: Message, line_id: int, dedup: str, bot_id: int) -> Inbound | None:
    if any(getattr(message, note) for note in _NOTES):
        return None
    writer, chat = message.from_user, message.chat
    masked = message.sender_chat is not None or chat.type == ChatType.CHANNEL
    if not masked and (writer is None or writer.is_bot):
        return None
    sender, name = _author(message)
    answered = message.reply_to_message
    ours = answered is not None and answered.from_user is not None and answered.from_user.id == bot_id
    words = message.text or message.caption or ""
    kind, media, seconds = _content(message)
    return Inbound(
        line_id=line_id,
        dedup=dedup,
        sender=sender,
        sender_name=name,
        chat=str(chat.id),
        private=chat.type == ChatType.PRIVATE and not masked,
        kind=kind,
        sent_at=message.date,
        text=_place(message) if kind is InboundKind.LOCATION else words,
        quote=str(answered.message_id) if answered is not None and ours else "",
        point=_point(message, words),
        media=media,
        media_seconds=seconds,
        forwarded=message.forward_origin is not None or bool(message.is_automatic_forward),
        is_channel=masked,
    )


def _author(message: Message) -> tuple[str, str]:
    """Return who speaks: the person, or the chat in whose name an anonymous admin or a channel does."""
    mask: Chat | None = message.sender_chat
    if mask is not None:
        return str(mask.id), mask.title or ""
    if message.from_user is not None:
        return str(message.from_user.id), message.from_user.full_name
    return str(message.chat.id), message.chat.title or ""


def _content(message: Message) -> tuple[InboundKind, str, int]:
    """Return kind, the platform's id of the media, and its length in seconds."""
    if message.location or message.venue:
        # A place that is none is told as what we can't read: kept, it would never be written down.
        return (InboundKind.LOCATION if _point(message, "") else InboundKind.OTHER), "", 0
    if message.photo:
        return InboundKind.PHOTO, max(message.photo, key=lambda size: size.width * size.height).file_id, 0
    if message.document and (message.document.mime_type or "").startswith("image/"):
        return InboundKind.PHOTO, message.document.file_id, 0
    film = message.video or message.video_note or message.animation
    if film:
        return InboundKind.VIDEO, film.file_id, _whole_seconds(film.duration)
    if message.document and (message.document.mime_type or "").startswith("video/"):
        return InboundKind.VIDEO, message.document.file_id, 0
    sound = message.voice or message.audio
    if sound:
        return InboundKind.VOICE, sound.file_id, _whole_seconds(sound.duration)
    # A file with a caption can be read: its words are the report.
    return (InboundKind.TEXT if message.text or message.caption else InboundKind.OTHER), "", 0


def _whole_seconds(duration: int | timedelta) -> int:
    return int(duration.total_seconds()) if isinstance(duration, timedelta) else int(duration)


def _point(message: Message, words: str) -> tuple[float, float] | None:
    place = message.location or (message.venue.location if message.venue else None)
    if place is None:
        return point_in(words)
    point = (place.latitude, place.longitude)
    return point if on_earth(point) else None


def _place(message: Message) -> str:
    """Return a venue's title and address; nothing for a bare position."""
    venue = message.venue
    return ", ".join(part for part in (venue.title, venue.address) if part) if venue else ""


def _returned(was: str) -> InboundKind | None:
    """Return RETURNED for a private chat that was closed; that an open one is open is no news."""
    return InboundKind.RETURNED if was == ChatMemberStatus.BANNED else None
