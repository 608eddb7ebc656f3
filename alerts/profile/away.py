"""Somebody is away until a day: they are not asked to look, not alerted and not rung; and back by themselves."""

from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from alerts.network.town import Town
from alerts.notices import Notice, text
from alerts.people.person import DESK, Person
from alerts.profile.phone_consent import MORNING
from alerts.work.deadline import Deadline
from alerts.work.on_duty import ON_DUTY, SEATS_IN_DOUBT
from alerts.work.unit_of_work import UnitOfWork

AWAY_OVER = Deadline("profile away over", insistent=True)


class AwaySpan(StrEnum):
    """For how long somebody is away, as they are offered it."""

    DAY = "1"
    """They are back tomorrow."""
    DAYS = "3"
    """In three days."""
    WEEK = "7"
    """In a week."""
    MONTH = "30"
    """In thirty days."""

    @property
    def days(self) -> int:
        """How many days it is."""
        return int(self.value)


def back_at(now: datetime, span: AwaySpan, zone: tzinfo) -> datetime:
    """Return when they are back: on that day in the morning, local. `now`: aware; `zone`: the network's."""
    day = now.astimezone(zone).date() + timedelta(days=span.days)
    return datetime.combine(day, time(MORNING), zone)


async def towns_without_desk(uow: UnitOfWork, person: Person) -> list[Town]:
    """Return the towns at whose desk nobody could be rung without this person."""
    alone = []
    for town in (await uow.network()).towns:
        if person.has(DESK, town.id):
            there = [
                one.id for one in await uow.people.with_role(DESK, town.id) if not one.away and one.id != person.id
            ]
            if not await uow.contacts.reachable(there):
                alone.append(town)
    return alone


async def go_away(uow: UnitOfWork, now: datetime, person: Person, until: datetime) -> None:
    """Let this person be away until then; another day takes the place of the one before, and shifts go to others."""
    await uow.people.set_away(person.id, until)
    if await ON_DUTY(uow).holds_seats(person.id, now):
        await uow.deadlines.set(SEATS_IN_DOUBT, person.id, now)
    await uow.deadlines.set(AWAY_OVER, person.id, until)


async def come_back(uow: UnitOfWork, person: Person) -> None:
    """Let this person be here again."""
    await uow.people.set_away(person.id, None)
    await uow.deadlines.call_off(person.id, AWAY_OVER)


async def away_over(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Let them be here again, as the day has come, and tell them so."""
    person = await uow.people.get(person_id)
    if person is None or person.away_until is None:
        return
    if person.away_until > now:
        # Two apps that were linked: the other one's day counts.
        await uow.deadlines.set(AWAY_OVER, person_id, person.away_until)
        return
    await uow.people.set_away(person_id, None)
    if person.grants:
        await uow.mail.to_person(person_id, Notice(parts=(text("profile.back_today"),)), now)
