"""What POST /v2/send takes, as signalbot models it: the names of its fields are signalbot's business."""

import base64
from typing import Any

from signalbot import SendMessage, TextMode

from bot.transports.base import WORDS, Outbound


async def send_body(message: Outbound, number: str) -> dict[str, Any]:
    """Make the body that sends a message, or edits one. `number`: our own."""
    model = SendMessage(
        text=message.text,
        # "styled" would read people's asterisks as marks.
        text_mode=TextMode.NORMAL,
        edit_timestamp=int(message.edit) if message.edit else None,
        quote_author=number if message.answers else None,
        quote_timestamp=int(message.answers) if message.answers else None,
        base64_attachments=_attachments(message),
    )
    body = await model.to_generated(number, [message.chat])
    return body.model_dump(mode="json", exclude_none=True)


def _attachments(message: Outbound) -> list[str] | None:
    if message.photo is not None and message.file_name:
        return [_attached("application/octet-stream", message.file_name, message.photo)]
    if message.photo is not None:
        return [_attached("image/jpeg", "photo.jpg", message.photo)]
    if message.video is not None:
        return [_attached("video/mp4", "video.mp4", message.video)]
    if message.voice is not None:
        return [_attached(*_voice_type(message.voice), message.voice)]
    if message.file is not None:
        return [_attached(message.file_type, message.file_name or WORDS, message.file)]
    return None


def _attached(mime: str, filename: str, content: bytes) -> str:
    return f"data:{mime};filename={filename};base64,{base64.b64encode(content).decode()}"


def _voice_type(content: bytes) -> tuple[str, str]:
    """Return MIME type and file name of a voice note: Telegram's are Ogg, Signal's are AAC, bare or in MP4."""
    if content[4:8] == b"ftyp":
        return "audio/mp4", "voice.m4a"
    if content[:2] in (b"\xff\xf1", b"\xff\xf9"):
        return "audio/aac", "voice.aac"
    return "audio/ogg", "voice.ogg"
