"""Films are passed on without what a phone wrote into them: place, time, maker, timed data; never stored.

An MP4 or QuickTime file is a tree of boxes, each a size, a type and a payload (ISO/IEC 14496-12, QuickTime File
Format). What tells of the phone is blanked where it stands, so that every offset into the film stays right: the
picture is not encoded anew, which would need a codec and minutes.
"""

import asyncio

from bot.transports.video_boxes import Box, boxes, integer, within
from bot.transports.video_samples import blank_samples

MOST_BYTES = 20 * 1024 * 1024
"""As much as Telegram lets a bot fetch (Bot API, getFile)."""
_OF_A_FILM = frozenset("ftyp styp moov moof mdat mfra sidx pdin free skip wide".split())
"""What may stand at the top; anything else is blanked."""
_BLANKED = frozenset("udta meta uuid XMP_ free skip wide".split())
"""What phones and cameras write into a film: place, maker, titles, and data hidden in padding."""
_BRANCHES = frozenset("moov trak mdia minf stbl edts dinf moof traf mvex".split())
"""Boxes that hold boxes."""
_DATED = frozenset("mvhd tkhd mdhd".split())
"""Headers that begin with when they were made and changed."""
_SHOWN_AND_HEARD = frozenset({b"vide", b"soun"})
"""Handlers of tracks that are kept; others hold where and how the phone was held, frame by frame."""


async def clean_video(data: bytes) -> bytes | None:
    """Return the same film without any metadata; None for what is no MP4 or QuickTime film, or over 20 MiB."""
    return await asyncio.to_thread(_clean, data)


def _clean(data: bytes) -> bytes | None:
    if len(data) > MOST_BYTES or data[4:8] != b"ftyp":
        return None
    film = bytearray(data)
    try:
        top = list(boxes(film, 0, len(film)))
        if "moov" not in [box.type for box in top]:
            return None
        for box in top:
            if box.type not in _OF_A_FILM:
                _blank(film, box)
            else:
                _walk(film, box)
    except (ValueError, IndexError, RecursionError):
        # Hostile or cut short: what cannot be read whole cannot be cleaned.
        return None
    return bytes(film)


def _walk(film: bytearray, box: Box) -> None:
    if box.type in _BLANKED:
        _blank(film, box)
    elif box.type == "trak" and _handler(film, box) not in _SHOWN_AND_HEARD:
        blank_samples(film, box)
        _blank(film, box)
    elif box.type in _DATED:
        # Version 1 has times of 64 bits.
        wide = integer(film, box.payload, 1) == 1
        _zero(film, box.payload + 4, min(box.payload + (20 if wide else 12), box.end))
    elif box.type in _BRANCHES:
        for inner in boxes(film, box.payload, box.end):
            _walk(film, inner)


def _handler(film: bytearray, track: Box) -> bytes:
    for media in within(film, track, "mdia"):
        for handler in within(film, media, "hdlr"):
            # Version, flags and a type before it.
            return bytes(film[handler.payload + 8 : handler.payload + 12])
    return b""


def _blank(film: bytearray, box: Box) -> None:
    film[box.start + 4 : box.start + 8] = b"free"
    _zero(film, box.payload, box.end)


def _zero(film: bytearray, start: int, end: int) -> None:
    film[start:end] = bytes(end - start)
