"""A shift is kept, with all that happens to it at its moments."""

from datetime import datetime

from alerts.on_call.ports import SHIFTS
from alerts.on_call.shift import Shift, ShiftPlan
from alerts.work.unit_of_work import UnitOfWork


async def make_shift(uow: UnitOfWork, now: datetime, plan: ShiftPlan, rota_id: int | None = None) -> Shift:
    """Keep a shift. `rota_id`: the rota that makes it; None: it is planned by itself."""
    return await SHIFTS(uow).add(plan, rota_id)
