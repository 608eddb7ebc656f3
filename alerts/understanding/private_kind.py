"""What must not be passed on, by what it is; and where it stands in a text."""

from dataclasses import dataclass
from enum import StrEnum


class PrivateKind(StrEnum):
    """What a private part of a text is."""

    NAME = "name"
    """Somebody's name or nickname."""
    PLATE = "plate"
    """A licence plate, or a part of one."""
    PAPER = "paper"
    """A number of papers: A-number, passport, case, date of birth, badge."""
    STATUS = "status"
    """Words on somebody's papers or record."""
    PHONE = "phone"
    DOOR = "door"
    """A house number."""
    FLAT = "flat"
    """An apartment, floor, lot or room."""
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    """An account: @name."""
    COMMAND = "command"
    """What makes who follows it leave us, or call a bot's command: "/stop", "text STOP to"."""
    POINT = "point"
    """Coordinates."""


@dataclass(frozen=True, kw_only=True)
class PrivateSpan:
    """A private part of a text: `text[start:end]`."""

    start: int
    end: int
    kind: PrivateKind
    perhaps_place: bool = False
    """A name that nothing around it gives to a person: it may be a shop's or a street's."""
