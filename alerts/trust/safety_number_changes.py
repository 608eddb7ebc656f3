"""A changed safety number on Signal: roles above member rest until another coordinator has compared it by voice.

docs/decisions/ says why so: "A changed safety number lets roles above member rest".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.stepping_down import step_down
from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import ABOVE_MEMBER, COMMITTEE, COORDINATOR, OVERSIGHT, Contact, Grant, Person, Role
from alerts.trust.announcing import done_by, empty_desks, roles_in_words, tell_on_every_app
from alerts.trust.changed_number import ChangedNumber
from alerts.trust.people_with_roles import PersonWithRoles, person_with_roles
from alerts.trust.ports import CHANGED_NUMBERS
from alerts.trust.taps import ConfirmNumber, ConfirmWithoutApp, ShowDeskPerson
from alerts.work.deadline import Deadline
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

TRUSTING = timedelta(days=1)
"""So long the bridge is asked to trust what was compared; it may be down."""
TRUST = Deadline("trust number")
"""While it stands, Signal's bridge is to be told that this contact's number was compared."""


DIGITS_WITHIN = timedelta(minutes=5)
"""So long the coordinators are not asked yet, as the next message to that contact brings the new digits (ours)."""
UNASKED = Deadline("changed number to be asked")
"""While it stands, a contact's number changed and the coordinators were not asked to compare it yet."""


async def key_refused(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
    """Let their roles above member rest at once: what they sent was sealed with a key that the bridge does not trust.

    The bridge has the old digits until it sends something there; what answers their message does so, and is refused:
    number_changed(). Where nothing is sent for long, the coordinators are asked without digits.
    """
    person_id = await uow.contacts.owner_of(contact_id)
    person = await uow.people.get(person_id) if person_id is not None else None
    known = await CHANGED_NUMBERS(uow).at(contact_id)
    if known is not None and (known.compared_at is None or contact_id in await uow.deadlines.standing(TRUST)):
        return
    if person is None or not any(grant.role in ABOVE_MEMBER for grant in person.grants):
        return
    await _rest(uow, now, person, contact_id)
    await uow.deadlines.set(UNASKED, contact_id, now + DIGITS_WITHIN)


async def ask_without_digits(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
    """Ask the coordinators to compare a number of which the bridge has not said the digits so far."""
    await number_changed(uow, now, contact_id, None)


async def number_changed(uow: UnitOfWork, now: datetime, contact_id: int, digits: str | None) -> None:
    """Let their roles above member rest, where it is news; they hear it on their other apps, and coordinators with it.

    `digits`: of the new safety number; None where the bridge does not say.
    """
    person_id = await uow.contacts.owner_of(contact_id)
    person = await uow.people.get(person_id) if person_id is not None else None
    if person is None or await _is_known(uow, now, contact_id, digits):
        return
    roles = tuple(grant for grant in person.grants if grant.role in ABOVE_MEMBER)
    if not roles and not person.has_uncompared_number:
        # Whatever they send is a member's word at most, and nothing of ours reaches them there.
        return
    change = await CHANGED_NUMBERS(uow).add(contact_id, digits, now)
    await uow.deadlines.call_off(contact_id, UNASKED)
    await _rest(uow, now, person, contact_id)
    roles = roles or await uow.grants.resting(person.id)
    await _ask_coordinators(uow, now, person, roles, change)


async def _rest(uow: UnitOfWork, now: datetime, person: Person, contact_id: int) -> None:
    """Let their roles above member rest, where they do not yet."""
    if await uow.people.rest_above_member(person.id, now):
        await record(uow, now, Deed(action=Action.NUMBER_CHANGED, by_id=None, whom_id=person.id))
        await step_down(uow, now, person.id)
        await _tell_elsewhere(uow, now, person, contact_id)


async def _is_known(uow: UnitOfWork, now: datetime, contact_id: int, digits: str | None) -> bool:
    """Say whether this change was told already. One that was compared, and is not trusted yet, is tried once more."""
    known = await CHANGED_NUMBERS(uow).at(contact_id)
    if known is None:
        return False
    trusting = contact_id in await uow.deadlines.standing(TRUST)
    if digits is None:
        return known.compared_at is None or trusting
    if known.digits != digits:
        return False
    if known.compared_at is not None and not trusting:
        await uow.deadlines.set(TRUST, contact_id, now + TRUSTING)
    return True


async def _tell_elsewhere(uow: UnitOfWork, now: datetime, person: Person, contact_id: int) -> None:
    """Tell them on their other apps: on Signal nothing arrives, and whoever has the phone need not know."""
    others = [one.id for one in await uow.contacts.of(person.id) if one.reachable and one.id != contact_id]
    if others:
        await uow.mail.post(Notice.of("trust.your_number", network=(await uow.network()).name), others, now)


async def _ask_coordinators(
    uow: UnitOfWork, now: datetime, person: Person, roles: tuple[Grant, ...], change: ChangedNumber
) -> None:
    """Ask the coordinators of all towns, and the committee for one of its own, to call them."""
    whom = _who_compares(roles)
    ids = [one.id for one in await uow.people.with_role(whom, None) if one.id != person.id]
    contacts = [one.id for one in await uow.contacts.of_all(ids) if one.reachable]
    if contacts:
        in_words = roles_in_words(await uow.network(), roles)
        asked = text("trust.number_changed", name=named(person), roles=in_words)
        parts = (asked, *to_compare(change), *await empty_desks(uow, roles))
        show = ShowDeskPerson(person.id).choice(text("choice.trust.show", name=named(person)))
        notice = Notice(parts=parts).with_choices(_confirming(change), (show,))
        await uow.mail.post(notice.only(whom), contacts, now)


def to_compare(change: ChangedNumber) -> tuple[Text, ...]:
    """Return what a coordinator has to read and hear."""
    if change.digits is None:
        return (text("trust.number_unknown"),)
    return (text("trust.number_compare"), text("trust.number", digits=change.in_groups))


def _confirming(change: ChangedNumber) -> tuple[Choice, ...]:
    return (ConfirmNumber(change.id).choice(text("choice.trust.compared")),)


async def shown_change(uow: UnitOfWork, change_id: int) -> Notice | None:
    """Return what is to be compared, with the tap that says that it was; None where nothing is (any more)."""
    change = await CHANGED_NUMBERS(uow).get(change_id)
    person_id = await uow.contacts.owner_of(change.contact_id) if change is not None else None
    person = await uow.people.get(person_id) if person_id is not None else None
    if change is None or person is None or change.compared_at is not None:
        return None
    head = text("trust.number_of", name=named(person))
    return Notice(parts=(head, *to_compare(change))).with_choices(_confirming(change))


async def confirm_number(uow: UnitOfWork, now: datetime, change_id: int, by: Person) -> Text | Refused:
    """Keep that a coordinator compared it by voice; once nothing else is to be compared, the roles are back.

    Refused to themselves and to who was one person with them; of the committee only its members may.
    """
    change = await CHANGED_NUMBERS(uow).get(change_id)
    person_id = await uow.contacts.owner_of(change.contact_id) if change is not None else None
    shown = await _to_be_compared(uow, person_id, by)
    if isinstance(shown, Refused):
        return shown
    if change is None or change.compared_at is not None:
        return Refused(text("trust.number_gone"))
    await _keep_compared(uow, now, [change])
    if await CHANGED_NUMBERS(uow).of(shown.person.id):
        return text("toast.trust.another_number", name=named(shown.person))
    return await _give_back(uow, now, shown.person, by)


async def confirm_without_app(uow: UnitOfWork, now: datetime, person_id: int, by: Person) -> Text | Refused:
    """Give the roles back to somebody whose app with the changed number is parted, as a coordinator spoke with them."""
    shown = await _to_be_compared(uow, person_id, by)
    if isinstance(shown, Refused):
        return shown
    if await CHANGED_NUMBERS(uow).of(person_id):
        return Refused(text("trust.number_gone"))
    return await _give_back(uow, now, shown.person, by)


async def changed_app_parted(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Ask the coordinators for a word by voice, where the app with the changed number was parted from somebody.

    Nothing is left to compare: else their roles would rest until an operator comes.
    """
    shown = await person_with_roles(uow, person_id)
    if shown is None or not shown.person.has_uncompared_number or await CHANGED_NUMBERS(uow).of(person_id):
        return
    whom = _who_compares(shown.roles)
    ids = [one.id for one in await uow.people.with_role(whom, None) if not one.was_one_with(shown.person)]
    name = named(shown.person)
    rows = (
        (ConfirmWithoutApp(person_id).choice(text("choice.trust.spoke")),),
        (ShowDeskPerson(person_id).choice(text("choice.trust.show", name=name)),),
    )
    await uow.mail.to_persons(ids, Notice.of("trust.number_parted", name=name).with_choices(*rows), now)


async def _to_be_compared(uow: UnitOfWork, person_id: int | None, by: Person) -> PersonWithRoles | Refused:
    """Return whose number changed, where this one may give the roles back: another person, of the committee its own."""
    shown = await person_with_roles(uow, person_id) if person_id is not None else None
    if shown is None or not shown.person.has_uncompared_number:
        return Refused(text("trust.number_gone"))
    if by.was_one_with(shown.person):
        return Refused(text("trust.number_second"))
    oversees = any(one.role in COMMITTEE for one in by.grants)
    if any(one.role in COMMITTEE for one in shown.roles) and not oversees:
        return Refused(text("trust.by_committee"))
    return shown


def _who_compares(roles: Sequence[Grant]) -> frozenset[Role]:
    return COORDINATOR if not any(one.role in COMMITTEE for one in roles) else OVERSIGHT


async def confirm_by_operator(uow: UnitOfWork, now: datetime, person_id: int) -> Text | Refused:
    """Do the same for an operator, who has compared whatever there is: the way out where nobody else coordinates."""
    person = await uow.people.get(person_id)
    if person is None or not person.has_uncompared_number:
        return Refused(text("trust.number_gone"))
    await _keep_compared(uow, now, await CHANGED_NUMBERS(uow).of(person_id))
    return await _give_back(uow, now, person, None)


async def _keep_compared(uow: UnitOfWork, now: datetime, changes: list[ChangedNumber]) -> None:
    for change in changes:
        await CHANGED_NUMBERS(uow).mark_compared(change.id, now)
        await uow.deadlines.set(TRUST, change.contact_id, now + TRUSTING)


async def _give_back(uow: UnitOfWork, now: datetime, person: Person, by: Person | None) -> Text | Refused:
    if not await uow.people.restore_above_member(person.id):
        return Refused(text("trust.number_gone"))
    await record(uow, now, Deed(action=Action.NUMBER_VERIFIED, by_id=by.id if by else None, whom_id=person.id))
    for contact in await uow.contacts.of(person.id):
        await uow.deadlines.call_off(contact.id, UNASKED)
    # What they were writing was of before, and perhaps not theirs.
    await uow.conversations.leave(person.id)
    await tell_on_every_app(uow, now, person.id, Notice.of("trust.number_back"))
    told = Notice.of("trust.number_verified", by=done_by(by), name=named(person))
    others = [one.id for one in await uow.people.with_role(COORDINATOR, None) if one.id != person.id]
    others = [one for one in others if by is None or one != by.id]
    await uow.mail.to_persons(others, told.only(COORDINATOR), now)
    return text("toast.trust.number_verified", name=named(person))


@dataclass(frozen=True, kw_only=True)
class ComparedNumber:
    """A number that Signal's bridge is to trust."""

    contact: Contact
    digits: str | None
    """None: whatever it has is to be trusted."""


async def numbers_to_trust(uow: UnitOfWork) -> list[ComparedNumber]:
    """Return what was compared by voice and is not trusted by the bridge yet."""
    found = []
    for contact_id in await uow.deadlines.standing(TRUST):
        change = await CHANGED_NUMBERS(uow).at(contact_id)
        owner = await uow.contacts.owner_of(contact_id)
        contacts = await uow.contacts.of(owner) if owner is not None else []
        if change is not None:
            here = [one for one in contacts if one.id == contact_id]
            found += [ComparedNumber(contact=one, digits=change.digits) for one in here]
    return found


async def ask_to_trust_no_more(uow: UnitOfWork, contact_id: int) -> None:
    """Ask the bridge no more: it trusts the number, or has another one by now, which the next message shows."""
    await uow.deadlines.call_off(contact_id, TRUST)
