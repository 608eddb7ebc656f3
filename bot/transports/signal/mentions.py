"""People whom a text mentions: Signal writes a placeholder, and says beside the text whom it stands for."""

from collections.abc import Iterable

from bot.transports.json_fields import Json, whole, words
from bot.transports.mention_names import NOBODY, UNIT, mention_name, replaced

PLACEHOLDER = "\ufffc"


def with_names(text: str, mentions: Iterable[Json]) -> str:
    """Return the text with "@Name" where somebody is mentioned, and no placeholder left."""
    if PLACEHOLDER not in text:
        return text
    mentions = tuple(mentions)
    starts = {start: mention for mention in mentions if (start := whole(mention, "start")) is not None}
    units, placeholder = text.encode("utf-16-le"), PLACEHOLDER.encode("utf-16-le")
    # From the end on: what is put in moves what stands behind it.
    for start in sorted(starts, reverse=True):
        if units[start * UNIT : start * UNIT + UNIT] == placeholder:
            name = words(starts[start], "name").replace(PLACEHOLDER, "")
            text = replaced(text, start, 1, mention_name(name))
    # Without anybody who is mentioned it stands for a picture that somebody pasted.
    return text.replace(PLACEHOLDER, NOBODY if mentions else "")
