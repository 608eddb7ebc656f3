"""A rota makes its shifts, so many days ahead; each day those of one more."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.on_call.deadlines import ROTA_GROWS
from alerts.on_call.making_shifts import make_shift
from alerts.on_call.ports import ROTAS
from alerts.on_call.rota import Rota, RotaPlan
from alerts.on_call.rota_days import days, span
from alerts.on_call.seat_access import those_who_could_be_there
from alerts.on_call.shift import ShiftPlan
from alerts.work.unit_of_work import UnitOfWork

AHEAD = timedelta(days=35)
"""So long before it a shift that repeats is made (set when ordered)."""
GROWS_EVERY = timedelta(days=1)


async def begin_rota(uow: UnitOfWork, now: datetime, plan: RotaPlan) -> Rota:
    """Keep a rota and make its shifts of the coming weeks; one that would have begun before now is not made."""
    yesterday = _today(now, (await uow.network()).zone) - timedelta(days=1)
    rota = await ROTAS(uow).add(plan, yesterday)
    await grow_rota(uow, now, rota.id)
    return await ROTAS(uow).get(rota.id) or rota


async def grow_rota(uow: UnitOfWork, now: datetime, rota_id: int) -> None:
    """Make the shifts that are near enough by now, and come back tomorrow; the last day's rota ends by itself.

    A day's shift is made once: what was called off stays so. Whoever works the desk no more gets no seat.
    """
    rota = await ROTAS(uow).get(rota_id)
    if rota is None:
        return
    plan, zone = rota.plan, (await uow.network()).zone
    through = _today(now, zone) + AHEAD
    if plan.town_ids:
        for day in days(plan, rota.made_through, through):
            starts_at, ends_at = span(day, plan.starts, plan.ends, zone)
            if starts_at > now:
                people = await those_who_could_be_there(uow, plan.people, plan.town_ids, starts_at)
                made = ShiftPlan(town_ids=plan.town_ids, starts_at=starts_at, ends_at=ends_at, people=people)
                await make_shift(uow, now, made, rota.id)
    if not plan.town_ids or (plan.ends_on is not None and plan.ends_on < _today(now, zone)):
        await ROTAS(uow).remove(rota.id)
        return
    await ROTAS(uow).set_made_through(rota.id, through)
    await uow.deadlines.set(ROTA_GROWS, rota.id, now + GROWS_EVERY)


def _today(now: datetime, zone: ZoneInfo) -> date:
    return now.astimezone(zone).date()
