"""The moments at which the program is killed, drawn at random."""

import random
from dataclasses import dataclass

SENDING = 0.8
"""Share of the rounds that see a kill within `BROADCAST` seconds after the tap on Send; the others, within `STORY`
seconds after the report."""
BROADCAST = 1.2
STORY = 2.0
AGAIN = 0.15
"""Share of the rounds that see a second kill, within `STARTING` seconds after the new start: while it takes up
the rest."""
STARTING = 2.5
RECEIVER = 0.5
"""Share of the rounds with a mortal receiver that see it killed, within `BROADCAST` seconds before or after the
program; it comes back as soon as it can."""


@dataclass(frozen=True, kw_only=True)
class KillTime:
    """One round's moments of death: seconds from what people do to the kill, and from the new start to a second one."""

    after: str
    """"report" or "send"."""
    seconds: float
    again: float | None = None
    receiver: float | None = None
    """Seconds from what people do to a kill of the receiver; None: it lives."""

    def __str__(self) -> str:
        first = f"{self.seconds:.2f} s after the {self.after}"
        said = first if self.again is None else f"{first}, again {self.again:.2f} s after the start"
        return said if self.receiver is None else f"{said}; receiver {self.receiver:.2f} s"


def draw(dice: random.Random, kills: int, *, receiver: bool = False) -> KillTime:
    """Draw the moments of the next round. `kills`: how many there may be. `receiver`: whether it may die too."""
    dies = dice.uniform(0, 2 * BROADCAST) if receiver and dice.random() < RECEIVER else None
    sending, again = dice.random() < SENDING, dice.random() < AGAIN
    return KillTime(
        receiver=dies,
        after="send" if sending else "report",
        seconds=dice.uniform(0, BROADCAST if sending else STORY),
        again=dice.uniform(0, STARTING) if again and kills > 1 else None,
    )
