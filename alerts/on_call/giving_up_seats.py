"""Somebody offers their seat, wants it back, or can't have it: then the others are asked."""

from datetime import datetime

from alerts.notices import Text, text
from alerts.on_call.gap_notices import tell_of_gap
from alerts.on_call.ports import SHIFT_SEATS, SHIFTS
from alerts.on_call.seat_access import others_who_may_sit, seat_for
from alerts.on_call.substitutes import ask_others, ask_to_swap
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def offer_seat(uow: UnitOfWork, now: datetime, seat_id: int, person: Person) -> Text | Refused:
    """Offer their seat to everybody who could have it; until somebody takes it, it is theirs."""
    found = await seat_for(uow, now, person, seat_id)
    if isinstance(found, Refused):
        return found
    shift, seat = found
    if seat.offered_at is not None:
        return Refused(text("on_call.offered_already"))
    await SHIFT_SEATS(uow).offer(seat, now)
    backups = [one.person_id for one in shift.seats if one.position > seat.position]
    whom = [*backups, *(one.id for one in await others_who_may_sit(uow, shift))]
    asked = await ask_to_swap(uow, now, shift, seat, whom)
    return text("toast.on_call.offered", n=asked)


async def keep_seat(uow: UnitOfWork, now: datetime, seat_id: int, person: Person) -> Text | Refused:
    """Let the seat be theirs again as if they had not offered it."""
    found = await seat_for(uow, now, person, seat_id)
    if isinstance(found, Refused):
        return found
    await SHIFT_SEATS(uow).confirm(found[1], now)
    return text("toast.on_call.confirmed")


async def give_up_seat(uow: UnitOfWork, now: datetime, seat_id: int, person: Person) -> Text | Refused:
    """Make their seat free at once: coordinators hear, and everybody who could have it is asked."""
    found = await seat_for(uow, now, person, seat_id)
    if isinstance(found, Refused):
        return found
    shift, seat = found
    if not await SHIFT_SEATS(uow).leave(seat):
        return Refused(text("on_call.not_yours"))
    left = await SHIFTS(uow).get(shift.id) or shift
    await tell_of_gap(uow, now, left)
    await ask_others(uow, now, left, but=person.id)
    return text("toast.on_call.given_up")
