"""A shift is kept, with all that happens to it at its moments."""

from datetime import datetime

from alerts.on_call.deadlines import OF_SHIFT
from alerts.on_call.ports import SHIFTS
from alerts.on_call.shift import Shift, ShiftPlan
from alerts.on_call.shift_moments import moments
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
    """Set everything that happens to it from now on, in place of what stood; nothing is made up for."""
    await uow.deadlines.call_off(shift.id, *OF_SHIFT)
    for deadline, due_at in moments(shift, (await uow.network()).zone).items():
        if due_at > now:
            await uow.deadlines.set(deadline, shift.id, due_at)


async def unmake_shift(uow: UnitOfWork, shift: Shift) -> bool:
    """Delete it, and all that would happen to it; False where it is gone already."""
    await uow.deadlines.call_off(shift.id, *OF_SHIFT)
    return await SHIFTS(uow).remove(shift.id)
