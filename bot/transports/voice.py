"""Recordings are passed on without the titles that phones write into them: a voice memo bears the street's name."""

from bot.transports.video import clean_video

_ID3, _ID3_HEAD = b"ID3", 10
_ID3_OLD, _ID3_OLD_LENGTH = b"TAG", 128


async def clean_voice(data: bytes) -> bytes | None:
    """Return the same recording without its tags, those of MP4 (m4a) and MP3; others, and broken ones, as they are.

    Better a recording with its title than none: it goes to the desk alone.
    """
    if data[4:8] == b"ftyp":
        return await clean_video(data) or data
    return _without_id3(data)


def _without_id3(data: bytes) -> bytes:
    """Return an MP3 without its tags, at the beginning (ID3v2, its size in four times seven bits) and at the end."""
    if data.startswith(_ID3) and len(data) > _ID3_HEAD:
        size = 0
        for part in data[6:_ID3_HEAD]:
            size = size << 7 | part & 0x7F
        data = data[_ID3_HEAD + size :] or data
    old = len(data) > _ID3_OLD_LENGTH and data[-_ID3_OLD_LENGTH:].startswith(_ID3_OLD)
    return data[:-_ID3_OLD_LENGTH] if old else data
