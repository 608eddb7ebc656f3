"""The items of a HEIC or AVIF file: their types, and where their bytes lie (ISO/IEC 14496-12, iinf and iloc)."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.transports.video_boxes import Box, boxes, integer

_IN_FILE, _IN_IDAT = 0, 1
"""Construction methods of iloc: offsets count from the file's first byte, or from that of idat."""
_NARROW, _WIDE = 2, 4
_ID_BYTES = {2: _NARROW, 3: _WIDE}
"""By version of infe; older ones have no type."""
_MOST = 10_000
"""So many items or extents are read; a phone's picture has a hundred tiles."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item."""

    id: int
    type: str
    """"hvc1" for a picture, "Exif" or "mime" for what is told of one."""
    told: tuple[int, int]
    """Where name and type of content of it stand: from, to."""
    extents: tuple[tuple[int, int], ...] = ()
    """Where its bytes lie: from, to."""


class _Reader:
    """Reads numbers one after the other."""

    def __init__(self, data: bytearray, at: int, end: int) -> None:
        self._data, self.at, self._end = data, at, end

    def take(self, length: int) -> int:
        """Read a number of so many bytes; raise ValueError where the box ends before."""
        if self.at + length > self._end:
            raise ValueError("a box is cut short")
        self.at += length
        return integer(self._data, self.at - length, length) if length else 0


def items(picture: bytearray, meta: Box) -> Iterator[Item]:
    """Find the items that a meta box lists; raise ValueError where it cannot be read whole."""
    inside = {box.type: box for box in boxes(picture, meta.payload + 4, meta.end)}
    if not {"iinf", "iloc"} <= inside.keys():
        raise ValueError("no items")
    idat = inside["idat"].payload if "idat" in inside else 0
    extents = dict(_locations(picture, inside["iloc"], idat))
    for item in _infos(picture, inside["iinf"]):
        yield Item(id=item.id, type=item.type, told=item.told, extents=extents.get(item.id, ()))


def _infos(picture: bytearray, iinf: Box) -> Iterator[Item]:
    reader = _Reader(picture, iinf.payload, iinf.end)
    wide = reader.take(4) >> 24 > 0
    reader.take(4 if wide else 2)
    for info in boxes(picture, reader.at, iinf.end):
        if info.type != "infe":
            raise ValueError("no item")
        told = _Reader(picture, info.payload, info.end)
        version = told.take(4) >> 24
        if version not in _ID_BYTES:
            raise ValueError("an old list of items")
        id_ = told.take(_ID_BYTES[version])
        told.take(2)
        kind = told.take(4).to_bytes(4, "big").decode("latin-1")
        yield Item(id=id_, type=kind, told=(told.at, info.end))


def _locations(picture: bytearray, iloc: Box, idat: int) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    reader = _Reader(picture, iloc.payload, iloc.end)
    version = reader.take(4) >> 24
    sizes = reader.take(2)
    of_offset, of_length, of_base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    of_index = sizes & 15 if version else 0
    wide = _WIDE if version > 1 else _NARROW
    for _ in range(min(reader.take(wide), _MOST)):
        id_ = reader.take(wide)
        method = reader.take(2) & 15 if version else _IN_FILE
        if method not in (_IN_FILE, _IN_IDAT):
            raise ValueError("bytes of other items")
        reader.take(2)
        base = reader.take(of_base) + (idat if method == _IN_IDAT else 0)
        found = []
        for _ in range(min(reader.take(2), _MOST)):
            reader.take(of_index)
            start = base + reader.take(of_offset)
            length = reader.take(of_length)
            found.append((start, start + length))
        yield id_, tuple(found)
