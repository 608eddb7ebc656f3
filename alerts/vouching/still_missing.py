"""What somebody is told who came in as less than they were invited or asked for."""

from datetime import datetime

from alerts.notices import Text, text
from alerts.people.person import Grant, Person
from alerts.trainings.training_records import next_training
from alerts.vouching.vouch import VOUCHERS
from alerts.vouching.vouch_counts import vouch_count
from alerts.work.unit_of_work import UnitOfWork


async def still_missing(uow: UnitOfWork, now: datetime, person: Person, wanted: Grant) -> tuple[Text, ...]:
    """Return what it takes until they are what was meant; nothing where they are. `person`: as they are by now."""
    if wanted in person.grants or wanted.role not in VOUCHERS or wanted.town_id is None:
        return ()
    if not person.has(VOUCHERS, wanted.town_id):
        count = await vouch_count(uow, person.id, wanted.town_id)
        return (text("vouching.missing_vouches", given=count.given, needed=max(count.needed, 1)),)
    coming = await next_training(uow, now, wanted.town_id, person.language)
    if coming is None:
        return (text("vouching.missing_training"),)
    return (text("vouching.missing_training"), text("vouching.next_training", at=coming.starts_at))
