"""The people of the drill: what they do and what they must hear, in catalogue keys instead of words."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from alerts.notices import Text, Value
from bot.drill.screen import Phone, Screen, ShownMessage
from bot.drill.signal.phone import SignalPhone
from bot.drill.telegram.phone import TelegramPhone
from locales.catalogue import ReaderLocale, load

ZONE = ZoneInfo("America/New_York")
PATIENCE = 120.0
"""Seconds to wait for a message: Signal's pace lets one go every five, and a laptop may be busy."""


@dataclass
class WatchedScreen:
    """A screen, and what was expected of it since the story began."""

    screen: Screen
    languages: tuple[str, ...]
    begun: int = 0
    """How many messages it had before the story."""
    patience: float = PATIENCE
    """Seconds to wait for a message."""
    awaited: list[tuple[str, ShownMessage]] = field(default_factory=list)
    """What was expected and heard: key and message."""

    @property
    def name(self) -> str:
        """The name of who sees this screen."""
        return self.screen.name

    def begin(self) -> None:
        """Count from here on: forget what was shown and expected before."""
        self.begun = len(self.screen.messages)
        self.awaited.clear()

    async def hears(self, key: str, **values: Value) -> ShownMessage:
        """Wait for a message that holds this text, in every language this screen reads; it counts as expected."""
        return await self.hears_in(self.languages, key, **values)

    async def hears_in(self, languages: tuple[str, ...], key: str, **values: Value) -> ShownMessage:
        """Wait as `hears` does, but for these languages: a dispatcher previews what others will read."""
        marks = [fixed_part(language, key, values) for language in languages]
        seen = {id(shown) for known, shown in self.awaited if known == key}

        def fits(shown: ShownMessage) -> bool:
            fresh = shown in self.screen.messages[self.begun :] and id(shown) not in seen
            return fresh and all(part in shown.text for part in marks)

        shown = await self.screen.wait_for(fits, self.patience, what=f"the text {key}")
        self.awaited.append((key, shown))
        return shown

    async def sees_pin(self) -> None:
        """Wait for a place on the map, which holds no words of ours on Telegram."""
        shown = await self.screen.wait_for(
            lambda shown: shown.pin is not None, self.patience, what="a place on the map"
        )
        self.awaited.append(("place.pin", shown))

    def unexpected(self) -> list[str]:
        """List the first lines of what it showed and nobody expected."""
        known = {id(shown) for _, shown in self.awaited}
        return [shown.text.splitlines()[0] for shown in self.screen.messages[self.begun :] if id(shown) not in known]


@dataclass
class Actor(WatchedScreen):
    """A person with a phone, who acts on it in catalogue keys."""

    phone: Phone = field(kw_only=True)
    did: dict[str, datetime] = field(default_factory=dict)
    """When they last did what, aware UTC: the key of a choice, or "report"."""

    async def says(self, text: str) -> None:
        """Write to the bot."""
        await self.phone.says(text)

    async def reports(self, text: str) -> None:
        """Write to the bot what they see."""
        self.did["report"] = datetime.now(UTC)
        await self.says(text)

    async def chooses(self, key: str, **values: Value) -> None:
        """Tap this choice's button; on Signal, send the number that the newest message gives it."""
        label = ReaderLocale(self.languages[0], ZONE).text(Text(key, values))
        self.did[key] = datetime.now(UTC)
        if isinstance(self.phone, TelegramPhone):
            await self.phone.taps(label)
        else:
            await self.phone.says(await self._number(label))

    async def is_offered(self, key: str) -> None:
        """Wait for a message with this button."""
        label = ReaderLocale(self.languages[0], ZONE).text(Text(key))
        await self.screen.wait_for(lambda shown: label in shown.labels, self.patience, what=f"the button {label!r}")

    async def sends_location(self, latitude: float, longitude: float) -> None:
        """Share a position; Signal's apps send a link."""
        if isinstance(self.phone, TelegramPhone):
            await self.phone.sends_location(latitude, longitude)
        else:
            await self.phone.says(f"https://maps.google.com/maps?q={latitude}%2C{longitude}")

    async def _number(self, label: str) -> str:
        line = re.compile(rf"^(\d+) = (?:.* / )?{re.escape(label)}(?: / .*)?$", re.MULTILINE)
        shown = await self.phone.wait_for(
            lambda shown: bool(line.search(shown.text)), self.patience, what=f"the choice {label!r}"
        )
        found = line.search(shown.text)
        return found[1] if found else ""


def fixed_part(language: str, key: str, values: dict[str, Value]) -> str:
    """Find the longest part of one line of a text that is fixed by these values; placeholders without one cut it.

    Of one line: where languages stand together, they take turns line by line.
    """
    template = load(language).template(key, values.get("n", 1))
    words = ReaderLocale(language, ZONE)

    def known(found: re.Match[str]) -> str:
        return words.text(Text("choice.name", {"name": values[found[1]]})) if found[1] in values else "\0"

    return max(re.sub(r"\{(\w+)\}", known, template).replace("\n", "\0").split("\0"), key=len).strip()


def telegram_actor(phone: TelegramPhone, language: str) -> Actor:
    """Make a person on Telegram."""
    return Actor(screen=phone, phone=phone, languages=(language,))


def signal_actor(phone: SignalPhone, language: str) -> Actor:
    """Make a person on Signal."""
    return Actor(screen=phone, phone=phone, languages=(language,))
