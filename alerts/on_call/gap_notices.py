"""Coordinators hear of free seats: three days and one day before a shift, and at once when one becomes free."""

from collections.abc import Sequence
from datetime import datetime

from alerts.notices import Lane, Notice, Text, text
from alerts.on_call.ports import SHIFTS
from alerts.on_call.rota_growth import AHEAD
from alerts.on_call.seat_access import coordinators_of
from alerts.on_call.shift import Shift
from alerts.on_call.shift_words import when_and_where, who_has_it
from alerts.on_call.taps import ShowShift, ShowShifts
from alerts.on_call.uncovered import unread_languages
from alerts.people.person import COORDINATOR, Person
from alerts.work.unit_of_work import UnitOfWork

AT_ONCE = 5
"""Shifts in one message; how many more there are is said."""


async def remind_of_gaps(uow: UnitOfWork, now: datetime, shift_id: int) -> None:
    """Tell coordinators of the free seats of a shift that is near, whether they heard of them before or not."""
    shift = await SHIFTS(uow).get(shift_id)
    if shift is None or shift.starts_at <= now:
        return
    missing = await _missing_languages(uow, shift)
    if shift.free:
        await _tell(uow, now, [shift])
    elif missing:
        told = text("on_call.told.language", languages=missing)
        for person in await coordinators_of(uow, shift):
            await _send(uow, now, person, (told,), [shift])


async def tell_of_opened_gaps(uow: UnitOfWork, now: datetime) -> None:
    """Tell coordinators of every seat that became free since they were told: one message for many."""
    coming = await SHIFTS(uow).between(now, now + AHEAD)
    await tell_of_gap(uow, now, *coming)


async def tell_of_gap(uow: UnitOfWork, now: datetime, *shifts: Shift) -> None:
    """Tell them of those of these shifts that have more free seats than they know of; of others keep how many."""
    for shift in shifts:
        if len(shift.free) < shift.gaps_told:
            await SHIFTS(uow).set_gaps_told(shift.id, len(shift.free))
    opened = [one for one in shifts if len(one.free) > one.gaps_told and now < one.ends_at]
    if opened:
        await _tell(uow, now, opened)


async def _tell(uow: UnitOfWork, now: datetime, shifts: Sequence[Shift]) -> None:
    whom: dict[int, Person] = {}
    theirs: dict[int, list[Shift]] = {}
    for shift in shifts:
        await SHIFTS(uow).set_gaps_told(shift.id, len(shift.free))
        for person in await coordinators_of(uow, shift):
            whom[person.id] = person
            theirs.setdefault(person.id, []).append(shift)
    for person_id, some in theirs.items():
        nobody = all(not shift.seats for shift in some)
        await _send(uow, now, whom[person_id], (text("on_call.told.nobody" if nobody else "on_call.told.gap"),), some)


async def _send(uow: UnitOfWork, now: datetime, person: Person, head: Sequence[Text], shifts: Sequence[Shift]) -> None:
    network = await uow.network()
    lines: list[Text] = []
    for shift in shifts[:AT_ONCE]:
        lines += [when_and_where(network, shift), await who_has_it(uow, shift)]
    if len(shifts) > AT_ONCE:
        lines.append(text("on_call.told.more", n=len(shifts) - AT_ONCE))
    tap = ShowShift(shifts[0].id) if len(shifts) == 1 else ShowShifts()
    notice = Notice(parts=(*head, *lines), internal=True, lane=Lane.REPLY, expires_at=shifts[-1].ends_at)
    notice = notice.with_choices((tap.choice(text("choice.on_call.show")),))
    await uow.mail.to_person(person.id, notice.only(COORDINATOR), now)


async def _missing_languages(uow: UnitOfWork, shift: Shift) -> tuple[Text, ...]:
    """Return the languages of the network that nobody reads who has a seat; who did not say which reads them all."""
    languages = (await uow.network()).languages
    read_by: dict[int, tuple[str, ...]] = {}
    for seat in shift.seats:
        person = await uow.people.get(seat.person_id)
        read_by[seat.person_id] = (person.language,) if person is not None and person.language else languages
    return tuple(text(f"language.{code}") for code in unread_languages(shift, languages, read_by))
