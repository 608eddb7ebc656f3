"""A location that moves: it says something only of the report that its writer is in the midst of."""

from alerts.incidents import live_location
from handlers.core.turn import Turn
from handlers.incidents import reporting


async def moved(turn: Turn) -> None:
    """Take the newest point of a location shared live. Nobody is answered: it comes every few seconds."""
    found = await reporting.open_report(turn)
    if found is not None and turn.inbound.point is not None:
        await live_location.moved(turn.uow, turn.now, *found, turn.inbound.point)
