"""Leaving towns as they are: the choice below each question about a change, and its answer."""

from alerts.notices import Choice, text
from alerts.towns.taps import KeepTowns
from handlers.core.turn import Turn


def never_mind() -> tuple[Choice, ...]:
    """Return the row with the choice that changes nothing."""
    return (KeepTowns().choice(text("choice.never_mind")),)


async def keep(turn: Turn, _: KeepTowns) -> None:
    """Leave towns as they are."""
    await turn.leave()
    await turn.acknowledge(text("towns.kept"))
