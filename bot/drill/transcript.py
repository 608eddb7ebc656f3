"""The transcript of a drill: who said and heard what, and when, as somebody would tell it."""

import textwrap
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.drill.screen import Change, Screen, ShownMessage

WIDTH = 100
_WORD = {
    Change.SHOWN: "hears",
    Change.SAID: "says",
    Change.EDITED: "sees it change",
    Change.TAPPED: "taps",
    Change.TOAST: "reads for a moment",
}


class Transcript:
    """A writer of what every watched screen shows, edits included."""

    def __init__(self, write: Callable[[str], None], zone: ZoneInfo) -> None:
        self._write = write
        self._zone = zone
        self._muted = True

    def watch(self, screen: Screen) -> None:
        """Write down what this screen shows from now on, once `begin` was called."""
        screen.listeners.append(self._changed)

    def begin(self) -> None:
        """Begin to write; until here people only joined."""
        self._muted = False

    def heading(self, text: str) -> None:
        """Write a heading on a line of its own."""
        self._write(f"\n{text}")

    def _changed(self, screen: Screen, shown: ShownMessage, change: Change) -> None:
        if self._muted or change not in _WORD or (change is Change.TOAST and not shown.text):
            return
        at = shown.edited_at if change is Change.EDITED and shown.edited_at else shown.at
        self._write(f"\n{self._clock(at)}  {screen.name} {_WORD[change]}:")
        self._write(textwrap.indent(_told(shown, change), " " * 10))

    def _clock(self, at: datetime) -> str:
        return at.astimezone(self._zone).strftime("%H:%M:%S")


def _told(shown: ShownMessage, change: Change) -> str:
    lines = [line for text in shown.text.splitlines() for line in textwrap.wrap(text, WIDTH) or [""]]
    if shown.pin is not None:
        lines.append(f"(pin at {shown.pin.latitude:.4f}, {shown.pin.longitude:.4f}: {shown.pin.title})")
    if change is not Change.SAID:
        lines += [" ".join(f"[{key.label}]" for key in row) for row in shown.buttons]
    return "\n".join(lines)
