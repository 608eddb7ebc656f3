"""A person with a phone: what they say and do, and what they hear."""

import uuid
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from bot.transports.base import Button
from handlers.core.inbound import Inbound, InboundKind
from tests.conversations.platform import Platform
from tests.conversations.screen import Line, Screen

if TYPE_CHECKING:
    from tests.conversations.town import Town

_numbers = count(1001)


@dataclass(frozen=True)
class Held:
    """A button somebody remembers, to press it again later."""

    ref: str
    data: str
    number: int | None


class Script:
    """What one person does and hears, in order; played when it is awaited."""

    def __init__(self, phone: "Phone") -> None:
        self._phone = phone
        self._steps: list[Callable[[], Awaitable[None]]] = []
        phone.town.unplayed.add(self)

    def __await__(self) -> Generator[Any, None, None]:
        return self._play().__await__()

    async def _play(self) -> None:
        self._phone.town.unplayed.discard(self)
        for step in self._steps:
            await step()

    def _then(self, step: Callable[[], Awaitable[None]]) -> "Script":
        self._steps.append(step)
        return self

    def says(self, words: str, **more: Any) -> "Script":
        return self._then(lambda: self._phone.send(InboundKind.TEXT, text=words, **more))

    def says_late(self, words: str, **span: float) -> "Script":
        """The platform kept it so long."""
        return self._then(
            lambda: self._phone.send(InboundKind.TEXT, text=words, sent_at=self._phone.town.now - timedelta(**span))
        )

    def sends_location(self, latitude: float, longitude: float, words: str = "", **more: Any) -> "Script":
        point = (latitude, longitude)
        return self._then(lambda: self._phone.send(InboundKind.LOCATION, point=point, text=words, **more))

    def sends_photo(self, caption: str = "") -> "Script":
        return self._then(lambda: self._phone.send(InboundKind.PHOTO, text=caption, media="picture"))

    def sends_video(self, caption: str = "") -> "Script":
        return self._then(lambda: self._phone.send(InboundKind.VIDEO, text=caption, media="film", media_seconds=4))

    def sends_voice(self) -> "Script":
        return self._then(lambda: self._phone.send(InboundKind.VOICE, media="voice", media_seconds=7))

    def sends_sticker(self) -> "Script":
        return self._then(lambda: self._phone.send(InboundKind.OTHER))

    def edits(self, words: str) -> "Script":
        return self.says(words, edited=True)

    def forwards(self, words: str) -> "Script":
        return self.says(words, forwarded=True)

    def reacts(self, emoji: str, key: str) -> "Script":
        return self._then(lambda: self._phone.react(emoji, key))

    def taps(self, what: str, **values: object) -> "Script":
        """The newest button of that kind; where the card on the screen is about to be edited, after that."""
        return self._then(lambda: self._phone.find_and_press(what, **values))

    then_taps = taps

    def presses(self, button: Held) -> "Script":
        return self._then(lambda: self._phone.press(button))

    def hears(self, key: str, **values: object) -> "Script":
        async def listen() -> None:
            self._phone.last = self._phone.screen.take(key, **values)

        return self._then(listen)

    def hears_nothing(self) -> "Script":
        async def listen() -> None:
            news = self._phone.screen.unheard()
            assert news == [], f"{self._phone.name} hears {news}"

        return self._then(listen)

    def is_told(self, key: str, **values: object) -> "Script":
        """By a toast, or by a message where the platform has none."""
        return self._then(lambda: self._phone.told(key, **values))

    def sees(self, key: str, **values: object) -> "Script":
        """Something on the screen reads so now: an edit makes no sound."""
        return self._then(lambda: self._phone.look(key, **values))


class Phone:
    """One contact. Everything a script can do may begin here."""

    def __init__(self, town: "Town", platform: Platform, name: str) -> None:
        self.town = town
        self.platform = platform
        self.name = name
        number = next(_numbers)
        on_telegram = platform.name == "telegram"
        self.address = str(5_550_000_000 + number) if on_telegram else str(uuid.uuid5(uuid.NAMESPACE_OID, str(number)))
        self.number = "" if on_telegram else f"+1413555{number}"
        self.person_id = 0
        self.screen = platform.screens.setdefault(self.address, Screen(f"{name} ({platform.name.title()})"))
        self.last: Line | None = None
        """What was heard last."""

    def says(self, words: str, **more: Any) -> Script:
        return Script(self).says(words, **more)

    def says_late(self, words: str, **span: float) -> Script:
        return Script(self).says_late(words, **span)

    def sends_location(self, latitude: float, longitude: float, words: str = "", **more: Any) -> Script:
        return Script(self).sends_location(latitude, longitude, words, **more)

    def sends_photo(self, caption: str = "") -> Script:
        return Script(self).sends_photo(caption)

    def sends_video(self, caption: str = "") -> Script:
        return Script(self).sends_video(caption)

    def sends_voice(self) -> Script:
        return Script(self).sends_voice()

    def sends_sticker(self) -> Script:
        return Script(self).sends_sticker()

    def edits(self, words: str) -> Script:
        return Script(self).edits(words)

    def forwards(self, words: str) -> Script:
        return Script(self).forwards(words)

    def reacts(self, emoji: str, key: str) -> Script:
        return Script(self).reacts(emoji, key)

    def taps(self, what: str, **values: object) -> Script:
        return Script(self).taps(what, **values)

    def presses(self, button: Held) -> Script:
        return Script(self).presses(button)

    def hears(self, key: str, **values: object) -> Script:
        return Script(self).hears(key, **values)

    def hears_nothing(self) -> Script:
        return Script(self).hears_nothing()

    def is_told(self, key: str, **values: object) -> Script:
        return Script(self).is_told(key, **values)

    def sees(self, key: str, **values: object) -> Script:
        return Script(self).sees(key, **values)

    @property
    def text(self) -> str:
        """The words of what was heard last."""
        assert self.last is not None
        return self.last.spoken.text

    @property
    def languages(self) -> set[str]:
        """Of what was heard last."""
        assert self.last is not None
        return self.last.languages(self.town.network, self.town.now)

    @property
    def keys(self) -> set[str]:
        """Of what was heard last."""
        assert self.last is not None
        return set(self.last.keys)

    def button(self, what: str, **values: object) -> Held:
        """The newest choice with this action or label key."""
        held = self._offered(what, **values)
        assert held is not None, f"{self.name} is offered no {what} {values or ''} but {self._offers()}"
        return held

    def _offered(self, what: str, **values: object) -> Held | None:
        for line in reversed(self.screen.lines):
            offered = line.offer(what, **values)
            if offered is not None:
                _, button, number = offered
                return Held(line.ref, button.data if button else "", number)
        return None

    def _offers(self) -> list[frozenset[str]]:
        return [line.spoken.notice.actions() for line in self.screen.lines if line.spoken.notice.choices]

    async def find_and_press(self, what: str, **values: object) -> None:
        if self._offered(what, **values) is None:
            # Edits of one card are 3 s apart.
            await self.town.forward(seconds=4)
        await self.press(self.button(what, **values))

    def _buttons(self) -> list[Button]:
        return [button for line in self.screen.lines for row in line.spoken.buttons for button in row]

    async def press(self, button: Held) -> None:
        if button.number is not None:
            await self.send(InboundKind.TEXT, text=str(button.number))
        else:
            await self.send(InboundKind.TAP, action=button.data, quote=button.ref, tap_id=f"tap-{next(_numbers)}")

    async def react(self, emoji: str, key: str) -> None:
        line = next(line for line in reversed(self.screen.lines) if line.says(key))
        await self.send(InboundKind.REACTION, text=emoji, quote=line.ref)

    async def told(self, key: str, **values: object) -> None:
        if self.platform.limits.buttons:
            toasts = self.screen.toasts
            assert key in [toast.key for toast in toasts], f"{self.name} is told {[t.key for t in toasts]}, not {key}"
            toasts.clear()
        else:
            self.screen.take(key, **values)

    async def look(self, key: str, **values: object) -> None:
        for _ in range(3):
            if any(line.says(key, **values) for line in self.screen.lines):
                return
            # Edits of one card are 3 s apart.
            await self.town.forward(seconds=4)
        screen = [line.keys for line in self.screen.lines]
        raise AssertionError(f"{self.name} sees no {key} {values or ''} on {screen}")

    async def send(self, kind: InboundKind, *, group: str = "", dedup: str = "", **fields: Any) -> None:
        """A message of theirs arrives, in private or in a group, and everything it sets off happens."""
        label = next((b.label for b in self._buttons() if b.data == fields.get("action")), "something")
        what = label if kind is InboundKind.TAP else fields.get("text") or fields.get("point") or ""
        self.town.story.does(self.town.now, self.name, kind, str(what))
        inbound = Inbound(
            line_id=self.platform.line_id,
            dedup=dedup or f"{next(_numbers)}",
            sender=self.address,
            sender_name=self.name,
            sender_number=self.number,
            chat=group or self.address,
            private=not group,
            kind=kind,
            **({"sent_at": self.town.now} | fields),
        )
        await self.town.receive(inbound)
