"""Albums: Telegram brings each picture as a message of its own; together they are one thing that somebody said."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from handlers.core.inbound import Inbound

Album: TypeAlias = tuple[str, str]
"""Chat, and the platform's name of the album."""

_KEPT = 200
"""Albums that are remembered: their parts come within seconds of each other."""


class Albums:
    """The albums of one bot whose first part was taken."""

    def __init__(self) -> None:
        self._begun: deque[Album] = deque(maxlen=_KEPT)

    def joined(self, heard: Sequence[Inbound]) -> list[Inbound]:
        """Return the messages with each album's words at its first part, and its further parts marked as such.

        A caption that comes with a later answer of the platform stays where it is, and is answered.
        """
        first: dict[Album, int] = {}
        told: list[Inbound] = []
        for message in heard:
            album = _album(message)
            if not message.album or message.edited:
                told.append(message)
            elif album in first:
                place = first[album]
                told[place] = _with_words(told[place], message)
                told.append(replace(message, text="", point=None, follows=True))
            elif album in self._begun:
                told.append(replace(message, follows=not message.text.strip()))
            else:
                first[album] = len(told)
                told.append(message)
        return told

    def taken(self, heard: Sequence[Inbound]) -> None:
        """Remember what was kept: only of that the rest is to come."""
        self._begun.extend(_album(message) for message in heard if message.album and not message.edited)


def _album(message: Inbound) -> Album:
    return message.chat, message.album


def _with_words(first: Inbound, other: Inbound) -> Inbound:
    words = "\n".join(filter(None, (first.text, other.text)))
    return replace(first, text=words, point=first.point or other.point)
