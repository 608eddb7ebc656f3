"""The card's taps on what stands apart: use it, or don't."""

from alerts.incidents import taking_over
from alerts.incidents.correcting_taps import DeclineFacts, DeclinePlace, UseFacts, UsePlace
from alerts.incidents.incident import Incident
from alerts.notices import Text, text
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents.correcting import done, seen


async def use_place(turn: Turn, tap: UsePlace) -> None:
    """Take over the place that stands apart."""
    incident = await seen(turn)
    if incident is not None:
        changed = await taking_over.use_place(turn.uow, turn.now, incident, turn.person, tap.apart)
        place = changed.place if isinstance(changed, Incident) else incident.place
        await done(turn, changed, text("toast.place", number=incident.number, place=phrase(place)))


async def decline_place(turn: Turn, tap: DeclinePlace) -> None:
    """Leave out the place that was offered."""
    incident = await seen(turn)
    if incident is not None:
        await _left(turn, await taking_over.decline_place(turn.uow, turn.now, incident, tap.apart))


async def use_facts(turn: Turn, tap: UseFacts) -> None:
    """Take over the facts that stand apart."""
    incident = await seen(turn)
    if incident is not None:
        changed = await taking_over.use_facts(turn.uow, turn.now, incident, turn.person, tap.mark)
        await done(turn, changed, text("toast.facts", number=incident.number))


async def decline_facts(turn: Turn, tap: DeclineFacts) -> None:
    """Leave out the facts that were offered."""
    incident = await seen(turn)
    if incident is not None:
        await _left(turn, await taking_over.decline_facts(turn.uow, turn.now, incident, tap.mark))


async def _left(turn: Turn, changed: Incident | Refused) -> None:
    said: Text | Refused = changed if isinstance(changed, Refused) else text("toast.left_out", number=changed.number)
    await turn.acknowledge(said)
