"""A phone as the page shows it: what stands on it, what may be typed next, and whether it is on."""

import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.drill.actors import Actor
from bot.drill.page.message_views import PhotoStore, numbered, views
from bot.drill.page.page_state import PageVersion, View
from bot.drill.screen import Change, NotPossibleError, Screen, ShownMessage
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.phone import SignalPhone
from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.phone import TelegramPhone
from locales.drill.texts import texts

PRIVATE, GROUP = "private", "group"
_LATEST = 4
"""How many messages back numbered choices may still stand open."""


@dataclass(frozen=True)
class _Waiting:
    """An act on a phone without a signal, which waits."""

    words: str
    happens: Callable[[], Awaitable[object]]


@dataclass(frozen=True, kw_only=True)
class _Toast:
    """The newest line that answered a tap; its number tells it from an earlier one with the same words."""

    number: int
    text: str


class PagePhone:
    """One person's phone. Off, it shows what it showed last, and what is done on it waits until it is on again."""

    def __init__(self, name: str, actor: Actor, version: PageVersion, photos: PhotoStore) -> None:
        self.name = name
        """The name of the actor's field in Participants: what addresses and tests call it."""
        self.actor = actor
        self.on = True
        self._version = version
        self._photos = photos
        self._group: Screen | None = None
        self._frozen: View = {}
        self._waiting: list[_Waiting] = []
        self._toast = _Toast(number=0, text="")
        self._taps: list[View] = []
        self._begun = 0
        self._watch(actor.phone)

    def joins(self, group: Screen) -> None:
        """Add a group that the person is in; its posts show on a page of their own."""
        self._group = group
        self._watch(group)
        self._version.increment()

    def begins(self) -> None:
        """Offer no choice of earlier messages: what the person was asked while they joined is answered."""
        self._begun = len(self.actor.phone.messages)

    def view(self) -> View:
        """Return the phone as JSON."""
        return {
            "id": self.name,
            "name": self.actor.name,
            "platform": self.actor.phone.platform,
            "language": self.actor.languages[0],
            "on": self.on,
            "waiting": [waiting.words for waiting in self._waiting],
        } | (self._screens() if self.on else self._frozen)

    def _screens(self) -> View:
        """Return the part of the view that stands still without a signal."""
        return {
            "chats": self._chats(),
            "toast": {"number": self._toast.number, "text": self._toast.text},
            "suggestions": self._suggestions(),
        }

    async def says(self, text: str, chat: str = PRIVATE) -> None:
        """Write to the bot or the group. Raises NotPossibleError for an empty text."""
        if not text.strip():
            raise NotPossibleError("the app sends no empty message")
        await self._does(text, lambda: self._writes(text, chat))

    async def taps(self, label: str, message: int, chat: str = PRIVATE) -> None:
        """Press the button with this label or data on this message, also one that went away meanwhile.

        `message`: its position in the screen's history. Raises NotPossibleError where no such button was.
        """
        phone = self.actor.phone
        shown = self._screen(chat).history[message]
        if not isinstance(phone, TelegramPhone):
            raise NotPossibleError("Signal has no buttons")
        place = self._group if chat == GROUP and isinstance(self._group, TelegramGroup) else None
        await self._does(f"[{_words_of(label, shown)}]", lambda: phone.taps(label, shown, place))

    async def sends_place(self, latitude: float, longitude: float) -> None:
        """Share a place."""
        await self._does(f"{latitude:.4f}, {longitude:.4f}", lambda: self.actor.sends_location(latitude, longitude))

    async def sends_photo(self, photo: bytes) -> None:
        """Send a picture."""
        await self._does("🖼", lambda: self.actor.phone.sends_photo(photo))

    def goes_off(self) -> None:
        """Take the signal away: what comes from now on waits, and what is done too."""
        if self.on:
            self._frozen = self._screens()
            self.on = False
            self._version.increment()

    async def comes_back(self) -> None:
        """Give the signal back: all that waited arrives, and what was done goes out in its order."""
        if self.on:
            return
        self.on = True
        waiting, self._waiting = self._waiting, []
        self._version.increment()
        for one in waiting:
            with suppress(NotPossibleError):  # what became impossible meanwhile holds nothing else up
                await one.happens()

    async def _does(self, words: str, happens: Callable[[], Awaitable[object]]) -> None:
        if self.on:
            await happens()
            return
        self._waiting.append(_Waiting(words, happens))
        self._version.increment()

    async def _writes(self, text: str, chat: str) -> None:
        phone, group = self.actor.phone, self._group
        if chat == PRIVATE:
            await phone.says(text)
        elif isinstance(phone, TelegramPhone) and isinstance(group, TelegramGroup):
            await group.says(phone, text)
        elif isinstance(phone, SignalPhone) and isinstance(group, SignalGroup):
            await phone.says(text, group=group)

    def _screen(self, chat: str) -> Screen:
        if chat == GROUP and self._group is not None:
            return self._group
        return self.actor.phone

    def _chats(self) -> list[View]:
        screens = [(PRIVATE, self.actor.phone), (GROUP, self._group)]
        return [
            {
                "id": chat,
                "title": screen.name if chat == GROUP else "",
                "messages": views(screen, self.actor.name, self._photos.name),
                "taps": list(self._taps) if chat == PRIVATE else [],
            }
            for chat, screen in screens
            if screen is not None
        ]

    def _suggestions(self) -> list[View]:
        """List the numbers that stand open on Signal, then what this person might want to say."""
        said = texts(self.actor.languages[0])
        lines = [line for line in re.split(r"\n", said[f"say.{self.name}"]) if line]
        return [*self._numbers(), *({"text": line, "label": line} for line in lines)]

    def _numbers(self) -> list[View]:
        if not isinstance(self.actor.phone, SignalPhone):
            return []
        newest = reversed(self.actor.phone.messages[self._begun :][-_LATEST:])
        choices = next((found for shown in newest if (found := numbered(shown.text))), [])
        return [{"text": number, "label": f"{number} = {words}"} for number, words in choices]

    def _watch(self, screen: Screen) -> None:
        screen.listeners.append(self._changed)

    def _changed(self, screen: Screen, shown: ShownMessage, change: Change) -> None:
        if change is Change.TOAST and shown.text:
            self._toast = _Toast(number=self._toast.number + 1, text=shown.text)
        elif change is Change.TAPPED and screen is self.actor.phone:
            self._taps.append({"after": len(screen.history) - 1, "number": len(self._taps), "label": shown.text})
        self._version.increment()


def _words_of(label: str, shown: ShownMessage) -> str:
    keys = [*shown.flat_buttons, *shown.former_buttons]
    found = next((key.label for key in keys if label in (key.label, key.data)), None)
    if found is None:
        raise NotPossibleError("there is no such button")
    return found
