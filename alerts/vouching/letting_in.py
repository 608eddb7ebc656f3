"""A coordinator lets in who asked to join: as a member that is their vouch, of which the network may want more."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.joining.asking import ROLES, asker_for
from alerts.joining.ports import JOIN_REQUESTS
from alerts.joining.welcome import welcome_notice
from alerts.network.town import Town
from alerts.notices import Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Grant, Person, Role
from alerts.trust.newcomers import tell_of_newcomer
from alerts.vouching.allowed_role import allowed_role
from alerts.vouching.giving_vouches import why_not
from alerts.vouching.membership import add_vouch, apply_vouch, thank_vouchers
from alerts.vouching.vouch_counts import vouch_count
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def let_in(uow: UnitOfWork, now: datetime, by: Person, person_id: int, grant: Grant) -> Text | Refused:
    """Let in somebody whose request is open, as nothing more than vouches allow."""
    town = (await uow.network()).town(grant.town_id)
    if town is None or grant.role not in ROLES:
        return Refused(text("choose.stale"))
    person = await asker_for(uow, by, person_id, town.id)
    if isinstance(person, Refused):
        return person
    if grant.role is not Role.SUBSCRIBER:
        return await _as_member(uow, now, by, person, town, grant.role)
    await give_role(uow, now, by, person, town, Role.SUBSCRIBER)
    return text("toast.let_in", town=town.name)


async def vouch_as_coordinator(
    uow: UnitOfWork, now: datetime, by: Person, person_id: int, town_id: int
) -> Text | Refused:
    """Vouch, as a coordinator, for somebody who waits or only receives alerts."""
    town = (await uow.network()).town(town_id)
    if town is None or not by.has(COORDINATOR, town_id):
        return Refused(text("refused.role"))
    person = await uow.people.get(person_id)
    if person is None:
        return Refused(text("trust.gone"))
    why = await why_not(uow, by, person, town)
    return why or await _as_member(uow, now, by, person, town, Role.MEMBER)


async def _as_member(
    uow: UnitOfWork, now: datetime, by: Person, person: Person, town: Town, role: Role
) -> Text | Refused:
    if by.was_one_with(person):
        return Refused(text("vouching.yourself"))
    if not await add_vouch(uow, now, person, town.id, by):
        return Refused(text("vouching.before"))
    count = await vouch_count(uow, person.id, town.id)
    if not count.enough:
        await apply_vouch(uow, now, person, town.id, by)
        return text("toast.vouching.counted", name=named(person), given=count.given, needed=count.needed)
    given = await allowed_role(uow, person, town.id, role)
    await give_role(uow, now, by, person, town, given)
    await thank_vouchers(uow, now, person, town.id, by)
    if given is not role:
        return text("toast.vouching.not_trained", town=town.name)
    return text("toast.let_in", town=town.name)


async def give_role(uow: UnitOfWork, now: datetime, by: Person, person: Person, town: Town, role: Role) -> None:
    """Give it; they and the coordinators hear so. That they waited is kept while it can be undone."""
    await uow.grants.give(person.id, role, town.id, now)
    await JOIN_REQUESTS(uow).let_in([person.id], role, now)
    let_in_ = Deed(action=Action.LET_IN, by_id=by.id, whom_id=person.id, role=role, town_id=town.id)
    await record(uow, now, let_in_)
    await tell_of_newcomer(uow, now, person, Grant(role, town.id), by)
    await uow.mail.to_person(person.id, await welcome_notice(uow, person.id, role, town.id), now)
