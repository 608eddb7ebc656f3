"""signalbot's messages as Inbound."""

import base64
from datetime import UTC, datetime

from signalbot import Attachment, DataMessage, EditMessage, Reaction

from alerts.places.map_links import point_in
from handlers.core.inbound import Inbound, InboundKind

_LONG_TEXT = "text/x-signal-plain"
"""How Signal sends the rest of a text over 2,000 bytes."""


def group_address(internal_id: str) -> str:
    """Return the address to write to, of a group as messages name it."""
    return "group." + base64.b64encode(internal_id.encode()).decode()


def inbounds_of(message: DataMessage | Reaction, *, line_id: int, number: str, now: datetime) -> list[Inbound]:
    """Return what a message says to us: one Inbound, or one per photo; none for our own and for reactions taken back.

    `now`: aware UTC, where the message has no believable time. `number`: our own.
    """
    sender = message.source_uuid or message.source_number or ""
    if not sender or number in (message.source_number, sender):
        return []
    if isinstance(message, Reaction):
        return _reaction(message, sender, line_id, now)
    return _data(message, sender, line_id, now)


def _base(message: DataMessage | Reaction, sender: str, line_id: int, dedup: str, sent_at: datetime) -> Inbound:
    group = message.group_info.group_id if message.group_info is not None else None
    return Inbound(
        line_id=line_id,
        dedup=dedup,
        sender=sender,
        sender_name=message.source_name or "",
        sender_number=message.source_number or "",
        chat=group_address(group) if group else sender,
        private=message.group_info is None,
        kind=InboundKind.OTHER,
        sent_at=sent_at,
    )


def _with(base: Inbound, **changes: object) -> Inbound:
    return Inbound(**{**vars(base), **changes})


def _reaction(message: Reaction, sender: str, line_id: int, now: datetime) -> list[Inbound]:
    if message.is_remove or not message.emoji:
        return []
    # signalbot keeps the target's timestamp alone; the server's tells two reactions to one message apart.
    arrived = message.server_received_timestamp
    base = _base(message, sender, line_id, f"{sender}:{message.timestamp}:{arrived}", _time(arrived, now))
    return [_with(base, kind=InboundKind.REACTION, text=message.emoji, quote=str(message.timestamp))]


def _data(message: DataMessage, sender: str, line_id: int, now: datetime) -> list[Inbound]:
    text = message.text or ""
    base = _with(
        _base(message, sender, line_id, f"{sender}:{message.timestamp}", _time(message.timestamp, now)),
        kind=InboundKind.TEXT if text.strip() else InboundKind.OTHER,
        text=text,
        quote=str(message.quote.id) if message.quote is not None else "",
        point=point_in(text),
        edited=isinstance(message, EditMessage),
    )
    media = [(kind, part.local_filename) for part in message.attachments or () if (kind := _kind(part))]
    if not media:
        return [base]
    (first_kind, first_name), *others = media
    first = _with(base, kind=first_kind, media=first_name or "")
    rest = [
        _with(base, dedup=f"{base.dedup}:{place}", kind=kind, media=name or "", text="", point=None)
        for place, (kind, name) in enumerate(others, start=1)
    ]
    return [first, *rest]


def _kind(part: Attachment) -> InboundKind | None:
    mime = part.content_type or ""
    if part.local_filename is None or mime == _LONG_TEXT:
        return None
    if part.is_voice_note or mime.startswith("audio/"):
        return InboundKind.VOICE
    if mime.startswith("video/"):
        return InboundKind.VIDEO
    return InboundKind.PHOTO if mime.startswith("image/") else None


def _time(milliseconds: int, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return now
