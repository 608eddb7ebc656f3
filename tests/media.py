"""A photo and a film as phones send them."""

import io
from functools import cache

from PIL import Image

GPS = b"+42.3251-072.6412/"
"""Where a phone writes that a film was taken (ISO 6709)."""
SAMPLES = b"pictures and sounds"
TIMED = b"42.3251,-72.6412 now"
"""What a camera wrote beside the pictures, frame by frame."""


@cache
def picture() -> bytes:
    """Make a photo."""
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "navy").save(out, "JPEG")
    return out.getvalue()


def box(kind: bytes, *payload: bytes) -> bytes:
    """Make a box of an MP4 file."""
    body = b"".join(payload)
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def number(value: int) -> bytes:
    """Write a number of 32 bits."""
    return value.to_bytes(4, "big")


def film(*, wide: bool = False, tail: bytes = b"") -> bytes:
    """Make a film with a track of pictures, one of positions, and what a phone writes around them.

    `wide`: with offsets of 64 bits; `tail`: more behind it.
    """
    start = box(b"ftyp", b"mp42", bytes(4), b"isom") + box(b"mdat", SAMPLES, TIMED)
    first = len(start) - len(SAMPLES) - len(TIMED)
    headers = box(b"mvhd", bytes(4), number(3_800_000_000) * 2, number(600), bytes(80))
    pictures = _track(b"vide", first, len(SAMPLES), wide=wide)
    positions = _track(b"meta", first + len(SAMPLES), len(TIMED), wide=wide)
    told = box(b"udta", box(b"\xa9xyz", GPS)) + box(b"meta", b"com.apple.quicktime.make Pearphone")
    return start + box(b"moov", headers, pictures, positions, told) + tail


def _track(handler: bytes, offset: int, size: int, *, wide: bool) -> bytes:
    places = offset.to_bytes(8 if wide else 4, "big")
    tables = box(
        b"stbl",
        box(b"stsc", bytes(4), number(1), number(1), number(1), number(1)),
        box(b"stsz", bytes(4), number(0), number(1), number(size)),
        box(b"co64" if wide else b"stco", bytes(4), number(1), places),
    )
    media = box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13)), box(b"minf", tables))
    return box(b"trak", box(b"tkhd", bytes(4), number(3_800_000_000) * 2, bytes(72)), media)
