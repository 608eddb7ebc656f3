"""Asking to join without an invitation: one open request a person, and what we know of who asks."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.ports import REPORTS
from alerts.joining.join_request import DECLINED_HOLDS
from alerts.joining.ports import JOIN_REQUESTS
from alerts.joining.taps import LetIn, TurnAway
from alerts.network.town import Town
from alerts.notices import Choice, Kind, Lane, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Person, Role
from alerts.trust.one_hand import done_by_hand
from alerts.trust.ports import TAKEN_ROLES
from alerts.vouching.queue_reminders import is_told_alone
from alerts.vouching.readiness import is_trained
from alerts.work.deadline import Deadline
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

ROLES = (Role.SUBSCRIBER, Role.MEMBER, Role.RESPONDER)
"""As what a coordinator can let somebody in with one tap; more takes an invitation."""
MOST_DECLINED = 30
"""So many people one coordinator may turn away within a day (our choice): it holds for a month and is not undone."""
DECLINE_OVER = Deadline("decline over", insistent=True)


async def ask_to_join(uow: UnitOfWork, now: datetime, person: Person, town_id: int) -> Text | Refused:
    """Ask the coordinators of that town to let this person in, once. Return what who asks is told."""
    town = (await uow.network()).town(town_id)
    if town is None or person.consented_at is None:
        return Refused(text("choose.stale"))
    if person.grants:
        return Refused(text("toast.known"))
    before = await JOIN_REQUESTS(uow).of(person.id)
    if before is not None and before.holds(now):
        asked = text("join.asked_before", at=before.asked_at)
        return Refused(asked) if before.is_open else text("join.declined_before")
    if before is None and await JOIN_REQUESTS(uow).was_declined(person.id, now - DECLINED_HOLDS):
        return Refused(text("join.declined_before"))
    coordinators = await uow.people.with_role(COORDINATOR, town_id)
    if not coordinators:
        return text("join.nobody_to_ask")
    parts = (text("join.request", town=town.name), *await _known(uow, person, declined=before is not None))
    await JOIN_REQUESTS(uow).begin(person.id, town_id, now)
    if await is_told_alone(uow, now, town_id):
        notice = Notice(parts=parts, choices=await _choices(uow, person, town), kind=Kind.REPLY, lane=Lane.REST)
        await uow.mail.to_persons([one.id for one in coordinators], notice.only(COORDINATOR, town_id), now)
    return text("join.asked")


async def turn_away(uow: UnitOfWork, now: datetime, person_id: int, town_id: int, by: Person) -> Text | Refused:
    """Decline the request; it holds for a month, also for who is erased meanwhile and comes anew."""
    person = await asker_for(uow, by, person_id, town_id)
    if isinstance(person, Refused):
        return person
    if len(await done_by_hand(uow, now, by, Action.DECLINED)) >= MOST_DECLINED:
        return Refused(text("join.too_many_declined", most=MOST_DECLINED))
    await JOIN_REQUESTS(uow).decline(person.id, now)
    await uow.deadlines.set(DECLINE_OVER, person.id, now + DECLINED_HOLDS)
    await record(uow, now, Deed(action=Action.DECLINED, by_id=by.id, whom_id=person.id, town_id=town_id))
    await uow.mail.to_person(person.id, Notice.of("join.declined"), now)
    return text("toast.declined")


async def decline_over(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Forget whom we declined a month ago."""
    await JOIN_REQUESTS(uow).end_declines(now - DECLINED_HOLDS)


async def roles_open_to(uow: UnitOfWork, person_id: int) -> tuple[Role, ...]:
    """Return as what this person may be let in by one tap: who was not trained is no responder yet."""
    trained = await is_trained(uow, person_id)
    return tuple(role for role in ROLES if trained or role is not Role.RESPONDER)


async def _choices(uow: UnitOfWork, person: Person, town: Town) -> tuple[tuple[Choice, ...], ...]:
    roles = await roles_open_to(uow, person.id)
    letting = tuple((LetIn(person.id, town.id, role).choice(text(f"choice.as.{role}")),) for role in roles)
    return *letting, (TurnAway(person.id, town.id).choice(text("choice.decline")),)


async def role_was_taken(uow: UnitOfWork, person: Person) -> tuple[Text, ...]:
    """Say when a role was taken from who writes from this account, also as somebody else; nothing where none was."""
    taken_at = await TAKEN_ROLES(uow).newest(person.id)
    return (text("join.request_role_taken", at=taken_at),) if taken_at is not None else ()


async def _known(uow: UnitOfWork, person: Person, *, declined: bool) -> tuple[Text, ...]:
    """Return what we know ourselves of who asks, and last what they call themselves, which anybody may choose."""
    apps = tuple(sorted({contact.transport.title() for contact in await uow.contacts.of(person.id)}))
    reported = await REPORTS(uow).newest_by(person.id)
    return (
        text("join.request_since", apps=apps, at=person.since or person.consented_at),
        text("join.request_reported", at=reported.received_at) if reported else text("join.request_never_reported"),
        *((text("join.request_again"),) if declined else ()),
        *await role_was_taken(uow, person),
        text("join.request_name", name=named(person)),
    )


async def asker_for(uow: UnitOfWork, coordinator: Person, person_id: int, town_id: int) -> Person | Refused:
    """Return who asked, where this coordinator may answer them and nobody did yet."""
    if not coordinator.has(COORDINATOR, town_id):
        return Refused(text("refused.role"))
    person, request = await uow.people.get(person_id), await JOIN_REQUESTS(uow).of(person_id)
    if person is None or person.stopped_at is not None or person.suspended or person.roles_in(town_id):
        return Refused(text("toast.known"))
    if request is None or request.town_id != town_id or not request.is_open:
        return Refused(text("join.request_over"))
    return person
