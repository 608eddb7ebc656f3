"""A file that we made ourselves, sent beside words: a calendar entry, a page to print, a list under a passphrase."""

import re
from dataclasses import dataclass, field

LARGEST = 5_000_000
"""Bytes of a file's content at most (our choice: far below what either platform takes, and no row is larger)."""
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.ASCII)
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file. Raises ValueError for a name, type or size that no platform takes."""

    name: str
    """As people see it on their phone, with its ending: "training.ics". It says nothing about anybody."""
    media_type: str
    """"text/calendar", "application/pdf"."""
    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Check what would only fail when it is sent."""
        if not _NAME.fullmatch(self.name) or not _TYPE.fullmatch(self.media_type):
            raise ValueError("a document's name or type")
        if not 0 < len(self.content) <= LARGEST:
            raise ValueError("a document's size")
