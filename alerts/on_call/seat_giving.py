"""Somebody gets a seat of a shift in which they may have another one already."""

from datetime import datetime

from alerts.on_call.ports import SHIFT_SEATS
from alerts.on_call.shift import Shift
from alerts.work.unit_of_work import UnitOfWork


async def give_position(
    uow: UnitOfWork, shift: Shift, position: int, person_id: int, confirmed_at: datetime | None
) -> bool:
    """Let them have the seat at this position, whoever has it, and leave their own; False where it changed meanwhile.

    Then they keep what they had.
    """
    own = shift.seat_of(person_id)
    before = next((seat for seat in shift.seats if seat.position == position), None)
    if own is not None:
        await SHIFT_SEATS(uow).leave(own)
    if before is not None:
        given = await SHIFT_SEATS(uow).hand(before, person_id, confirmed_at)
    else:
        given = position <= shift.wanted and await SHIFT_SEATS(uow).take(shift.id, position, person_id, confirmed_at)
    if not given and own is not None:
        await SHIFT_SEATS(uow).take(shift.id, own.position, person_id, own.confirmed_at)
    return given
