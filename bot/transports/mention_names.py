"""How somebody who is mentioned is called: the desk knows who is meant, and all of it is taken out for others."""

import re

NOBODY = "@…"
"""Stands for somebody whose name nobody knows; their number or UUID is nobody's business."""
_ADDRESS = re.compile(r"\+?[0-9][0-9 ().-]{5,}|[0-9a-fA-F-]{32,36}")
_PLAIN = re.compile(r"[^\W\d_]+( [^\W\d_]+)?")
_WORD = re.compile(r"\w+")
UNIT = 2
"""Bytes of a UTF-16 unit, in which both platforms count."""


def mention_name(name: str) -> str:
    """Return "@Name" in such a shape that whatever takes handles and names out of words takes all of it out."""
    name = name.strip().removeprefix("@")
    if _ADDRESS.fullmatch(name):
        return NOBODY
    if not (_PLAIN.fullmatch(name) and name.istitle()):
        # "tía chelo 🌻": of several words only the first would count as the name.
        name = "_".join(_WORD.findall(name))
    return f"@{name}" if name else NOBODY


def replaced(text: str, start: int, length: int, name: str) -> str:
    """Return the text with a name in place of these UTF-16 units; unchanged where they are none of its own."""
    units = text.encode("utf-16-le")
    if start < 0 or length < 1 or (start + length) * UNIT > len(units):
        return text
    made = units[: start * UNIT] + name.encode("utf-16-le") + units[(start + length) * UNIT :]
    return made.decode("utf-16-le", "replace")
