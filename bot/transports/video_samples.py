"""Where the data of a track lies in an MP4 or QuickTime file, by its sample tables (ISO/IEC 14496-12, 8.6 to 8.7)."""

from collections.abc import Iterator

from bot.transports.video_boxes import Box, boxes, integer, within

_ENTRIES = 4
"""Bytes of version and flags, before the count of entries."""


def blank_samples(film: bytearray, track: Box) -> None:
    """Fill the data of a track with zeros; raise ValueError where its tables contradict the file."""
    for media in within(film, track, "mdia"):
        for information in within(film, media, "minf"):
            for tables in within(film, information, "stbl"):
                for start, length in _chunks(film, tables):
                    if start + length > len(film):
                        raise ValueError("a sample lies behind the file's end")
                    film[start : start + length] = bytes(length)


def _chunks(film: bytearray, tables: Box) -> Iterator[tuple[int, int]]:
    """Return offset and length of each chunk of samples."""
    found = {box.type: box for box in boxes(film, tables.payload, tables.end)}
    places = found.get("stco") or found.get("co64")
    if not places or "stsz" not in found or "stsc" not in found:
        return
    sizes = _sizes(film, found["stsz"])
    wide = 8 if places.type == "co64" else 4
    runs = _runs(film, found["stsc"])
    held = 0
    for chunk in range(1, _count(film, places, wide) + 1):
        held = runs.get(chunk, held)
        start = integer(film, places.payload + 2 * _ENTRIES + (chunk - 1) * wide, wide)
        yield start, sum(next(sizes, 0) for _ in range(held))


def _sizes(film: bytearray, table: Box) -> Iterator[int]:
    """Return the bytes of each sample: one size for all, or a table."""
    size, samples = (integer(film, table.payload + _ENTRIES + step, 4) for step in (0, 4))
    start = table.payload + _ENTRIES + 8
    if not size and start + 4 * samples > table.end:
        raise ValueError("a table of sizes is cut short")
    for sample in range(samples):
        yield size or integer(film, start + 4 * sample, 4)


def _runs(film: bytearray, table: Box) -> dict[int, int]:
    """Return from which chunk on each holds how many samples."""
    start = table.payload + 2 * _ENTRIES
    entries = range(_count(film, table, 12))
    return {integer(film, start + 12 * at, 4): integer(film, start + 12 * at + 4, 4) for at in entries}


def _count(film: bytearray, table: Box, width: int) -> int:
    entries = integer(film, table.payload + _ENTRIES, 4)
    if table.payload + 2 * _ENTRIES + entries * width > table.end:
        raise ValueError("a table is cut short")
    return entries
