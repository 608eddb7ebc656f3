"""People whom a text mentions: Signal writes a placeholder, and says beside the text whom it stands for."""

import re
from collections.abc import Iterable

from bot.transports.json_fields import Json, whole, words

PLACEHOLDER = "\ufffc"
NOBODY = "@…"
"""Stands for somebody whose name nobody knows; their number or UUID is nobody's business."""
_ADDRESS = re.compile(r"\+?[0-9][0-9 ()-]{5,}|[0-9a-fA-F-]{32,36}")
_UNIT = 2
"""Bytes of a UTF-16 unit, in which Signal counts."""


def with_names(text: str, mentions: Iterable[Json]) -> str:
    """Return the text with "@Name" where somebody is mentioned, and no placeholder left."""
    if PLACEHOLDER not in text:
        return text
    units = text.encode("utf-16-le")
    placeholder = PLACEHOLDER.encode("utf-16-le")
    starts = {start: mention for mention in mentions if (start := whole(mention, "start")) is not None}
    for start in sorted(starts, reverse=True):
        here = slice(start * _UNIT, start * _UNIT + _UNIT)
        if start >= 0 and units[here] == placeholder:
            units = units[: here.start] + _name(starts[start]).encode("utf-16-le") + units[here.stop :]
    return units.decode("utf-16-le", "replace").replace(PLACEHOLDER, NOBODY)


def _name(mention: Json) -> str:
    name = words(mention, "name").replace(PLACEHOLDER, "").strip()
    return f"@{name}" if name and not _ADDRESS.fullmatch(name) else NOBODY
