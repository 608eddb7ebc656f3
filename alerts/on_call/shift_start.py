"""A shift begins: whoever has a seat says that they are on, by a tap on a message that rings."""

from datetime import datetime

from alerts.notices import Notice, Text, text
from alerts.on_call.ports import SHIFT_SEATS, SHIFTS
from alerts.on_call.seat_access import coordinators_of, may_sit, others_who_may_sit, seat_for
from alerts.on_call.shift import Shift
from alerts.on_call.shift_moments import UNANSWERED_AFTER
from alerts.on_call.shift_words import name_of_person, town_names, when_and_where
from alerts.on_call.taps import GiveUpSeat, ShowShift, StartSeat, TakeDeskNow
from alerts.on_call.telling_desk import tell_who_has_desk, what_is_open
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, DESK, Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def ring_at_start(uow: UnitOfWork, now: datetime, shift_id: int) -> None:
    """Ask everybody who has a seat to say that they are on; the primary reads what is open.

    That this message rings, and is answered, is the test that an alarm would be heard. Where nobody has a seat,
    coordinators hear that, and everybody at the desk is asked.
    """
    shift = await SHIFTS(uow).get(shift_id)
    if shift is None or not shift.is_on(now):
        return
    first = shift.primary
    if first is None:
        await _nobody_there(uow, now, shift)
        return
    line = when_and_where(await uow.network(), shift)
    for seat in shift.seats:
        if seat.started_at is None:
            if seat is first:
                parts = (text("on_call.start.primary"), line, *await what_is_open(uow, shift))
            else:
                name = await name_of_person(uow, first.person_id)
                parts = (text("on_call.start.backup", name=name), line)
            await _ring(uow, now, shift, seat.person_id, parts, StartSeat(seat.id), GiveUpSeat(seat.id))


async def start_seat(uow: UnitOfWork, now: datetime, seat_id: int, person: Person) -> Text | Refused:
    """Keep that they are on; a backup who begins because the primary does not answer has the desk."""
    found = await seat_for(uow, now, person, seat_id)
    if isinstance(found, Refused):
        return found
    shift, seat = found
    if not shift.is_on(now):
        return Refused(text("on_call.not_begun", at=shift.starts_at))
    if not await SHIFT_SEATS(uow).start(seat, now):
        return Refused(text("on_call.on_already"))
    first = shift.primary
    if first is None:
        return Refused(text("on_call.not_yours"))
    if first.id != seat.id and (first.started_at is not None or now < shift.starts_at + UNANSWERED_AFTER):
        return text("toast.on_call.on_as_backup", name=await name_of_person(uow, first.person_id))
    relieved = first.person_id if first.id != seat.id else 0
    if relieved:
        await SHIFT_SEATS(uow).trade_places(first, seat)
        told = text("on_call.told.relieved", name=named(person))
        parts = (told, when_and_where(await uow.network(), shift))
        await uow.mail.to_person(first.person_id, Notice(parts=parts, internal=True), now)
    await tell_who_has_desk(uow, now, await SHIFTS(uow).get(shift.id) or shift, but=relieved)
    return text("toast.on_call.on", end=shift.ends_at)


async def begin_without_primary(uow: UnitOfWork, now: datetime, shift_id: int) -> None:
    """Tell the backups to begin, as the primary has not answered, and the coordinators; without one ask everybody."""
    shift = await SHIFTS(uow).get(shift_id)
    first = shift.primary if shift is not None else None
    if shift is None or first is None or first.started_at is not None or not shift.is_on(now):
        return
    name = await name_of_person(uow, first.person_id)
    line = when_and_where(await uow.network(), shift)
    backups = [seat for seat in shift.seats if seat is not first]
    for seat in backups:
        if seat.started_at is not None:
            # The first of them who is there has the desk.
            await SHIFT_SEATS(uow).trade_places(first, seat)
            await tell_who_has_desk(uow, now, await SHIFTS(uow).get(shift.id) or shift)
            begun = (text("on_call.start.now_yours", name=name), line, *await what_is_open(uow, shift))
            await uow.mail.to_person(seat.person_id, Notice(parts=begun, internal=True), now)
            break
    else:
        for seat in backups:
            parts = (text("on_call.start.instead", name=name), line)
            await _ring(uow, now, shift, seat.person_id, parts, StartSeat(seat.id), GiveUpSeat(seat.id))
    told = text("on_call.told.unanswered", name=name, backups=len(backups))
    await _tell_coordinators(uow, now, shift, (told, line), but=first.person_id)
    if not backups:
        await _ask_desk(uow, now, shift, but=first.person_id)


async def _nobody_there(uow: UnitOfWork, now: datetime, shift: Shift) -> None:
    line = when_and_where(await uow.network(), shift)
    await _tell_coordinators(uow, now, shift, (text("on_call.told.begins_empty"), line))
    await _ask_desk(uow, now, shift)


async def _ask_desk(uow: UnitOfWork, now: datetime, shift: Shift, but: int = 0) -> None:
    asked = text("on_call.ask.now", towns=town_names(await uow.network(), shift))
    take = TakeDeskNow(shift.town_ids[0]).choice(text("choice.on_call.now"))
    notice = Notice(parts=(asked,), expires_at=shift.ends_at).only(DESK, *shift.town_ids).with_choices((take,))
    whom = [one.id for one in await others_who_may_sit(uow, shift) if one.id != but and may_sit(one, shift.town_ids)]
    await uow.mail.to_persons(whom, notice, now)


async def _tell_coordinators(
    uow: UnitOfWork, now: datetime, shift: Shift, parts: tuple[Text, ...], but: int = 0
) -> None:
    show = ShowShift(shift.id).choice(text("choice.on_call.show"))
    notice = Notice(parts=parts, internal=True, expires_at=shift.ends_at).only(COORDINATOR).with_choices((show,))
    await uow.mail.to_persons([one.id for one in await coordinators_of(uow, shift) if one.id != but], notice, now)


async def _ring(
    uow: UnitOfWork,
    now: datetime,
    shift: Shift,
    person_id: int,
    parts: tuple[Text, ...],
    start: StartSeat,
    cannot: GiveUpSeat,
) -> None:
    """Write to them anew, on every app: an edit makes no sound."""
    notice = Notice(parts=parts, internal=True, expires_at=shift.ends_at).with_choices(
        (start.choice(text("choice.on_call.on")),), (cannot.choice(text("choice.on_call.cannot")),)
    )
    contacts = [contact.id for contact in await uow.contacts.of(person_id) if contact.reachable]
    if contacts:
        await uow.mail.post(notice, contacts, now)
