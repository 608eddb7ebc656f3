"""Which lane the desk hears of an incident in, and whether a lead's card waits because its chat has enough of them."""

from collections.abc import Iterable

from alerts.incidents.incident import Incident, State, TappedFacts
from alerts.incidents.matter import Matter
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.salute import pleads
from alerts.notices import Lane
from alerts.work.unit_of_work import UnitOfWork

ROOM = 10
"""So many leads that nobody took have cards in a desk's chat; further ones wait in one summary (our choice)."""
ALONE = 1
"""Reporters of a lead that may wait: what two people report is worth a card."""


async def lane_of(uow: UnitOfWork, incident: Incident, said: Iterable[TappedFacts] = ()) -> Lane:
    """Return the lane of what the desk hears of it: a mere lead that nobody took up waits behind the rest.

    `said`: what was tapped, where that is known: a plea waits behind nothing.
    """
    if pleads(said):
        return Lane.REPLY
    if (
        incident.state is not State.REPORTED
        or incident.observer_id is not None
        or incident.matter is not Matter.SIGHTING
    ):
        return Lane.REPLY
    return Lane.REPLY if (await REPORTS(uow).tally(incident.id)).verified else Lane.LEAD


async def waits_for_room(uow: UnitOfWork, incident: Incident) -> bool:
    """Say whether it has no card yet and gets none now: a lead of one stranger, where the chat has enough of them."""
    if incident.card_id is not None or incident.state is not State.REPORTED:
        return False
    if len(await INCIDENTS(uow).untaken_leads(incident.town_id, ROOM, carded=True)) < ROOM:
        return False
    fresh = await INCIDENTS(uow).get(incident.id)
    if fresh is None or fresh.card_id is not None or (await REPORTS(uow).tally(incident.id)).people > ALONE:
        return False
    return await lane_of(uow, fresh, await REPORTS(uow).taps(incident.id)) is Lane.LEAD
