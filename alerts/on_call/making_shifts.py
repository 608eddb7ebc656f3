"""A shift is kept, with all that happens to it at its moments."""

from datetime import datetime

from alerts.on_call.deadlines import OF_SHIFT, SEEK_SUBSTITUTE, SEEK_WIDER
from alerts.on_call.ports import SHIFTS
from alerts.on_call.shift import Shift, ShiftPlan
from alerts.on_call.shift_moments import ANSWERED_WITHIN, BACKUPS_FIRST, moments
from alerts.work.unit_of_work import UnitOfWork


async def make_shift(uow: UnitOfWork, now: datetime, plan: ShiftPlan, rota_id: int | None = None) -> Shift:
    """Keep a shift. `rota_id`: the rota that makes it; None: it is planned by itself.

    Whoever plans it knows which seats are free: coordinators hear of those three days before.
    """
    shift = await SHIFTS(uow).add(plan, rota_id)
    await SHIFTS(uow).set_gaps_told(shift.id, len(shift.free))
    await set_moments(uow, now, shift)
    return await SHIFTS(uow).get(shift.id) or shift


async def set_moments(uow: UnitOfWork, now: datetime, shift: Shift) -> None:
    """Set everything that happens to it from now on, in place of what stood; what is past is not made up for.

    But for this: whoever has a seat in a shift that is planned late has an hour to answer before others are asked.
    """
    await uow.deadlines.call_off(shift.id, *OF_SHIFT)
    late = {SEEK_SUBSTITUTE: now + ANSWERED_WITHIN, SEEK_WIDER: now + ANSWERED_WITHIN + BACKUPS_FIRST}
    for deadline, moment in moments(shift, (await uow.network()).zone).items():
        due_at = moment if moment > now else late.get(deadline, moment)
        if due_at > now and (moment > now or due_at < shift.starts_at):
            await uow.deadlines.set(deadline, shift.id, due_at)


async def unmake_shift(uow: UnitOfWork, shift: Shift) -> bool:
    """Delete it, and all that would happen to it; False where it is gone already."""
    await uow.deadlines.call_off(shift.id, *OF_SHIFT)
    return await SHIFTS(uow).remove(shift.id)
