"""The desk hears who has it."""

from collections.abc import Collection
from datetime import datetime

from alerts.incidents.incident import Reply, VerifierState
from alerts.incidents.open_filter import OpenFilter
from alerts.incidents.ports import ANSWERS, INCIDENTS, VERIFICATIONS
from alerts.notices import Lane, Notice, Text, text
from alerts.on_call.hotline_phone import where_phone_is
from alerts.on_call.ports import SHIFT_WISHES
from alerts.on_call.shift import Shift
from alerts.on_call.shift_wishes import wants_to_know
from alerts.on_call.shift_words import name_of_person, town_names
from alerts.people.person import DESK
from alerts.work.unit_of_work import UnitOfWork

SHOWN = 8
"""Open reports that are told one by one."""


async def tell_who_has_desk(uow: UnitOfWork, now: datetime, shift: Shift, but: int = 0) -> None:
    """Tell everybody else at the desk of its towns who has it now, and until when. `but`: who has heard it already."""
    first = shift.primary
    if first is None:
        return
    network = await uow.network()
    told = text(
        "on_call.told.has_desk",
        name=await name_of_person(uow, first.person_id),
        towns=town_names(network, shift),
        end=shift.ends_at,
    )
    there = await at_desk(uow, shift, but={first.person_id, but})
    wishes = await SHIFT_WISHES(uow).of(there)
    whom = [one for one in there if wants_to_know(wishes[one], now, network.zone)]
    notice = Notice(parts=(told,), lane=Lane.REST, internal=True, expires_at=shift.ends_at).only(DESK)
    await uow.mail.to_persons(whom, notice, now)


async def at_desk(uow: UnitOfWork, shift: Shift, but: Collection[int] = ()) -> list[int]:
    """Return who works the desk of any of its towns and is not away (ids). `but`: whom to leave out."""
    found: set[int] = set()
    for town_id in shift.covers:
        found |= {one.id for one in await uow.people.with_role(DESK, town_id) if not one.away}
    return sorted(found - set(but))


async def what_is_open(uow: UnitOfWork, shift: Shift) -> tuple[Text, ...]:
    """Return the open reports of its towns: number, state, and how many are on the way, nothing else.

    Where the network has a hotline, also who holds its phone.
    """
    wanted = OpenFilter(towns=frozenset(shift.covers), muted=False)
    some = await INCIDENTS(uow).some_open(wanted, SHOWN)
    lines = [
        text(
            "on_call.open_one",
            number=incident.number,
            state=text(f"state.{incident.state}"),
            going=await _on_the_way(uow, incident.id),
        )
        for incident in some
    ]
    count = await INCIDENTS(uow).count_open(wanted)
    head = text("on_call.open", n=count) if count else text("on_call.nothing_open")
    return (head, *lines, *await where_phone_is(uow))


async def _on_the_way(uow: UnitOfWork, incident_id: int) -> int:
    looking = {one.person_id for one in await VERIFICATIONS(uow).of(incident_id) if one.state is VerifierState.GOING}
    answered = {whose for whose, reply in (await ANSWERS(uow).of(incident_id)).items() if reply is not Reply.CANNOT}
    return len(looking | answered)
