"""One incident, from Rosa's report to Dana's tap on Send, while strangers report it too.

Nobody here knows of the kill: people write and tap, and go on when they are answered.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from alerts.notices import Text
from bot.crash.crowd import Crowd
from bot.crash.evidence import SIGNAL, TELEGRAM
from bot.drill.cast import ZONE
from bot.drill.phone import NotHeardError, NotPossibleError, Phone, Shown
from bot.drill.signal.phone import SignalPhone
from locales.catalogue import ReaderLocale

PATIENCE = 120.0
"""Seconds to wait for an answer, over a kill and a new start."""
PAUSE = 0.08
"""Seconds between two strangers' reports."""
ON_SIGNAL = 4
"""Every fourth of them is on Signal."""
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a stranger wrote."""

    token: str
    """Stands in the words, and in nobody else's."""
    phone: Phone
    line: str
    at: datetime
    """Aware UTC."""


@dataclass
class Scene:
    """One round's people at work."""

    crowd: Crowd
    number: int
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    said: list[Said] = field(default_factory=list)
    known: asyncio.Event = field(default_factory=asyncio.Event)
    """The desk has it."""
    sent: asyncio.Event = field(default_factory=asyncio.Event)
    """Dana tapped Send."""
    hushed: asyncio.Event = field(default_factory=asyncio.Event)
    """Strangers have said enough."""

    @property
    def place(self) -> str:
        """Where it is; no two rounds have the same."""
        return f"Elm & {''.join(_name(self.number)).title()}"

    async def play(self) -> bool:
        """Until Dana has sent it; False where the program left somebody without an answer."""
        start = self.crowd.dana.history[-1] if self.crowd.dana.history else None
        try:
            await self.crowd.rosa.says(f"/report 2 vans at {self.place}")
            await self._taps("choice.confirm", start)
            await self._taps("choice.basis.two", start)
            await self._taps("choice.send", start)
        except (NotHeardError, NotPossibleError):
            return False
        finally:
            self.known.set()
            self.sent.set()
        return True

    async def _taps(self, key: str, start: Shown | None) -> None:
        """Dana waits for this button below something new, and presses it."""
        label = ReaderLocale("en", ZONE).text(Text(key))
        shown = await self.crowd.dana.wait_for(lambda shown: label in shown.labels, PATIENCE, start)
        self.known.set()
        if key == "choice.send":
            self.sent.set()
        await self.crowd.dana.taps(label, shown)

    async def murmur(self) -> None:
        """Strangers report, one by one, as soon as the desk has it and until they are hushed."""
        await self.known.wait()
        while not self.hushed.is_set():
            await self._stranger(len(self.said))
            await asyncio.sleep(PAUSE)

    async def _stranger(self, count: int) -> None:
        phone = self.crowd.stranger(self.number * 1000 + count, signal=count % ON_SIGNAL == ON_SIGNAL - 1)
        token = f"zz{self.number}q{count}."
        line = SIGNAL if isinstance(phone, SignalPhone) else TELEGRAM
        self.said.append(Said(token=token, phone=phone, line=line, at=datetime.now(UTC)))
        await phone.says(f"2 vans at {self.place}, note {token}")


def _name(number: int) -> Iterator[str]:
    """Three syllables and more, another word for each number."""
    for _ in range(3):
        number, digit = divmod(number, len(_SYLLABLES))
        yield _SYLLABLES[digit]
