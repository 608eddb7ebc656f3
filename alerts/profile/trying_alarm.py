"""A message in a minute: whoever asked for it hears whether our messages ring on their phone."""

from datetime import datetime, timedelta

from alerts.notices import Notice
from alerts.people.person import Person
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

AFTER = timedelta(minutes=1)
"""Time enough to silence and lock the phone (our choice)."""
ALARM_TRIED = Deadline("profile alarm tried")


async def try_alarm(uow: UnitOfWork, now: datetime, person: Person) -> None:
    """Write to this person in a minute."""
    await uow.deadlines.set(ALARM_TRIED, person.id, now + AFTER)


async def send_trial_alarm(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Write to who asked for it."""
    await uow.mail.to_person(person_id, Notice.of("profile.alarm_test"), now)
