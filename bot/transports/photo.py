"""Photos are passed on re-encoded: no metadata, no hidden payload, bounded in size; never stored."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageOps

LONGEST_SIDE = 1600
"""Pixels; enough to read what a vest says, small enough to send to a whole desk."""
MOST_PIXELS = 50_000_000
"""Of a JPEG, which is decoded at a fraction of its size. A header that claims more is a bomb, not a phone's photo."""
MOST_PIXELS_AT_ONCE = 12_000_000
"""Of any other, which is decoded whole, up to 16 bytes a pixel: more than a screenshot has."""
MOST_BYTES = 20 * 1024 * 1024
_QUALITY = 85
_BY_PARTS = frozenset({"JPEG", "MPO"})
_ONE_AT_A_TIME = ThreadPoolExecutor(max_workers=1, thread_name_prefix="photo")
"""So that many photos at once take no more memory than one."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "MPO")


async def clean_photo(data: bytes) -> bytes | None:
    """Return a JPEG of the same picture, upright, without any metadata; None for what isn't a picture."""
    return await asyncio.get_running_loop().run_in_executor(_ONE_AT_A_TIME, _clean, data)


def _clean(data: bytes) -> bytes | None:
    if not data or len(data) > MOST_BYTES:
        return None
    try:
        return _encoded(data)
    except Exception:  # noqa: BLE001 - decoders fail on hostile bytes in ways that no list of classes covers
        return None


def _encoded(data: bytes) -> bytes | None:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        width, height = picture.size
        most = MOST_PIXELS if picture.format in _BY_PARTS else MOST_PIXELS_AT_ONCE
        if width < 1 or height < 1 or width * height > most:
            return None
        # The orientation is read first, and turning comes last: never two large pictures in memory.
        picture.getexif()
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        out = io.BytesIO()
        # A fresh image holds pixels only: what hung on the old one (EXIF, XMP, comments) stays behind.
        flat = Image.new("RGB", upright.size, "white")
        rgba = upright.convert("RGBA")
        flat.paste(rgba, mask=rgba.getchannel("A"))
        flat.save(out, "JPEG", quality=_QUALITY, optimize=True)
        return out.getvalue()
