"""The screens of people and groups, and the phones of people, alike on both platforms.

The people of a drill are invented, so their words may stand in errors here.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Change(StrEnum):
    """A kind of event on a screen."""

    SHOWN = "shown"
    """A new message of the program."""
    SAID = "said"
    """A new message of the person, or of a member of the group."""
    EDITED = "edited"
    """A message changed in place: its words or its buttons."""
    DELETED = "deleted"
    """A message vanished."""
    REACTED = "reacted"
    """An emoji was put on a message, or taken away."""
    TAPPED = "tapped"
    """A button was pressed."""
    TOAST = "toast"
    """A tap was answered with a line that vanishes."""


@dataclass(frozen=True)
class ScreenButton:
    """One button under a message."""

    label: str
    data: str = ""
    url: str = ""


class ShownPin(NamedTuple):
    """A place on the map, in degrees, and its title."""

    latitude: float
    longitude: float
    title: str = ""


@dataclass(eq=False, kw_only=True)
class ShownMessage:
    """One message as it stands on a screen now."""

    ref: str
    """On Telegram the message_id; on Signal the timestamp of the newest version."""
    text: str
    at: datetime
    """When it came, aware, in UTC."""
    by: str = ""
    """Who said it; empty for the program."""
    buttons: tuple[tuple[ScreenButton, ...], ...] = ()
    former_buttons: list[ScreenButton] = field(default_factory=list)
    """Buttons an edit took away: a slow phone may still press them."""
    edited: int = 0
    edited_at: datetime | None = None
    pin: ShownPin | None = None
    photo: bytes | None = None
    video: bytes | None = None
    voice: bytes | None = None
    file: bytes | None = None
    """A text file, or what came as a plain file."""
    file_name: str = ""
    """As the app shows it; empty: without a name."""
    reply_to: str = ""
    """The ref of the message it answers, as far as this screen has it."""
    silent: bool = False
    protected: bool = False
    """Telegram: the app neither forwards nor saves it."""
    as_attachment: bool = False
    """Signal: the text was too long for a message and arrived as a file."""
    deleted: bool = False
    reactions: dict[str, str] = field(default_factory=dict)
    """Who put which emoji on it; the program is the empty name."""

    @property
    def flat_buttons(self) -> list[ScreenButton]:
        """Every button, row after row."""
        return [key for row in self.buttons for key in row]

    @property
    def labels(self) -> list[str]:
        """The words on the buttons, row after row."""
        return [key.label for key in self.flat_buttons]


MessageMatch: TypeAlias = str | Callable[[ShownMessage], bool]
Listener: TypeAlias = Callable[["Screen", ShownMessage, Change], None]


class NotHeardError(AssertionError):
    """A message that a screen was expected to show, and that did not come in time."""


class NotPossibleError(AssertionError):
    """An act that no real phone would let a person do."""


class Screen:
    """One conversation as it is shown: a person's with the program, or a group's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.history: list[ShownMessage] = []
        """All that was said, by the program and by people, in order, deleted or not."""
        self.lost_edits: list[str] = []
        """Signal: edits that phones drop: of an older version, the eleventh, or too late."""
        self.listeners: list[Listener] = []
        self._changed = asyncio.Event()

    @property
    def messages(self) -> list[ShownMessage]:
        """What the program said and did not delete, oldest first."""
        return [shown for shown in self.history if not shown.by and not shown.deleted]

    @property
    def texts(self) -> list[str]:
        """The words of `messages`."""
        return [shown.text for shown in self.messages]

    def show(self, shown: ShownMessage) -> None:
        """Put a new message on the screen."""
        self.history.append(shown)
        self.changed(shown, Change.SAID if shown.by else Change.SHOWN)

    def changed(self, shown: ShownMessage, change: Change) -> None:
        """Tell every listener, and everybody who waits, that a message changed."""
        for listener in list(self.listeners):
            listener(self, shown, change)
        self._changed.set()
        self._changed = asyncio.Event()

    def find(self, ref: str) -> ShownMessage | None:
        """Find the newest message with this ref; None where there is none."""
        return next((shown for shown in reversed(self.history) if shown.ref == ref), None)

    async def wait_for(
        self, wanted: MessageMatch, seconds: float = 30, after: ShownMessage | None = None, what: str = ""
    ) -> ShownMessage:
        """Wait for a message of the program that fits; return the newest one.

        `wanted`: a part of its text, or a test of the message. `after`: only what came later than this one. `what`: how
        an error calls it.
        Raises NotHeardError after `seconds`.
        """

        def newest() -> ShownMessage | None:
            later = self.messages
            if after is not None:
                start = self.history.index(after) + 1
                later = [shown for shown in self.history[start:] if not shown.by and not shown.deleted]
            return next((shown for shown in reversed(later) if _fits(shown, wanted)), None)

        found: list[ShownMessage] = []

        def there() -> bool:
            shown = newest()
            found.extend([shown] if shown is not None else [])
            return shown is not None

        await self.wait_until(there, seconds, what or f"{wanted!r}")
        return found[0]

    async def wait_until(self, true: Callable[[], bool], seconds: float = 30, what: str = "a change") -> None:
        """Wait until something is true of this screen. Raises NotHeardError after `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    await self._changed.wait()
        except TimeoutError:
            error = NotHeardError(f"{self.name} waited {seconds:g} s for {what}, in vain")
            error.add_note("The screen shows:\n" + "\n".join(f"  - {text}" for text in self.texts[-8:]))
            raise error from None


def _fits(shown: ShownMessage, wanted: MessageMatch) -> bool:
    return wanted in shown.text if isinstance(wanted, str) else wanted(shown)


class Phone(Screen, ABC):
    """One person's phone: their conversation with the program, and what they can do."""

    platform = ""

    @abstractmethod
    async def says(self, text: str, quote: ShownMessage | None = None) -> ShownMessage:
        """Write to the program in private."""

    @abstractmethod
    async def sends_photo(self, photo: bytes, caption: str = "") -> ShownMessage:
        """Send a picture."""

    @abstractmethod
    async def sends_video(self, video: bytes, caption: str = "") -> ShownMessage:
        """Send a film."""

    @abstractmethod
    async def sends_voice(self, voice: bytes, seconds: int = 3) -> ShownMessage:
        """Send a voice note."""

    @abstractmethod
    async def sends_sticker(self) -> ShownMessage:
        """Send a sticker."""

    @abstractmethod
    async def edits(self, message: ShownMessage, text: str) -> None:
        """Change what the person said before."""
