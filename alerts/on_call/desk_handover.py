"""The desk changes hands: who leaves reads what is open and hands it over, who comes confirms."""

from datetime import datetime, timedelta

from alerts.notices import Notice, Text, text
from alerts.on_call.hotline_phone import phone_choice
from alerts.on_call.ports import SHIFT_SEATS, SHIFTS
from alerts.on_call.shift import Shift
from alerts.on_call.shift_words import name_of_person, when_and_where
from alerts.on_call.taps import HandDeskOver, StartSeat
from alerts.on_call.telling_desk import what_is_open
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def ask_to_hand_over(uow: UnitOfWork, now: datetime, shift_id: int) -> None:
    """Tell whoever had the desk what is open and who follows, with the tap that hands it over."""
    shift = await SHIFTS(uow).get(shift_id)
    first = shift.primary if shift is not None else None
    if shift is None or first is None or first.started_at is None:
        return
    following = await _following(uow, now, shift)
    to = following.primary if following is not None else None
    if to is not None and to.person_id == first.person_id:
        return
    if to is None:
        parts = (text("on_call.over.nobody_follows"), *await what_is_open(uow, shift))
        await uow.mail.to_person(first.person_id, Notice(parts=parts, internal=True), now)
        return
    name = await name_of_person(uow, to.person_id)
    parts = (text("on_call.over.follows", name=name), *await what_is_open(uow, shift))
    hand = HandDeskOver(first.id).choice(text("choice.on_call.hand"))
    await uow.mail.to_person(first.person_id, Notice(parts=parts, internal=True).with_choices((hand,)), now)


async def hand_desk_over(uow: UnitOfWork, now: datetime, seat_id: int, person: Person) -> Text | Refused:
    """Give the desk to who follows: they read what is open and confirm by the tap that says that they are on."""
    seat = await SHIFT_SEATS(uow).get(seat_id)
    if seat is None or seat.person_id != person.id:
        return Refused(text("on_call.not_yours"))
    shift = await SHIFTS(uow).get(seat.shift_id)
    following = await _following(uow, now, shift) if shift is not None else None
    to = following.primary if following is not None else None
    if following is None or to is None or to.person_id == person.id:
        return Refused(text("on_call.over.nobody_follows"))
    given = text("on_call.over.given", name=named(person))
    parts = (given, when_and_where(await uow.network(), following), *await what_is_open(uow, following))
    notice = Notice(parts=parts, internal=True, expires_at=following.ends_at)
    on = (StartSeat(to.id).choice(text("choice.on_call.on")),) if to.started_at is None else ()
    phone = await phone_choice(uow, to.person_id)
    await uow.mail.to_person(to.person_id, notice.with_choices(*(row for row in (on, phone) if row)), now)
    return text("toast.on_call.handed", name=await name_of_person(uow, to.person_id))


async def _following(uow: UnitOfWork, now: datetime, shift: Shift) -> Shift | None:
    """Return the shift of one of its towns that runs now, after it."""
    running = await SHIFTS(uow).between(now, now + timedelta(minutes=1), shift.town_ids)
    after = (one for one in running if one.is_on(now) and one.starts_at >= shift.ends_at)
    return next(after, None)
