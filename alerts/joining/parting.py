"""Two apps that were linked are two persons again: undone within a day, parted later, or by a coordinator.

docs/decisions/0029-linking.md says which app goes, and what it keeps.
"""

from collections.abc import Collection
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.escalation.lasting_roles import lasting_roles
from alerts.incidents.stepping_down import step_down
from alerts.joining.ports import LINKED_CONTACTS
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import DESK, Contact, Grant, Person
from alerts.trust.announcing import done_by, tell_coordinators
from alerts.trust.desk_limits import puts_out_too_many, puts_out_too_many_people
from alerts.trust.people_with_roles import is_answerable_for, person_with_roles
from alerts.trust.safety_number_changes import changed_app_parted
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

_PARTABLE = 2
"""Accounts of one person from which on there is something to part."""


async def accounts(uow: UnitOfWork, person_id: int) -> list[Contact]:
    """Return one contact for each account of theirs: an account on two lines of ours is one."""
    seen: dict[tuple[str, str], Contact] = {}
    for contact in await uow.contacts.of(person_id):
        seen.setdefault((contact.transport, contact.address), contact)
    return list(seen.values())


async def partable(uow: UnitOfWork, person: Person, here: Contact) -> list[Contact]:
    """Return which of their accounts whoever writes `here` may part from the others.

    What came by a link can be parted by whose code it was; else only the one that writes, which takes no role along:
    so who holds one of somebody's phones takes nothing away from the other.
    """
    own = await accounts(uow, person.id)
    if len(own) < _PARTABLE:
        return []
    linked = {one.contact_id for one in await LINKED_CONTACTS(uow).of(person.id)}
    came = [one for one in own if await _ids_of(uow, one) & linked]
    if not came or any(_same_account(one, here) for one in came):
        return [one for one in own if _same_account(one, here)]
    return came


async def part(uow: UnitOfWork, now: datetime, person: Person, here: Contact, contact_id: int) -> Refused | None:
    """Part one of their accounts from the others, without a role."""
    gone = next((one for one in await partable(uow, person, here) if one.id == contact_id), None)
    if gone is None:
        return Refused(text("link.nothing_to_part"))
    await _part(uow, now, person, gone, ())
    return None


async def undo(uow: UnitOfWork, now: datetime, person: Person, contact_id: int) -> Refused | None:
    """Let both be as they were before the link by which this contact came, within a day of it."""
    links = {one.contact_id: one for one in await LINKED_CONTACTS(uow).of(person.id)}
    contact = next((one for one in await uow.contacts.of(person.id) if one.id == contact_id), None)
    if contact is None or contact_id not in links or not links[contact_id].may_be_undone(now):
        return Refused(text("link.undone_too_late"))
    had = links[contact_id].had
    await _part(uow, now, person, contact, had)
    if any(one.role in DESK for one in had):
        told = Notice.of("trust.undone", name=named(person), app=contact.transport.title())
        await tell_coordinators(uow, now, told, person)
    return None


async def has_fresh_link(uow: UnitOfWork, now: datetime, person: Person) -> bool:
    """Say whether an app of theirs was linked so lately that it can still be undone."""
    return any(one.may_be_undone(now) for one in await LINKED_CONTACTS(uow).of(person.id))


async def undo_fresh_links(uow: UnitOfWork, now: datetime, person: Person, here: Contact) -> Person:
    """Undo every link that can still be undone; return who writes `here` from then on.

    Before one of two apps ends what is theirs: whoever was talked into the link must not lose their own by it.
    """
    for link in await LINKED_CONTACTS(uow).of(person.id):
        if link.may_be_undone(now):
            await undo(uow, now, person, link.contact_id)
    owner_id = await uow.contacts.owner_of(here.id)
    owner = await uow.people.get(owner_id) if owner_id is not None else None
    return owner or person


async def part_others(uow: UnitOfWork, now: datetime, by: Person, person_id: int, contact_id: int) -> Text | Refused:
    """Part an account of somebody else, for a coordinator of a town where they have a role."""
    shown = await person_with_roles(uow, person_id)
    if shown is None or not is_answerable_for(by, shown.roles):
        return Refused(text("refused.role"))
    own = await accounts(uow, person_id)
    gone = next((one for one in own if one.id == contact_id), None)
    if gone is None or len(own) < _PARTABLE:
        return Refused(text("link.nothing_to_part"))
    if by.id != person_id:
        # Who loses the app that they write on is put out as by any other tap.
        if await puts_out_too_many(uow, now, by, shown):
            return Refused(text("trust.too_many"))
        too_many = await puts_out_too_many_people(uow, now, by, person_id)
        if too_many is not None:
            return too_many
    await _part(uow, now, shown.person, gone, (), by.id)
    app = gone.transport.title()
    told = Notice.of("trust.parted", by=done_by(by), name=named(shown.person), app=app)
    await tell_coordinators(uow, now, told, shown.person, but=[by.id])
    return text("toast.trust.parted", name=named(shown.person), app=app)


async def _part(
    uow: UnitOfWork, now: datetime, person: Person, gone: Contact, had: Collection[Grant], by_id: int | None = None
) -> None:
    """Part this account; it gets back which of the roles that it `had` its person still has.

    `by_id`: the coordinator who does it; None for its person.
    """
    ids = sorted(await _ids_of(uow, gone))
    # Who had no role before the link never agreed to anything: they must not have done so by the other's Yes.
    parted = await uow.people.part(ids, now, agreed=bool(had))
    lasting = await lasting_roles(uow, person)
    for grant in had:
        # What they only cover they could not give away.
        if grant in person.grants and grant in lasting:
            await uow.grants.give(parted.id, grant.role, grant.town_id, now)
    whose = by_id if by_id is not None else person.id
    await record(uow, now, Deed(action=Action.PARTED, by_id=whose, whom_id=person.id))
    if person.suspended:
        await uow.people.suspend(parted.id, person.suspended_by_id, now)
    await LINKED_CONTACTS(uow).give_back(ids, person.id, parted.id, with_roles=bool(had))
    await LINKED_CONTACTS(uow).end(ids)
    # Whatever was being written may have been written on the app that is gone.
    await uow.conversations.leave(person.id)
    await step_down(uow, now, parted.id)
    await changed_app_parted(uow, now, person.id)
    here = text("link.undone_here") if had else text("link.parted_here")
    await uow.mail.post(Notice(parts=(here,)), ids, now)
    others = [one.id for one in await uow.contacts.of(person.id)]
    if others:
        await uow.mail.post(Notice.of("link.parted", transport=gone.transport.title()), others, now)


async def _ids_of(uow: UnitOfWork, account: Contact) -> set[int]:
    """Return the contacts of this account, on whichever of our lines."""
    return {one.id for one in await uow.contacts.of(account.person_id) if _same_account(one, account)}


def _same_account(one: Contact, other: Contact) -> bool:
    return (one.transport, one.address) == (other.transport, other.address)
