"""Somebody lost a role, is away, suspended or gone: shifts that can't be theirs are free, and coordinators hear."""

from datetime import datetime

from alerts.on_call.gap_notices import tell_of_opened_gaps
from alerts.on_call.ports import ROTAS, SHIFT_SEATS, SHIFTS
from alerts.on_call.seat_access import could_be_there, may_sit
from alerts.on_call.substitutes import ask_others
from alerts.work.unit_of_work import UnitOfWork


async def settle_doubt(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Make free what can't be theirs any more; of whoever is erased by now nothing is left but the gap."""
    person = await uow.people.get(person_id)
    vacated = []
    for shift in await SHIFTS(uow).of_person(person_id, now):
        if person is None or not could_be_there(person, shift.town_ids, shift.starts_at):
            await SHIFT_SEATS(uow).vacate(shift.id, person_id)
            vacated.append(shift.id)
    lost = [one.id for one in await ROTAS(uow).every() if person is None or not may_sit(person, one.plan.town_ids)]
    await ROTAS(uow).vacate(person_id, lost)
    await tell_of_opened_gaps(uow, now)
    for shift_id in vacated:
        shift_now = await SHIFTS(uow).get(shift_id)
        if shift_now is not None and shift_now.is_on(now):
            await ask_others(uow, now, shift_now, but=person_id)
