"""Coordinators hear who waits: one by one while they are few, hourly when they are many, daily once some go cold."""

from datetime import datetime, timedelta

from alerts.audit.ports import AUDIT_LOG
from alerts.joining.join_request import COLD_AFTER
from alerts.network.town import Town
from alerts.notices import Lane, Notice, Text, text
from alerts.people.person import COORDINATOR
from alerts.vouching.taps import ShowQueue
from alerts.vouching.waiting_queue import QUEUE, QueueCounts, QueueView
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

ONE_BY_ONE = 5
"""So many open requests of a town are each told by themselves; in a wave they would bury all else (our choice).

Whoever came in within GREW_AFTER counts too: a wave that is let in as fast as it comes is one all the same.
"""
GREW_AFTER, GREW_EVERY = timedelta(minutes=10), timedelta(hours=1)
"""So long after a request of a wave the coordinators are told how many wait, and again so long after at the soonest."""
COLD_EVERY = timedelta(days=1)
QUEUE_GREW = Deadline("queue grew")
"""Of a town."""
QUEUE_COLD = Deadline("queue cold")
"""Of a town."""


async def counts_of(uow: UnitOfWork, now: datetime, town_id: int) -> QueueCounts:
    """Return how many wait in this town."""
    return (await QUEUE(uow).counts([town_id], now - COLD_AFTER)).get(town_id, QueueCounts())


async def is_told_alone(uow: UnitOfWork, now: datetime, town_id: int) -> bool:
    """Say whether a request that was just made is told by itself; else it is told with others. It never gets lost."""
    await uow.deadlines.set_latest(QUEUE_COLD, town_id, now + COLD_AFTER)
    in_by_now = await AUDIT_LOG(uow).came_in(town_id, now - GREW_AFTER, ONE_BY_ONE)
    if (await counts_of(uow, now, town_id)).open + len(in_by_now) <= ONE_BY_ONE:
        return True
    await uow.deadlines.set_latest(QUEUE_GREW, town_id, now + GREW_AFTER, apart=GREW_EVERY)
    return False


async def tell_how_many(uow: UnitOfWork, now: datetime, town_id: int) -> None:
    """Tell the coordinators of a town how many wait."""
    town, counts = (await uow.network()).town(town_id), await counts_of(uow, now, town_id)
    if town is not None and counts.open:
        told = text("vouching.grew", town=town.name, count=counts.open, cold=counts.cold)
        await _tell(uow, now, town, told, QueueView.OPEN)


async def tell_of_cold(uow: UnitOfWork, now: datetime, town_id: int) -> None:
    """Tell the coordinators of a town who goes cold, and again a day later while anybody waits."""
    town, counts = (await uow.network()).town(town_id), await counts_of(uow, now, town_id)
    if town is None or not counts.open:
        return
    if counts.cold:
        await _tell(uow, now, town, text("vouching.went_cold", town=town.name, count=counts.cold), QueueView.COLD)
    await uow.deadlines.set(QUEUE_COLD, town_id, now + COLD_EVERY)


async def _tell(uow: UnitOfWork, now: datetime, town: Town, told: Text, view: QueueView) -> None:
    show = ShowQueue(town.id, view).choice(text("choice.vouching.show"))
    whom = [one.id for one in await uow.people.with_role(COORDINATOR, town.id)]
    notice = Notice(parts=(told,), lane=Lane.REST).with_choices((show,))
    await uow.mail.to_persons(whom, notice.only(COORDINATOR, town.id), now)
