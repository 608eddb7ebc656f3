"""Somebody wants everything about them erased. docs/decisions/0045-forget.md says what stays, and why."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.limit_ports import MESSAGE_WINDOWS, MUTES
from alerts.incidents.stepping_down import step_down
from alerts.notices import Notice, text
from alerts.own_data.ports import ERASURE
from alerts.people.person import DESK, Contact, Grant, Person
from alerts.people.pseudonym import pseudonym
from alerts.trust.announcing import empty_desks, roles_in_words, tell_every_coordinator
from alerts.trust.last_coordinator import towns_without_coordinator
from alerts.work.deadline import Deadline
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

GOODBYE_LASTS = timedelta(minutes=5)
"""How long the bare address is kept to which the last message goes (our choice: a line may be out for a moment)."""
AT_ONCE = 10
"""Messages that /forget counts for, half of what a stranger may send (our choice).

What they sent within ten minutes is remembered as a number, with the address that gets the last message.
"""
GOODBYE_OVER = Deadline("forgotten goodbye", insistent=True)


async def why_not_forgotten(uow: UnitOfWork, person: Person) -> Refused | None:
    """Return why this person cannot be erased yet: a town would have nobody who lets people in. None: they can."""
    alone = await towns_without_coordinator(uow, person.id, await _roles(uow, person))
    if not alone:
        return None
    return Refused(text("trust.last_coordinator", towns=tuple(town.name for town in alone)))


async def _roles(uow: UnitOfWork, person: Person) -> tuple[Grant, ...]:
    """Return what they have, and what rests while they are suspended."""
    resting = await uow.grants.resting(person.id) if person.suspended else ()
    return (*person.grants, *resting)


async def forget(uow: UnitOfWork, now: datetime, person: Person, here: Contact | None) -> Refused | None:
    """Erase this person now, everywhere. `here`: where they asked for it, and are told; None: an operator does it.

    The address to which the last message goes, and one that is to be put out of a group, begin anew as a stranger's.
    """
    refused = await why_not_forgotten(uow, person)
    if refused is not None:
        return refused
    by_id = person.id if here is not None else None
    await record(uow, now, Deed(action=Action.FORGOTTEN, by_id=by_id, whom_id=person.id))
    roles = await _roles(uow, person)
    sent = await MESSAGE_WINDOWS(uow).of(person.id, now)
    mute = (await MUTES(uow).among([person.id], now)).get(person.id)
    contacts = await uow.contacts.of(person.id)
    await uow.conversations.leave(person.id)
    await uow.people.stop(person.id, now)
    await step_down(uow, now, person.id)
    groups = await ERASURE(uow).erase(person.id)
    await _tell_coordinators(uow, now, person, roles)
    await uow.deadlines.set(GOODBYE_OVER, person.id, now + GOODBYE_LASTS)
    for contact in contacts:
        is_here = here is not None and contact.id == here.id
        if not is_here and not groups.get(contact.id):
            continue
        stranger, anew = await uow.people.add(contact.line_id, contact.address, now)
        await ERASURE(uow).still_in(anew.id, groups.get(contact.id, ()))
        await uow.deadlines.set(GOODBYE_OVER, stranger.id, now + GOODBYE_LASTS)
        if is_here:
            # Else a stranger's limits would be one command away from their end.
            await MESSAGE_WINDOWS(uow).save(replace(sent, person_id=stranger.id, messages=sent.messages + AT_ONCE))
            if mute is not None:
                await MUTES(uow).mute(replace(mute, person_id=stranger.id))
                await uow.deadlines.set(GOODBYE_OVER, stranger.id, max(mute.until, now + GOODBYE_LASTS))
            if person.language is not None:
                await uow.people.set_language(stranger.id, person.language)
            await uow.mail.post(Notice.of("own_data.forgotten"), [anew.id], now)
    return None


async def _tell_coordinators(uow: UnitOfWork, now: datetime, person: Person, roles: Iterable[Grant]) -> None:
    """Tell who coordinates that somebody of the desk is gone, by the digits that they have in the audit log."""
    gone = [grant for grant in roles if grant.role in DESK]
    if gone:
        words = roles_in_words(await uow.network(), gone)
        told = text("own_data.left_desk", code=pseudonym(person.id), roles=words)
        await tell_every_coordinator(uow, now, Notice(parts=(told, *await empty_desks(uow, gone))))


async def goodbye_over(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Erase the address to which the last message went, unless they wrote to us anew."""
    if not await ERASURE(uow).erase_untouched(person_id, now):
        await uow.deadlines.set(GOODBYE_OVER, person_id, now + GOODBYE_LASTS)
