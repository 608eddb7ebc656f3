"""The boxes of an MP4 or QuickTime file (ISO/IEC 14496-12)."""

from collections.abc import Iterator
from dataclasses import dataclass

_HEAD, _LONG_HEAD = 8, 16
"""Bytes of size and type; and with a size of 64 bits."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its type, and where it begins, its payload begins, and it ends (bytes from the file's first)."""

    type: str
    start: int
    payload: int
    end: int


def boxes(film: bytearray, start: int, end: int) -> Iterator[Box]:
    """Find the boxes that stand between two offsets; raise ValueError where one does not fit."""
    at = start
    while at < end:
        size, payload = integer(film, at, 4), at + _HEAD
        if size == 0 and payload <= end:
            # It goes on to the end.
            if end - at >= _HEAD:
                yield Box(_type(film, at), at, payload, end)
            return
        if size == 1:
            size, payload = integer(film, at + _HEAD, 8), at + _LONG_HEAD
        if size < payload - at or at + size > end:
            raise ValueError("a box is cut short")
        yield Box(_type(film, at), at, payload, at + size)
        at += size


def within(film: bytearray, box: Box, type_: str) -> Iterator[Box]:
    """Find the boxes of one type right inside another."""
    return (inner for inner in boxes(film, box.payload, box.end) if inner.type == type_)


def integer(film: bytearray, at: int, length: int) -> int:
    """Read a number; raise ValueError behind the file's end."""
    if at < 0 or at + length > len(film):
        raise ValueError("the file is cut short")
    return int.from_bytes(film[at : at + length], "big")


def _type(film: bytearray, at: int) -> str:
    return film[at + 4 : at + 8].decode("latin-1")
