"""The log of what a server accepted from the program."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.drill.drill_clock import DrillClock


@dataclass(frozen=True, kw_only=True)
class LedgerEntry:
    """One call that a server accepted."""

    tick: float
    """Seconds of the drill's clock, each greater than the one before."""
    at: datetime
    method: str
    chat: str
    text: str
    ref: str


class Ledger:
    """The calls that a server accepted, in order; each listener is told of a new one."""

    def __init__(self, clock: DrillClock) -> None:
        self.events: list[LedgerEntry] = []
        self.listeners: list[Callable[[LedgerEntry], None]] = []
        self._clock = clock

    def accept(self, method: str, *, chat: str = "", text: str = "", ref: str = "") -> LedgerEntry:
        """Write down one accepted call."""
        tick = self._clock.tick()
        if self.events and tick <= self.events[-1].tick:
            tick = self.events[-1].tick + 1e-6
        event = LedgerEntry(tick=tick, at=self._clock.now(), method=method, chat=chat, text=text, ref=ref)
        self.events.append(event)
        for listener in list(self.listeners):
            listener(event)
        return event
