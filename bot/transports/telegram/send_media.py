"""What goes along with words, or in their place: a picture, a film, a voice note, a file, a place."""

from typing import Any

from telegram import Bot, InlineKeyboardMarkup, Message, ReplyParameters

from bot.transports.base import WORDS, Outbound


async def send_media(
    bot: Bot, message: Outbound, markup: InlineKeyboardMarkup | None, reply: ReplyParameters | None
) -> Message:
    """Send a picture, a film, a voice note, a file or a place."""
    chat = message.chat
    beside: dict[str, Any] = {"reply_markup": markup, "reply_parameters": reply}
    beside |= {"protect_content": True} if message.protected else {}
    captioned = beside | {"caption": message.text or None}
    if message.as_file or message.file is not None:
        content, name = _file(message)
        return await bot.send_document(chat, content, filename=name, disable_content_type_detection=True, **captioned)
    if message.photo is not None:
        return await bot.send_photo(chat, message.photo, filename="photo.jpg", **captioned)
    if message.video is not None:
        return await bot.send_video(chat, message.video, filename="video.mp4", supports_streaming=True, **captioned)
    if message.voice is not None:
        return await bot.send_voice(chat, message.voice, filename="voice.ogg", **captioned)
    latitude, longitude, title = message.pin or (0.0, 0.0, "")
    # Neither title nor address may be empty, or the venue is refused.
    title = title.strip() or f"{latitude:.5f}, {longitude:.5f}"
    return await bot.send_venue(chat, latitude, longitude, title, title, **beside)


def _file(message: Outbound) -> tuple[bytes, str]:
    """Return what goes along as a plain file, and its name."""
    if message.file is not None:
        return message.file, message.file_name or WORDS
    if message.photo is not None:
        return message.photo, message.file_name or "photo.jpg"
    return (message.video, "video.mp4") if message.video is not None else (message.voice or b"", "voice.ogg")
