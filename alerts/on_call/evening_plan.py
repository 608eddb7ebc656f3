"""The plan of the coming day, every evening, for whoever wants it: that its deadline stands is the wish."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.notices import Lane, Notice
from alerts.on_call.deadlines import EVENING_PLAN
from alerts.on_call.plan_text import plan_lines
from alerts.people.person import DESK, Person
from alerts.work.unit_of_work import UnitOfWork

AT = time(18)
"""Local."""
REACHES = timedelta(hours=30)
"""Until the end of the next day."""
LINES = 24


async def has_evening_plan(uow: UnitOfWork, person: Person) -> bool:
    """Say whether they get it."""
    return person.id in await uow.deadlines.standing(EVENING_PLAN)


async def turn_evening_plan(uow: UnitOfWork, now: datetime, person: Person) -> bool:
    """Let them get it if they did not, and the other way round; return whether they do from now on."""
    if await has_evening_plan(uow, person):
        await uow.deadlines.call_off(person.id, EVENING_PLAN)
        return False
    await uow.deadlines.set(EVENING_PLAN, person.id, next_evening(now, (await uow.network()).zone))
    return True


async def send_evening_plan(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Send it, and come back tomorrow; whoever works no desk any more gets it no more."""
    person = await uow.people.get(person_id)
    network = await uow.network()
    towns = [town for town in network.towns if person is not None and person.has(DESK, town.id)]
    if person is None or not towns:
        return
    await uow.deadlines.set(EVENING_PLAN, person_id, next_evening(now, network.zone))
    if not person.away:
        lines = await plan_lines(uow, now, towns, now + REACHES)
        await uow.mail.to_person(person_id, Notice(parts=tuple(lines[:LINES]), lane=Lane.REST).only(DESK), now)


def next_evening(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the next time that it is sent, later than now. Aware."""
    today = now.astimezone(zone).date()
    evening = datetime.combine(today, AT, zone)
    return evening if evening > now else datetime.combine(today + timedelta(days=1), AT, zone)
