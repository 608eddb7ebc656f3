"""Questions whether something is true: answered from what is confirmed, with the same words whatever else is known."""

from datetime import datetime, timedelta

from alerts.incidents import deadlines, desk
from alerts.incidents.incident import State
from alerts.incidents.open_filter import OpenFilter
from alerts.incidents.outgoing_words import place_for_everybody
from alerts.incidents.ports import INCIDENTS
from alerts.network.town import Town
from alerts.notices import Notice, Quote, Text, text
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(hours=2)
"""So long the desk is rung once, however many ask (our choice: as long as an alert lasts)."""
MOST = 30
"""Confirmed ones that are told, the newest: more would not fit one message."""
WORDS = 200
"""Characters of a question that the desk is shown."""


async def answer(uow: UnitOfWork, now: datetime, town: Town | None, question: Quote) -> Notice:
    """Say what is confirmed in that town (in all, where it is None); the desk hears of the first who asks."""
    subject = town.id if town else 0
    if subject not in await uow.deadlines.standing(deadlines.RUMOR_QUIET):
        await uow.deadlines.set(deadlines.RUMOR_QUIET, subject, now + QUIET)
        contacts = await desk.desk_contacts(uow, now, town.id if town else None)
        asked = text("desk.rumor", town=town.name if town else text("card.no_town"), words=question)
        await uow.mail.post(Notice(parts=(asked,)), contacts.rung, now)
    return Notice(parts=await _confirmed(uow, town))


async def _confirmed(uow: UnitOfWork, town: Town | None) -> tuple[Text, ...]:
    network = await uow.network()
    towns = frozenset({town.id}) if town else None
    wanted = OpenFilter(towns=towns, states=frozenset({State.CONFIRMED}))
    confirmed = (await INCIDENTS(uow).some_open(wanted, MOST, newest=True))[::-1]
    if not confirmed:
        return (text("rumor.nothing"), text("rumor.write"))
    lines = []
    for incident in confirmed:
        where = network.town(incident.town_id)
        around = place_for_everybody(uow, incident.place).words
        place = Quote(around, 80) if around else text("place.unsaid")
        lines.append(text("rumor.confirmed", town=where.name if where else "", area=place, at=incident.observed_at))
    return (*lines, text("rumor.write"))


async def nothing_more(_uow: UnitOfWork, _now: datetime, _town_id: int) -> None:
    """Let the desk be rung again by the next who asks; that the deadline is over is all it takes."""
