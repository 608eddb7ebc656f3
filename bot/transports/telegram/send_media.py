"""What goes along with words, or in their place: a picture, a film, a voice note, a file, a place."""

from telegram import Bot, InlineKeyboardMarkup, Message, ReplyParameters

from bot.transports.base import Outbound


async def send_media(
    bot: Bot, message: Outbound, markup: InlineKeyboardMarkup | None, reply: ReplyParameters | None
) -> Message:
    """Send a picture, a film, a voice note, a file or a place."""
    chat = message.chat
    if message.as_file or message.file is not None:
        content, name = _file(message)
        return await bot.send_document(
            chat,
            content,
            caption=message.text or None,
            reply_markup=markup,
            reply_parameters=reply,
            filename=name,
            disable_content_type_detection=True,
        )
    if message.photo is not None:
        return await bot.send_photo(
            chat,
            message.photo,
            caption=message.text or None,
            reply_markup=markup,
            reply_parameters=reply,
            filename="photo.jpg",
        )
    if message.video is not None:
        return await bot.send_video(
            chat,
            message.video,
            caption=message.text or None,
            reply_markup=markup,
            reply_parameters=reply,
            supports_streaming=True,
            filename="video.mp4",
        )
    if message.voice is not None:
        return await bot.send_voice(
            chat,
            message.voice,
            caption=message.text or None,
            reply_markup=markup,
            reply_parameters=reply,
            filename="voice.ogg",
        )
    latitude, longitude, title = message.pin or (0.0, 0.0, "")
    # Neither title nor address may be empty, or the venue is refused.
    title = title.strip() or f"{latitude:.5f}, {longitude:.5f}"
    return await bot.send_venue(chat, latitude, longitude, title, title, reply_markup=markup, reply_parameters=reply)


def _file(message: Outbound) -> tuple[bytes, str]:
    """Return what goes along as a plain file, and its name."""
    if message.file is not None:
        return message.file, "words.txt"
    if message.photo is not None:
        return message.photo, "photo.jpg"
    return (message.video, "video.mp4") if message.video is not None else (message.voice or b"", "voice.ogg")
