"""One incident, from Rosa's report to Dana's tap on Send, while strangers report it too.

Nobody here knows of the kill: people write and tap, and go on when they are answered.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from alerts.notices import Text
from bot.crash.evidence import SIGNAL, TELEGRAM
from bot.crash.simulated_people import SimulatedPeople
from bot.drill.actors import ZONE
from bot.drill.screen import NotHeardError, NotPossibleError, Phone, ShownMessage
from bot.drill.signal.phone import SignalPhone
from locales.catalogue import ReaderLocale

PATIENCE = 120.0
"""Seconds to wait for an answer: a kill and a new start may lie between, on a busy machine."""
PAUSE = 0.08
"""Seconds between two strangers' reports."""
WAITING, LONGER_PAUSE = 40, 0.8
"""While so many on Telegram wait for an answer, strangers report at this pace: what reports faster than a busy machine
answers would never come to rest."""
ON_SIGNAL = 4
"""Every fourth stranger is on Signal."""
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


@dataclass(frozen=True, kw_only=True)
class StrangerReport:
    """One report that a stranger wrote."""

    token: str
    """A word of this report that stands in no other."""
    phone: Phone
    line: str
    at: datetime
    """Aware UTC."""


@dataclass
class IncidentScript:
    """What people do in one round, and how far they have come."""

    people: SimulatedPeople
    number: int
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    said: list[StrangerReport] = field(default_factory=list)
    known: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the desk has the incident."""
    sent: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once Dana tapped Send."""
    enough: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the strangers are to stop."""

    @property
    def place(self) -> str:
        """Where the incident is; no two rounds have the same place."""
        return f"Elm & {''.join(_name(self.number)).title()}"

    async def play(self) -> bool:
        """Play until Dana has sent the alert; return False where the program left somebody without an answer."""
        start = self.people.dana.history[-1] if self.people.dana.history else None
        try:
            await self.people.rosa.says(f"/report 2 vans at {self.place}")
            await self._taps("choice.confirm", start)
            await self._taps("choice.basis.inside", start)
            await self._taps("choice.send", start)
        except (NotHeardError, NotPossibleError):
            return False
        finally:
            self.known.set()
            self.sent.set()
        return True

    async def _taps(self, key: str, start: ShownMessage | None) -> None:
        """Let Dana wait for this button below something new, and press it."""
        label = ReaderLocale("en", ZONE).text(Text(key))
        shown = await self.people.dana.wait_for(lambda shown: label in shown.labels, PATIENCE, start)
        self.known.set()
        if key == "choice.send":
            self.sent.set()
        await self.people.dana.taps(label, shown)

    async def report_on(self) -> None:
        """Let strangers report, one by one, from when the desk has the incident until `enough` is set."""
        await self.known.wait()
        while not self.enough.is_set():
            await self._stranger(len(self.said))
            waiting = sum(1 for said in self.said if said.line == TELEGRAM and not said.phone.texts)
            await asyncio.sleep(PAUSE if waiting < WAITING else LONGER_PAUSE)

    async def _stranger(self, count: int) -> None:
        phone = self.people.stranger(self.number * 1000 + count, signal=count % ON_SIGNAL == ON_SIGNAL - 1)
        token = f"zz{self.number}q{count}."
        line = SIGNAL if isinstance(phone, SignalPhone) else TELEGRAM
        self.said.append(StrangerReport(token=token, phone=phone, line=line, at=datetime.now(UTC)))
        await phone.says(f"2 vans at {self.place}, note {token}")


def _name(number: int) -> Iterator[str]:
    """Yield three syllables that make another word for each number."""
    for _ in range(3):
        number, digit = divmod(number, len(_SYLLABLES))
        yield _SYLLABLES[digit]
