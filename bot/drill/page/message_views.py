"""Messages and their pictures as the page gets them."""

import re
import secrets
from collections.abc import Callable

from bot.drill.actors import ZONE
from bot.drill.page.page_state import View
from bot.drill.screen import Screen, ScreenButton, ShownMessage

_NUMBERED = re.compile(r"^(\d+) = (.+)$", re.MULTILINE)


def numbered(text: str) -> list[tuple[str, str]]:
    """Find the choices that Signal shows as numbered lines: number and words of each."""
    return _NUMBERED.findall(text)


class PhotoStore:
    """The pictures that were sent, each under an address that nobody guesses."""

    def __init__(self) -> None:
        self._pictures: dict[str, bytes] = {}
        self._names: dict[int, str] = {}

    def name(self, shown: ShownMessage) -> str:
        """Name the picture of this message: the last part of its address."""
        if id(shown) not in self._names and shown.photo is not None:
            name = secrets.token_urlsafe(16)
            self._names[id(shown)] = name
            self._pictures[name] = shown.photo
        return self._names[id(shown)]

    def picture(self, name: str) -> bytes | None:
        """Return the picture of this name; None where there is none."""
        return self._pictures.get(name)


def views(screen: Screen, mine: str, picture: Callable[[ShownMessage], str]) -> list[View]:
    """Return all that stands on a screen as JSON, oldest first. `mine`: whose phone it is. `picture`: names a photo."""
    return [
        _view(number, shown, mine, picture)
        for number, shown in enumerate(screen.history)
        if not shown.deleted and _has_content(shown)
    ]


def clock(shown: ShownMessage) -> str:
    """Format when a message came, in the zone where the drill plays."""
    return shown.at.astimezone(ZONE).strftime("%H:%M")


def _has_content(shown: ShownMessage) -> bool:
    return bool(shown.text or shown.pin or shown.photo or shown.video or shown.voice or shown.file)


def _view(number: int, shown: ShownMessage, mine: str, picture: Callable[[ShownMessage], str]) -> View:
    return {
        "id": number,
        "by": "me" if shown.by == mine else shown.by,
        "text": shown.text,
        "at": clock(shown),
        "edited": bool(shown.edited),
        "rows": [[_key(key) for key in row] for row in shown.buttons],
        "pin": list(shown.pin) if shown.pin else None,
        "photo": picture(shown) if shown.photo else None,
        "video": bool(shown.video),
        "voice": bool(shown.voice),
        "reactions": sorted(set(shown.reactions.values())),
    }


def _key(key: ScreenButton) -> View:
    return {"label": key.label, "data": key.data, "url": key.url}
