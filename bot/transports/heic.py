"""HEIC and AVIF pictures are passed on as files without what a phone wrote into them: place, time, maker, titles.

Nothing here decodes them. Such a file is a tree of boxes (ISO/IEC 23008-12); its meta box lists items and where the
bytes of each lie. Whatever is no picture is blanked where it stands, so that every offset stays right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.transports.heic_items import Item, items
from bot.transports.video_boxes import Box, boxes

MOST_BYTES = 20 * 1024 * 1024
"""As much as of a film (bot/transports/video.py)."""
_BRANDS = frozenset("heic heix heim heis mif1 avif".split())
"""Of still pictures; bursts (hevc, msf1, avis) hold tracks, which are not read here."""
_TOP = frozenset("ftyp meta mdat".split())
_OF_META = frozenset("hdlr pitm iinf iloc iprp iref idat dinf grpl".split())
_PICTURES = frozenset("hvc1 av01 grid iovl iden".split())
"""Types of items that are kept: pictures, and what says how pictures are put together."""
_PROPERTIES = frozenset("ispe pixi hvcC av1C colr irot imir clap pasp auxC clli mdcv cclv lsel a1lx a1op".split())
"""What is kept of what is told of a picture: size, colours, how it is turned."""


@dataclass(frozen=True)
class _Span:
    start: int
    end: int


def clean_heic(data: bytes) -> bytes | None:
    """Return the same picture without any metadata; None for what is no HEIC or AVIF picture, or over 20 MiB."""
    if len(data) > MOST_BYTES or data[4:8] != b"ftyp" or data[8:12].decode("latin-1") not in _BRANDS:
        return None
    picture = bytearray(data)
    try:
        top = list(boxes(picture, 0, len(picture)))
        [meta] = [box for box in top if box.type == "meta"]
        kept = list(_kept(picture, meta))
        if not kept:
            return None
        for box in top:
            if box.type == "mdat":
                _zero_all_but(picture, _Span(box.payload, box.end), kept)
            elif box.type not in _TOP:
                _blank(picture, box)
        _clean_meta(picture, meta, kept)
    except (ValueError, IndexError, RecursionError):
        # Hostile or cut short: what cannot be read whole cannot be cleaned.
        return None
    return bytes(picture)


def _kept(picture: bytearray, meta: Box) -> Iterator[_Span]:
    """Find where the bytes of pictures lie."""
    for item in items(picture, meta):
        if item.type in _PICTURES:
            yield from (_Span(start, end) for start, end in item.extents)
        _untitle(picture, item)


def _untitle(picture: bytearray, item: Item) -> None:
    """Blank the name of an item, which may be a file's: it ends with a zero, and so do the fields behind it."""
    start, end = item.told
    picture[start:end] = bytes(end - start)


def _clean_meta(picture: bytearray, meta: Box, kept: list[_Span]) -> None:
    # Version and flags come before what it holds.
    for box in list(boxes(picture, meta.payload + 4, meta.end)):
        if box.type == "idat":
            _zero_all_but(picture, _Span(box.payload, box.end), kept)
        elif box.type == "iprp":
            _clean_properties(picture, box)
        elif box.type not in _OF_META:
            _blank(picture, box)


def _clean_properties(picture: bytearray, iprp: Box) -> None:
    for container in boxes(picture, iprp.payload, iprp.end):
        if container.type != "ipco":
            continue
        for told in list(boxes(picture, container.payload, container.end)):
            if told.type not in _PROPERTIES:
                _blank(picture, told)


def _zero_all_but(picture: bytearray, span: _Span, kept: list[_Span]) -> None:
    at = span.start
    for one in sorted(kept, key=lambda one: one.start):
        start, end = max(one.start, span.start), min(one.end, span.end)
        if start >= end:
            continue
        if start > at:
            picture[at:start] = bytes(start - at)
        at = max(at, end)
    if span.end > at:
        picture[at : span.end] = bytes(span.end - at)


def _blank(picture: bytearray, box: Box) -> None:
    picture[box.start + 4 : box.start + 8] = b"free"
    picture[box.payload : box.end] = bytes(box.end - box.payload)
