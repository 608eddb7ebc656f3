"""A day before, everybody who has a seat is asked whether they will be there; an hour before, they are reminded."""

from datetime import datetime

from alerts.notices import Kind, Notice, Text, text
from alerts.on_call.ports import SHIFT_SEATS, SHIFTS
from alerts.on_call.seat_access import seat_for
from alerts.on_call.shift import Shift, ShiftSeat
from alerts.on_call.shift_words import when_and_where
from alerts.on_call.taps import ConfirmSeat, GiveUpSeat, OfferSeat, StartSeat
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def ask_to_confirm(uow: UnitOfWork, now: datetime, shift_id: int) -> None:
    """Remind everybody who has a seat, and ask who has not said so whether they will be there."""
    shift = await SHIFTS(uow).get(shift_id)
    if shift is None or shift.starts_at <= now:
        return
    for seat in shift.seats:
        await ask_one(uow, now, shift, seat, "tomorrow" if seat.confirmed_at is None else "tomorrow_confirmed")


async def remind_soon_of_shift(uow: UnitOfWork, now: datetime, shift_id: int) -> None:
    """Remind everybody who has a seat that it begins within the hour."""
    shift = await SHIFTS(uow).get(shift_id)
    if shift is None or shift.starts_at <= now:
        return
    for seat in shift.seats:
        await ask_one(uow, now, shift, seat, "soon")


async def ask_one(uow: UnitOfWork, now: datetime, shift: Shift, seat: ShiftSeat, what: str) -> None:
    """Write to whose seat it is: "tomorrow", "soon", or that it is theirs ("yours"); with the taps that answer it."""
    place = text("on_call.as.primary" if seat.position == 1 else "on_call.as.backup")
    parts = (text(f"on_call.ask.{what}"), when_and_where(await uow.network(), shift), place)
    notice = Notice(parts=parts, kind=Kind.REMINDER, expires_at=shift.ends_at)
    confirm = (ConfirmSeat(seat.id).choice(text("choice.on_call.confirm")),)
    if shift.is_on(now):
        confirm = (StartSeat(seat.id).choice(text("choice.on_call.on")),)
    offer = (OfferSeat(seat.id).choice(text("choice.on_call.offer")),)
    cannot = (GiveUpSeat(seat.id).choice(text("choice.on_call.cannot")),)
    rows = (offer, cannot) if seat.confirmed_at is not None else (confirm, offer, cannot)
    await uow.mail.to_person(seat.person_id, notice.with_choices(*rows), now)


async def confirm_seat(uow: UnitOfWork, now: datetime, seat_id: int, person: Person) -> Text | Refused:
    """Keep that they will be there."""
    found = await seat_for(uow, now, person, seat_id)
    if isinstance(found, Refused):
        return found
    if not await SHIFT_SEATS(uow).confirm(found[1], now):
        return Refused(text("on_call.not_yours"))
    return text("toast.on_call.confirmed")
