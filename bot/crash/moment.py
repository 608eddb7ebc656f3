"""When the program is killed: drawn by lot."""

import random
from dataclasses import dataclass

SENDING = 0.8
"""Of the rounds, so many see a kill within `BROADCAST` after the tap on Send; the others within `STORY`."""
BROADCAST = 1.2
STORY = 2.0
AGAIN = 0.15
"""Of the rounds, so many see a second kill, within `STARTING` after the new start: while it still takes up the rest."""
STARTING = 2.5


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Seconds from what people do to the kill, and from the new start to a second one."""

    after: str
    """"report" or "send"."""
    seconds: float
    again: float | None = None

    def __str__(self) -> str:
        first = f"{self.seconds:.2f} s after the {self.after}"
        return first if self.again is None else f"{first}, again {self.again:.2f} s after the start"


def draw(dice: random.Random, kills: int) -> Moment:
    """A moment for the next round; `kills`: how many there may be."""
    sending, again = dice.random() < SENDING, dice.random() < AGAIN
    return Moment(
        after="send" if sending else "report",
        seconds=dice.uniform(0, BROADCAST if sending else STORY),
        again=dice.uniform(0, STARTING) if again and kills > 1 else None,
    )
