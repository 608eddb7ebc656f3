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
RECEIVER = 0.5
"""Of the rounds in which the receiver may die, so many see it killed, within `BROADCAST` before or after the program;
it comes back as soon as it can."""


@dataclass(frozen=True, kw_only=True)
class KillTime:
    """Seconds from what people do to the kill, and from the new start to a second one."""

    after: str
    """"report" or "send"."""
    seconds: float
    again: float | None = None
    receiver: float | None = None
    """Seconds from what people do to a kill of the receiver."""

    def __str__(self) -> str:
        first = f"{self.seconds:.2f} s after the {self.after}"
        said = first if self.again is None else f"{first}, again {self.again:.2f} s after the start"
        return said if self.receiver is None else f"{said}; receiver {self.receiver:.2f} s"


def draw(dice: random.Random, kills: int, *, receiver: bool = False) -> KillTime:
    """A moment for the next round; `kills`: how many there may be; `receiver`: whether it may die too."""
    dies = dice.uniform(0, 2 * BROADCAST) if receiver and dice.random() < RECEIVER else None
    sending, again = dice.random() < SENDING, dice.random() < AGAIN
    return KillTime(
        receiver=dies,
        after="send" if sending else "report",
        seconds=dice.uniform(0, BROADCAST if sending else STORY),
        again=dice.uniform(0, STARTING) if again and kills > 1 else None,
    )
