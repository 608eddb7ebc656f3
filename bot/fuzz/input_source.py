"""Draws inputs: who writes, what, on which platform, and how far from what a platform really sends."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.fuzz.chance import chance
from bot.fuzz.json_mutation import Json, Path, mutated
from bot.fuzz.platforms import Platforms
from bot.fuzz.recording_transport import ShownText
from bot.fuzz.signal_shapes import frame_of
from bot.fuzz.telegram_shapes import update_of
from bot.fuzz.words import KnownCodes
from bot.fuzz.writers import TELEGRAM, Writer

AS_IT_IS = 0.4
"""So many bursts are what a platform really sends, and lead far into the program; in the others inputs are mutated."""
POSTED = 0.3
"""So many bursts on Signal come by the receiver."""
_BURSTS = (1, 1, 1, 2, 3, 8, 8, 20)
"""How many inputs come at once."""


@dataclass(frozen=True, kw_only=True)
class FuzzInput:
    """One input, before its platform numbers it."""

    number: int
    """Counted from 1 in its series."""
    kind: str
    writer: Writer
    payload: Json
    mutations: int


@dataclass(frozen=True, kw_only=True)
class Burst:
    """Inputs that come at once, on one platform."""

    platform: str
    posted: bool
    """By Signal's bridge to the receiver, not on the socket."""
    inputs: tuple[FuzzInput, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its inputs, each with its platform."""
        return tuple(f"{self.platform} {one.kind}" for one in self.inputs)


@dataclass(frozen=True)
class InputSource:
    """The source of a series' inputs: the same ones for the same seed, where the program answers the same."""

    dice: random.Random
    people: Sequence[Writer]
    codes: KnownCodes

    def burst(self, first: int, most: int, now: datetime, platforms: Platforms) -> Burst:
        """Draw what comes next. `first`: the number of its first input; `most`: how many are still wanted."""
        platform = self.dice.choice(self.people).platform
        odd = not chance(self.dice, AS_IT_IS)
        count = min(most, self.dice.choice(_BURSTS))
        inputs = tuple(self._input(first + place, platform, now, platforms, odd=odd) for place in range(count))
        posted = platform != TELEGRAM and chance(self.dice, POSTED)
        return Burst(platform=platform, posted=posted, inputs=inputs)

    def _input(self, number: int, platform: str, now: datetime, platforms: Platforms, *, odd: bool) -> FuzzInput:
        writer = self.dice.choice([one for one in self.people if one.platform == platform])
        shown: list[ShownText] = list(platforms.line(platform).chats.get(writer.address, ()))
        if platform == TELEGRAM:
            kind, payload = update_of(self.dice, writer, now, self.codes, shown)
        else:
            kind, payload = frame_of(self.dice, writer, now, self.codes, shown, number)
        times = self.dice.choice((0, 1, 1, 1, 2, 3, 6)) if odd else 0
        made = mutated(payload, self.dice, _whole, times)
        return FuzzInput(number=number, kind=kind, writer=writer, payload=made, mutations=times)


def _whole(path: Path) -> bool:
    """Keep nothing as it is: even what only a platform sets may come wrong."""
    del path
    return False
