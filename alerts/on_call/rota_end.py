"""A coordinator says on which day the last of the shifts that repeat begins."""

from datetime import date, datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Text, text
from alerts.on_call.making_shifts import unmake_shift
from alerts.on_call.ports import ROTAS, SHIFTS
from alerts.on_call.rota import Rota
from alerts.on_call.rota_growth import grow_rota
from alerts.on_call.seat_access import may_plan_shifts, shift_for
from alerts.on_call.shift_words import when_and_where
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def rota_of(uow: UnitOfWork, now: datetime, shift_id: int, by: Person) -> Rota | Refused:
    """Return the rota that made this shift; refused where it is by itself, or not theirs to plan."""
    shift = await shift_for(uow, now, by, shift_id, may_plan_shifts)
    if isinstance(shift, Refused):
        return shift
    rota = await ROTAS(uow).get(shift.rota_id) if shift.rota_id is not None else None
    return rota or Refused(text("on_call.gone"))


async def end_rota_on(uow: UnitOfWork, now: datetime, shift_id: int, last: date, by: Person) -> Text | Refused:
    """Let no shift of this one's rota begin after that local day: who had a seat in a later one hears so.

    A later day than it had makes the shifts in between when they are near, as ever.
    """
    rota = await rota_of(uow, now, shift_id, by)
    if isinstance(rota, Refused):
        return rota
    network = await uow.network()
    today = now.astimezone(network.zone).date()
    if last < today:
        return Refused(text("on_call.not_a_day", example=today.isoformat()))
    await ROTAS(uow).set_ends_on(rota.id, last)
    # Its shifts may be made through a day beyond its former end: those in between were not, and would never be.
    await ROTAS(uow).set_made_through(rota.id, min(rota.made_through, last, rota.plan.ends_on or last))
    coming = await SHIFTS(uow).of_rota(rota.id, now)
    over = [one for one in coming if one.starts_at.astimezone(network.zone).date() > last]
    for one in over:
        await unmake_shift(uow, one)
    await grow_rota(uow, now, rota.id)
    people = {seat.person_id for one in over for seat in one.seats} - {by.id}
    if people:
        parts = (text("on_call.told.ends_on", day=last), when_and_where(network, over[0]))
        await uow.mail.to_persons(sorted(people), Notice(parts=parts), now)
    for town_id in rota.plan.town_ids:
        await record(uow, now, Deed(action=Action.SHIFT_CANCELLED, by_id=by.id, town_id=town_id))
    return text("toast.on_call.ends_on", day=last)
