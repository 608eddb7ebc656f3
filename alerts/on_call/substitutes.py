"""Others are asked to take a seat, by a tap: the first who does has it."""

from collections.abc import Collection
from datetime import datetime

from alerts.notices import Notice, text
from alerts.on_call.ports import SHIFT_SEATS, SHIFT_WISHES, SHIFTS
from alerts.on_call.seat_access import others_who_may_sit
from alerts.on_call.shift import Shift, ShiftSeat
from alerts.on_call.shift_wishes import may_be_asked
from alerts.on_call.shift_words import name_of_person, when_and_where
from alerts.on_call.taps import ConfirmSeat, ShowShift, TakeOffered, TakeSeat
from alerts.people.person import DESK
from alerts.work.unit_of_work import UnitOfWork


async def seek_substitute(uow: UnitOfWork, now: datetime, shift_id: int) -> None:
    """Offer the seat of whoever has not said that they will be there to the backups; they hear that we do."""
    shift = await SHIFTS(uow).get(shift_id)
    if shift is None or shift.starts_at <= now:
        return
    network = await uow.network()
    for seat in shift.seats:
        if seat.confirmed_at is None:
            await SHIFT_SEATS(uow).offer(seat, now)
            parts = (text("on_call.told.unconfirmed"), when_and_where(network, shift))
            notice = Notice(parts=parts, expires_at=shift.starts_at)
            confirm = ConfirmSeat(seat.id).choice(text("choice.on_call.confirm"))
            await uow.mail.to_person(seat.person_id, notice.with_choices((confirm,)), now)
            backups = [one.person_id for one in shift.seats if one.position > seat.position and one.confirmed_at]
            await ask_to_swap(uow, now, shift, seat, backups)
    if shift.free:
        await ask_others(uow, now, shift)


async def seek_wider(uow: UnitOfWork, now: datetime, shift_id: int) -> None:
    """Offer the seats that are offered still to everybody else at the desk."""
    shift = await SHIFTS(uow).get(shift_id)
    if shift is None or shift.starts_at <= now:
        return
    others = [one.id for one in await others_who_may_sit(uow, shift)]
    for seat in shift.seats:
        if seat.offered_at is not None and seat.confirmed_at is None:
            await ask_to_swap(uow, now, shift, seat, others)


async def ask_to_swap(uow: UnitOfWork, now: datetime, shift: Shift, seat: ShiftSeat, whom: Collection[int]) -> int:
    """Ask those of these persons (ids) who wish to be asked to take somebody's seat; return how many they are."""
    asked = text("on_call.ask.swap", name=await name_of_person(uow, seat.person_id))
    parts = (asked, when_and_where(await uow.network(), shift), text(f"on_call.as.{_as(seat.position)}"))
    notice = Notice(parts=parts, internal=True, expires_at=shift.ends_at).only(DESK, *shift.town_ids)
    take = TakeOffered(seat.id).choice(text("choice.on_call.take"))
    asked_now = await _who_may_be_asked(uow, now, shift, whom)
    await uow.mail.to_persons(asked_now, notice.with_choices((take,)), now)
    return len(asked_now)


async def ask_others(uow: UnitOfWork, now: datetime, shift: Shift, but: int = 0) -> None:
    """Ask everybody who could have it to take a free seat. `but`: who gave it up."""
    if not shift.free:
        return
    line = when_and_where(await uow.network(), shift)
    parts = (text("on_call.ask.free"), line, text(f"on_call.as.{_as(shift.free[0])}"))
    notice = Notice(parts=parts, expires_at=shift.ends_at).only(DESK, *shift.town_ids)
    take = TakeSeat(shift.id).choice(text("choice.on_call.take"))
    show = ShowShift(shift.id).choice(text("choice.on_call.show"))
    others = [one.id for one in await others_who_may_sit(uow, shift) if one.id != but]
    whom = await _who_may_be_asked(uow, now, shift, others)
    await uow.mail.to_persons(whom, notice.with_choices((take,), (show,)), now)


async def _who_may_be_asked(uow: UnitOfWork, now: datetime, shift: Shift, whom: Collection[int]) -> list[int]:
    """Return those whose wishes let us ask; where nobody's do, everybody: a shift without anybody is worse."""
    wishes, zone = await SHIFT_WISHES(uow).of(whom), (await uow.network()).zone
    return sorted(one for one in whom if may_be_asked(wishes[one], shift, now, zone)) or sorted(whom)


def _as(position: int) -> str:
    return "primary" if position == 1 else "backup"
