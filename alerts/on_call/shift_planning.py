"""A coordinator plans shifts, moves them, calls them off, and gives a seat to somebody else."""

from collections.abc import Collection
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Text, text
from alerts.on_call.confirming_seats import ask_one
from alerts.on_call.deadlines import ROTA_GROWS
from alerts.on_call.making_shifts import make_shift, set_moments, unmake_shift
from alerts.on_call.ports import ROTAS, SHIFTS
from alerts.on_call.rota import Rota, RotaPlan
from alerts.on_call.rota_growth import begin_rota
from alerts.on_call.seat_access import could_be_there, may_plan_shifts, may_sit, shift_for
from alerts.on_call.shift import LONGEST, Shift, ShiftPlan
from alerts.on_call.shift_words import when_and_where
from alerts.on_call.taps import ShowOwnShifts
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

PLANNED_AT_MOST = timedelta(days=120)
"""No shift is planned by itself for later than that: a day so far off is a slip (our choice)."""


async def plan_shift(uow: UnitOfWork, now: datetime, plan: ShiftPlan, by: Person) -> Shift | Refused:
    """Keep a shift of towns that they coordinate: whoever has a seat in it is told, and asked to confirm."""
    if not may_plan_shifts(by, plan.town_ids) or not await _can_all_sit(uow, plan.people, plan.town_ids):
        return Refused(text("refused.role"))
    away = await _who_is_away(uow, plan)
    if away is not None:
        return Refused(text("on_call.away_then", name=named(away), at=away.away_until))
    if plan.ends_at <= now or plan.starts_at > now + PLANNED_AT_MOST:
        return Refused(text("on_call.not_then", at=plan.starts_at))
    if not timedelta(0) < plan.ends_at - plan.starts_at <= LONGEST:
        return Refused(text("on_call.too_long"))
    shift = await make_shift(uow, now, plan)
    await _record(uow, now, Action.SHIFT_PLANNED, by, plan.town_ids)
    for seat in shift.seats:
        if seat.person_id != by.id:
            await ask_one(uow, now, shift, seat, "yours")
    return shift


async def plan_rota(uow: UnitOfWork, now: datetime, plan: RotaPlan, by: Person) -> Rota | Refused:
    """Keep shifts that repeat: everybody who has a seat in them is told once."""
    if not may_plan_shifts(by, plan.town_ids) or not await _can_all_sit(uow, plan.people, plan.town_ids):
        return Refused(text("refused.role"))
    rota = await begin_rota(uow, now, plan)
    await _record(uow, now, Action.SHIFT_PLANNED, by, plan.town_ids)
    made = await SHIFTS(uow).of_rota(rota.id, now)
    network = await uow.network()
    told = (text("on_call.told.rota"), *[when_and_where(network, shift) for shift in made[:1]])
    notice = Notice(parts=told).with_choices((ShowOwnShifts().choice(text("choice.on_call.own")),))
    whom = sorted({one for one in plan.people if one is not None} - {by.id})
    await uow.mail.to_persons(whom, notice, now)
    return rota


async def call_off_shift(uow: UnitOfWork, now: datetime, shift_id: int, by: Person) -> Text | Refused:
    """Delete one shift: whoever had a seat in it hears so, and its rota does not make it again."""
    shift = await shift_for(uow, now, by, shift_id, may_plan_shifts)
    if isinstance(shift, Refused):
        return shift
    if not await unmake_shift(uow, shift):
        # Another coordinator was faster.
        return Refused(text("on_call.gone"))
    await _tell_seats(uow, now, shift, text("on_call.told.off"), but=by.id)
    await _record(uow, now, Action.SHIFT_CANCELLED, by, shift.town_ids)
    return text("toast.on_call.off")


async def end_rota(uow: UnitOfWork, now: datetime, shift_id: int, by: Person) -> Text | Refused:
    """Delete a shift that is to come, and all that its rota made for later or would make."""
    shift = await shift_for(uow, now, by, shift_id, may_plan_shifts)
    if isinstance(shift, Refused):
        return shift
    if shift.rota_id is None:
        return Refused(text("on_call.gone"))
    later = [one for one in await SHIFTS(uow).of_rota(shift.rota_id, now) if one.starts_at >= shift.starts_at]
    await uow.deadlines.call_off(shift.rota_id, ROTA_GROWS)
    await ROTAS(uow).remove(shift.rota_id)
    for one in later:
        await unmake_shift(uow, one)
    people = {seat.person_id for one in later for seat in one.seats} - {by.id}
    parts = (text("on_call.told.series_off"), when_and_where(await uow.network(), shift))
    await uow.mail.to_persons(sorted(people), Notice(parts=parts), now)
    await _record(uow, now, Action.SHIFT_CANCELLED, by, shift.town_ids)
    return text("toast.on_call.series_off", n=len(later))


async def move_shift(uow: UnitOfWork, now: datetime, shift_id: int, minutes: int, by: Person) -> Shift | Refused:
    """Let it begin and end so much later (sooner, where negative): whoever has a seat is asked anew."""
    shift = await shift_for(uow, now, by, shift_id, may_plan_shifts)
    if isinstance(shift, Refused):
        return shift
    starts_at = shift.starts_at + timedelta(minutes=minutes)
    if shift.starts_at <= now or starts_at <= now:
        return Refused(text("on_call.not_then", at=starts_at))
    await SHIFTS(uow).move(shift.id, starts_at, shift.ends_at + timedelta(minutes=minutes))
    moved = await SHIFTS(uow).get(shift.id) or shift
    await set_moments(uow, now, moved)
    for seat in moved.seats:
        if seat.person_id != by.id:
            await ask_one(uow, now, moved, seat, "moved")
    await _record(uow, now, Action.SHIFT_MOVED, by, shift.town_ids)
    return moved


async def call_off_shifts_in(uow: UnitOfWork, now: datetime, town_id: int) -> None:
    """Call off what is of one town alone and to come, as the network leaves it: whoever had a seat hears so."""
    for shift in await SHIFTS(uow).between(now, now + PLANNED_AT_MOST, [town_id]):
        if shift.town_ids == (town_id,) and await unmake_shift(uow, shift):
            await _tell_seats(uow, now, shift, text("on_call.told.off"), but=0)
    for rota in await ROTAS(uow).every():
        if rota.plan.town_ids == (town_id,):
            await uow.deadlines.call_off(rota.id, ROTA_GROWS)
            await ROTAS(uow).remove(rota.id)


async def narrow_shifts_of_both(uow: UnitOfWork, now: datetime, one_id: int, other_id: int) -> None:
    """Let a shift of one of two towns that was widened to the other one be of its own alone.

    Before they become one: of two same towns of a shift one row is left then, and it must not be the wider one.
    """
    both = {one_id, other_id}
    for shift in await SHIFTS(uow).between(now, now + PLANNED_AT_MOST, [one_id, other_id]):
        if both & set(shift.town_ids):
            await SHIFTS(uow).widen(shift.id, [one for one in shift.widened if one not in both])


async def _who_is_away(uow: UnitOfWork, plan: ShiftPlan) -> Person | None:
    found = [await uow.people.get(person_id) for person_id in plan.people if person_id is not None]
    return next(
        (one for one in found if one is not None and not could_be_there(one, plan.town_ids, plan.starts_at)), None
    )


async def _can_all_sit(uow: UnitOfWork, people: Collection[int | None], town_ids: Collection[int]) -> bool:
    found = [await uow.people.get(person_id) for person_id in people if person_id is not None]
    return all(person is not None and may_sit(person, town_ids) for person in found)


async def _tell_seats(uow: UnitOfWork, now: datetime, shift: Shift, told: Text, but: int) -> None:
    for seat in shift.seats:
        if seat.person_id != but:
            await _tell(uow, now, shift, seat.person_id, told)


async def _tell(uow: UnitOfWork, now: datetime, shift: Shift, person_id: int, told: Text) -> None:
    parts = (told, when_and_where(await uow.network(), shift))
    await uow.mail.to_person(person_id, Notice(parts=parts, internal=True, expires_at=shift.ends_at), now)


async def _record(uow: UnitOfWork, now: datetime, action: Action, by: Person, town_ids: Collection[int]) -> None:
    for town_id in town_ids:
        await record(uow, now, Deed(action=action, by_id=by.id, town_id=town_id))
