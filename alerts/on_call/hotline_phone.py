"""Who holds the hotline's phone: a fact that whoever has it in hand says by a tap, as the desk changes hands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.notices import Choice, Lane, Notice, Text, text
from alerts.on_call.shift_words import name_of_person
from alerts.on_call.taps import HoldHotlinePhone
from alerts.people.naming import named
from alerts.people.person import DESK, Person
from alerts.work.port import Port
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class PhoneHolder:
    """Who said last that they have the hotline's phone."""

    person_id: int
    since: datetime
    """Aware UTC."""


class HotlinePhones(Protocol):
    """Where the network's one hotline phone is."""

    async def holder(self) -> PhoneHolder | None:
        """Return who has it; None where nobody has said so yet, or they are gone."""
        ...

    async def hold(self, holder: PhoneHolder) -> None:
        """Keep that they have it, and nobody else."""
        ...


HOTLINE_PHONES = Port[HotlinePhones]("hotline phones")


async def hold_phone(uow: UnitOfWork, now: datetime, person: Person) -> Text | Refused:
    """Keep that they have the phone now; whoever had it before hears so, and what they have to do if it is not true."""
    if not uow.hotline:
        return Refused(text("on_call.phone.none"))
    before = await phone_holder(uow)
    if before is not None and before.person_id == person.id:
        return Refused(text("toast.known"))
    await HOTLINE_PHONES(uow).hold(PhoneHolder(person_id=person.id, since=now))
    if before is not None:
        notice = Notice(parts=(text("on_call.phone.taken", name=named(person)),), lane=Lane.REST, internal=True)
        mine = (HoldHotlinePhone().choice(text("choice.on_call.phone")),)
        await uow.mail.to_person(before.person_id, notice.only(DESK).with_choices(mine), now)
    return text("toast.on_call.phone")


async def phone_holder(uow: UnitOfWork) -> PhoneHolder | None:
    """Return who has the phone; None where that is not known, or they work no desk any more."""
    holder = await HOTLINE_PHONES(uow).holder()
    person = await uow.people.get(holder.person_id) if holder is not None else None
    return holder if person is not None and any(grant.role in DESK for grant in person.grants) else None


async def where_phone_is(uow: UnitOfWork) -> tuple[Text, ...]:
    """Say who holds the phone, and since when; where nobody said so, that it goes with the desk. Empty: no hotline."""
    if not uow.hotline:
        return ()
    holder = await phone_holder(uow)
    if holder is None:
        return (text("on_call.hotline_phone"),)
    return (text("on_call.phone.with", name=await name_of_person(uow, holder.person_id), at=holder.since),)


async def phone_choice(uow: UnitOfWork, person_id: int) -> tuple[Choice, ...]:
    """Return the tap by which this person says that they have it; nothing where they do, or there is none."""
    holder = await phone_holder(uow)
    if not uow.hotline or (holder is not None and holder.person_id == person_id):
        return ()
    return (HoldHotlinePhone().choice(text("choice.on_call.phone")),)
