"""Putting somebody out for good, and letting them ask anew. docs/decisions/0040-banned.md says why so."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.stepping_down import demote_reports, step_down
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, DESK, Person
from alerts.people.pseudonym import pseudonym
from alerts.trust.announcing import done_by, empty_desks, tell_every_coordinator, tell_on_every_app
from alerts.trust.desk_limits import took_from_desk
from alerts.trust.last_coordinator import towns_without_coordinator
from alerts.trust.one_hand import done_by_hand
from alerts.trust.people_with_roles import PersonWithRoles, is_answerable_for, person_with_roles
from alerts.trust.ports import BANS
from alerts.trust.vouched_for import connected_with, show_to
from alerts.work.hotline import whom_to_call
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

MOST_ALONE = 5
"""So many people one coordinator may ban within a day (our choice): nothing gives them back what they had."""


async def person_to_ban(uow: UnitOfWork, now: datetime, person_id: int, by: Person | None) -> PersonWithRoles | Refused:
    """Return whom this would put out, where they may be. `by`: None for an operator.

    Who works the desk is put out for good by two: one suspends them, another bans. So a stolen phone of a coordinator
    bans nobody from the desk.
    """
    shown = await person_with_roles(uow, person_id)
    if shown is None or shown.person.banned:
        return Refused(text("trust.gone"))
    if by is not None and by.id == person_id:
        return Refused(text("trust.yourself"))
    # Who has left already is banned by any coordinator: else leaving first would be a way around it.
    if by is not None and shown.roles and not is_answerable_for(by, shown.roles):
        return Refused(text("refused.role"))
    why_second = await _why_a_second(uow, now, shown, by) if by is not None else None
    if why_second is not None:
        return Refused(text(why_second, name=named(shown.person)))
    if by is not None and len(await done_by_hand(uow, now, by, Action.BANNED)) >= MOST_ALONE:
        return Refused(text("trust.too_many_bans", most=MOST_ALONE))
    alone = await towns_without_coordinator(uow, person_id, shown.roles)
    if alone:
        return Refused(text("trust.last_coordinator", towns=tuple(town.name for town in alone)))
    return shown


async def _why_a_second(uow: UnitOfWork, now: datetime, shown: PersonWithRoles, by: Person) -> str | None:
    """Return what to tell this coordinator where only they have put these people out of the desk; None where not."""
    # Who was suspended and gave up their roles then may have worked the desk: nothing says so any more.
    left = shown.person.suspended and not shown.roles
    if left or any(one.role in DESK for one in shown.roles):
        suspender = await uow.people.get(shown.person.suspended_by_id) if shown.person.suspended_by_id else None
        alone = not shown.person.suspended or (suspender is not None and by.was_one_with(suspender))
        return "trust.ban_second" if alone else None
    # Whoever takes the role first is as one hand with whoever bans then.
    takers = await took_from_desk(uow, now, shown.person.id)
    alone = bool(takers) and all(one is not None and by.was_one_with(one) for one in takers)
    return "trust.ban_second_taken" if alone else None


async def ban(uow: UnitOfWork, now: datetime, person_id: int, by: Person | None) -> Text | Refused:
    """Put them out: all roles, their name and every way back are gone; they hear it once, and then nothing more."""
    shown = await person_to_ban(uow, now, person_id, by)
    if isinstance(shown, Refused):
        return shown
    by_id = by.id if by else None
    await BANS(uow).add(person_id, by_id, now)
    await record(uow, now, Deed(action=Action.BANNED, by_id=by_id, whom_id=person_id))
    await uow.conversations.leave(person_id)
    await step_down(uow, now, person_id)
    await demote_reports(uow, now, person_id)
    network = await uow.network()
    once = Notice(parts=(text("trust.you_are_banned", network=network.name), whom_to_call(uow.hotline)))
    await tell_on_every_app(uow, now, person_id, once)
    # From here on nothing is sent there any more.
    await BANS(uow).silence(person_id)
    told = text("trust.banned", by=done_by(by), name=named(shown.person), code=pseudonym(person_id))
    brought, rows = await connected_with(uow, shown.person)
    notice = Notice(parts=(told, *brought, *await empty_desks(uow, shown.roles))).with_choices(*rows)
    await tell_every_coordinator(uow, now, notice, but=[by_id] if by_id is not None else [])
    await show_to(uow, now, by, brought, rows)
    return text("toast.trust.banned", name=named(shown.person))


async def unban(uow: UnitOfWork, now: datetime, person_id: int, by: Person | None) -> Text | Refused:
    """Let them write to us again, as anybody may: they get no role back. `by`: None for an operator."""
    if by is not None and not any(one.role in COORDINATOR for one in by.grants):
        return Refused(text("refused.role"))
    if not await BANS(uow).end(person_id):
        return Refused(text("trust.not_banned", code=pseudonym(person_id)))
    by_id = by.id if by else None
    await record(uow, now, Deed(action=Action.UNBANNED, by_id=by_id, whom_id=person_id))
    told = Notice.of("trust.unbanned", by=done_by(by), code=pseudonym(person_id))
    await tell_every_coordinator(uow, now, told, but=[by_id] if by_id is not None else [])
    return text("toast.trust.unbanned", code=pseudonym(person_id))


async def is_banned(uow: UnitOfWork, person: Person | None, address: str) -> bool:
    """Say whether whoever writes from this address was put out for good. `person`: None for a stranger.

    Of who is known it is known with them: nothing more is looked up for a member's report.
    """
    return person.banned if person is not None else await BANS(uow).stands_for(address)
