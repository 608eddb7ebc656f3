"""What somebody is told who is less than they were invited to, asked for, or could be."""

from datetime import datetime

from alerts.notices import Text, text
from alerts.people.person import Grant, Person
from alerts.trainings.training_records import next_training
from alerts.vouching.vouch import VOUCHERS, VouchCount
from alerts.vouching.vouch_codes import wanted_towns
from alerts.vouching.vouch_counts import vouch_count
from alerts.vouching.vouch_rule import vouches_needed
from alerts.work.unit_of_work import UnitOfWork

_TOWNS = 3
"""Towns of which one message says how many vouches are missing; /vouch offers a code for each."""


async def still_missing(uow: UnitOfWork, now: datetime, person: Person, wanted: Grant) -> tuple[Text, ...]:
    """Return what it takes until they are what was meant; nothing where they are. `person`: as they are by now."""
    if wanted in person.grants or wanted.role not in VOUCHERS or wanted.town_id is None:
        return ()
    if not person.has(VOUCHERS, wanted.town_id):
        town = (await uow.network()).town(wanted.town_id)
        count = await vouch_count(uow, person.id, wanted.town_id)
        return _said_of(count, town.name) if town is not None else ()
    coming = await next_training(uow, now, wanted.town_id, person.language)
    if coming is None:
        return (text("vouching.missing_training"),)
    return (text("vouching.missing_training"), text("vouching.next_training", at=coming.starts_at))


async def missing_vouches(uow: UnitOfWork, person: Person) -> tuple[Text, ...]:
    """Return how many vouches they lack wherever they want in or receive alerts only, where most are given first.

    Nothing where the network lets a coordinator's word be enough: then no number is missing.
    """
    if vouches_needed(await uow.network()) <= 1:
        return ()
    counts = [(town, await vouch_count(uow, person.id, town.id)) for town in await wanted_towns(uow, person)]
    counts.sort(key=lambda one: one[1].missing)
    return tuple(line for town, count in counts[:_TOWNS] for line in _said_of(count, town.name))


def _said_of(count: VouchCount, town: str) -> tuple[Text, ...]:
    if count.waits_for_coordinator:
        return (text("vouching.missing_only_coordinator", town=town),)
    coordinator = "vouching.has_coordinator" if count.by_coordinator else "vouching.missing_coordinator"
    needed = max(count.needed, 1)
    return (text("vouching.missing_vouches", town=town, given=count.given, needed=needed), text(coordinator))
