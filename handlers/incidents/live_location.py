"""A location that moves: it says something only of the report or the task that its writer is in the midst of."""

from alerts.incidents import live_location, tasks
from alerts.places.place import Place
from handlers.core.turn import Turn
from handlers.incidents import reporting


async def moved(turn: Turn) -> None:
    """Take the newest point of a location shared live. Nobody is answered: it comes every few seconds."""
    found, point = await reporting.open_report(turn), turn.inbound.point
    if point is None:
        return
    if found is not None:
        await live_location.moved(turn.uow, turn.now, *found, point)
    elif turn.inbound.moved_far:
        task = await tasks.open_task(turn.uow, turn.now, turn.person)
        if task is not None:
            await tasks.pass_point_on(turn.uow, turn.now, task, turn.person, Place(point=point).link)
