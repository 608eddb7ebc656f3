"""Vouches are enough: somebody becomes a member, and whoever it concerns hears so."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.joining.ports import JOIN_REQUESTS
from alerts.joining.welcome import welcome_notice
from alerts.notices import Lane, Notice, Value, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Grant, Person, Role
from alerts.trust.announcing import roles_in_words, tell_coordinators
from alerts.trust.newcomers import is_told_alone
from alerts.vouching.ports import VOUCHES_GIVEN
from alerts.vouching.taps import VouchAsCoordinator
from alerts.vouching.vouch import VOUCHERS, Vouch, VouchCount
from alerts.vouching.vouch_counts import vouch_count, vouchers_of
from alerts.work.unit_of_work import UnitOfWork


async def add_vouch(uow: UnitOfWork, now: datetime, person: Person, town_id: int, by: Person) -> bool:
    """Keep that this one vouches for that person there; False where they did before."""
    if not await VOUCHES_GIVEN(uow).add(Vouch(person_id=person.id, by_id=by.id, town_id=town_id, at=now)):
        return False
    await record(uow, now, Deed(action=Action.VOUCHED, by_id=by.id, whom_id=person.id, town_id=town_id))
    return True


async def apply_vouch(uow: UnitOfWork, now: datetime, person: Person, town_id: int, by: Person) -> VouchCount:
    """Do what follows of a vouch: they are a member now, or hear how many are still missing."""
    count = await vouch_count(uow, person.id, town_id)
    if count.enough:
        await make_member(uow, now, person, town_id, by)
        return count
    key = "vouching.got" if count.needed else "vouching.got_one"
    told = Notice.of(key, given=count.given, needed=max(count.needed, 1))
    await uow.mail.to_person(person.id, told, now)
    if count.waits_for_coordinator:
        await _ask_coordinators(uow, now, person, town_id, count)
    return count


async def make_member(uow: UnitOfWork, now: datetime, person: Person, town_id: int, by: Person) -> None:
    """Make them a member; they, who vouched for them and the coordinators hear so. `by`: who gave the last vouch."""
    await uow.grants.give(person.id, Role.MEMBER, town_id, now)
    await JOIN_REQUESTS(uow).end(person.id)
    verified = Deed(action=Action.VERIFIED, by_id=by.id, whom_id=person.id, role=Role.MEMBER, town_id=town_id)
    await record(uow, now, verified)
    await uow.mail.to_person(person.id, await welcome_notice(uow, person.id, Role.MEMBER, town_id), now)
    thanked = await thank_vouchers(uow, now, person, town_id, by)
    names: tuple[Value, ...] = tuple(named(one) for one in await vouchers_of(uow, person.id, town_id))
    [role] = roles_in_words(await uow.network(), [Grant(Role.MEMBER, town_id)])
    if await is_told_alone(uow, now, town_id):
        told = Notice.of("vouching.is_in", name=named(person), role=role, names=names)
        await tell_coordinators(uow, now, told, person, but=[by.id, *thanked], lane=Lane.REST)


async def thank_vouchers(uow: UnitOfWork, now: datetime, person: Person, town_id: int, by: Person) -> list[int]:
    """Tell who vouched for somebody before `by` that they are in; return their ids."""
    [role] = roles_in_words(await uow.network(), [Grant(Role.MEMBER, town_id)])
    vouchers = await vouchers_of(uow, person.id, town_id)
    others = [one.id for one in vouchers if one.id != by.id and one.has(VOUCHERS, town_id)]
    thanks = Notice(parts=(text("vouching.yours_is_in", name=named(person), role=role),), lane=Lane.REST)
    await uow.mail.to_persons(others, thanks, now)
    return others


async def _ask_coordinators(uow: UnitOfWork, now: datetime, person: Person, town_id: int, count: VouchCount) -> None:
    """Ask those of the town for the one vouch that must be a coordinator's."""
    town = (await uow.network()).town(town_id)
    coordinators = await uow.people.with_role(COORDINATOR, town_id)
    asked = text("vouching.needs_yours", name=named(person), town=town.name if town else "", given=count.given)
    yes = VouchAsCoordinator(person.id, town_id).choice(text("choice.vouching.vouch"))
    notice = Notice(parts=(asked, text("vouching.only_if_known")), lane=Lane.REST).with_choices((yes,))
    await uow.mail.to_persons([one.id for one in coordinators], notice.only(COORDINATOR, town_id), now)
