"""An invitation to the desk, or to the committee, works once a second person there says yes.

docs/decisions/0046-second-yes.md says why so.
"""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.joining.ports import CODES
from alerts.joining.taps import ApproveInvitation, RefuseInvitation
from alerts.notices import Notice, Text, text
from alerts.people.code import Code
from alerts.people.naming import named
from alerts.people.person import COMMITTEE, DESK, OVERSIGHT, Grant, Person, Role
from alerts.trust.announcing import roles_in_words, tell_on_every_app
from alerts.trust.asking_limits import asks_too_often
from alerts.trust.second_coordinator import lost_coordinator_lately, other_coordinators
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def has_second(uow: UnitOfWork, by: Person, role: Role) -> bool:
    """Say whether there is anybody else who could say yes to an invitation in this role."""
    return bool(await _seconds(uow, by, role))


async def must_wait(uow: UnitOfWork, now: datetime, by: Person | None, role: Role) -> bool:
    """Say whether a second person must say yes to an invitation in this role. `by`: None for an operator.

    Who coordinates alone works the desk anyway, and may invite a dispatcher to it, unless the other one was put out
    lately; but nobody who coordinates. Who is in the committee alone may invite a second member.
    """
    if by is None or role not in DESK | COMMITTEE:
        return False
    if role is Role.DISPATCHER:
        return bool(await other_coordinators(uow, by)) or await lost_coordinator_lately(uow, now)
    return role is Role.COORDINATOR or await has_second(uow, by, role)


async def why_not_to_desk(uow: UnitOfWork, now: datetime, by: Person, role: Role) -> Refused | None:
    """Return why this coordinator makes no invitation in this role now; None where they may."""
    if not await must_wait(uow, now, by, role):
        return None
    if not await has_second(uow, by, role):
        return Refused(text("invites.no_second"))
    return await asks_too_often(uow, now, by, Action.INVITED)


async def _seconds(uow: UnitOfWork, by: Person, role: Role | None) -> list[Person]:
    """Return who could say yes: other coordinators, of whatever town; where there is none, and to the committee, it."""
    coordinators = await other_coordinators(uow, by) if role is not Role.COMMITTEE else []
    members = [one for one in await uow.people.with_role(COMMITTEE, None) if not one.was_one_with(by)]
    return coordinators or members


async def why_not_to_committee(uow: UnitOfWork, now: datetime, by: Person) -> Refused | None:
    """Return why this member makes no invitation to the committee now; None where they may.

    Who is alone in it has one open at a time: else one phone would fill it before there is anybody to say no.
    """
    if await has_second(uow, by, Role.COMMITTEE):
        return await asks_too_often(uow, now, by, Action.INVITED)
    is_open = any(one.role in COMMITTEE for one in await CODES(uow).open_invitations(now))
    return Refused(text("committee.one_open")) if is_open else None


async def ask(uow: UnitOfWork, now: datetime, by: Person, code: Code) -> None:
    """Ask whoever could say yes to an invitation that waits."""
    asked = Notice(parts=(text("invites.ask", name=named(by), roles=await _roles(uow, code)),))
    yes = ApproveInvitation(code.id).choice(text("choice.invites.yes"))
    no = RefuseInvitation(code.id).choice(text("choice.invites.no"))
    for one in await _seconds(uow, by, code.role):
        await tell_on_every_app(uow, now, one.id, asked.with_choices((yes, no)).only(OVERSIGHT))


async def approve(uow: UnitOfWork, now: datetime, code_id: int, by: Person) -> Text | Refused:
    """Let the invitation work; whoever made it hears so."""
    code = await _answered(uow, now, code_id, by)
    if isinstance(code, Refused):
        return code
    if not await CODES(uow).approve(code.id):
        return Refused(text("invites.gone"))
    await _done(uow, now, Action.INVITATION_APPROVED, code, by)
    return text("toast.invites.approved")


async def refuse(uow: UnitOfWork, now: datetime, code_id: int, by: Person) -> Text | Refused:
    """End the invitation; whoever made it hears so."""
    code = await _answered(uow, now, code_id, by)
    if isinstance(code, Refused):
        return code
    await CODES(uow).end(code.id, now)
    await _done(uow, now, Action.INVITATION_ENDED, code, by)
    return text("toast.invites.ended")


async def _done(uow: UnitOfWork, now: datetime, action: Action, code: Code, by: Person) -> None:
    await record(uow, now, Deed(action=action, by_id=by.id, role=code.role, town_id=code.town_id))
    key = "invites.approved" if action is Action.INVITATION_APPROVED else "invites.refused"
    if code.made_by_id is not None:
        told = Notice.of(key, name=named(by), roles=await _roles(uow, code))
        await tell_on_every_app(uow, now, code.made_by_id, told.only(OVERSIGHT))


async def _answered(uow: UnitOfWork, now: datetime, code_id: int, by: Person) -> Code | Refused:
    """Return the invitation that waits, where they are a second one who may answer; two apps of one hand are none."""
    code = await CODES(uow).get(code_id)
    if code is None or not code.waits or code.expires_at <= now or code.made_by_id is None:
        return Refused(text("invites.gone"))
    maker = await uow.people.get(code.made_by_id)
    if maker is None:
        return Refused(text("invites.gone"))
    if by.was_one_with(maker):
        return Refused(text("committee.second" if code.role in COMMITTEE else "invites.second"))
    seconds = {one.id for one in await _seconds(uow, maker, code.role)}
    return code if by.id in seconds else Refused(text("refused.role"))


async def _roles(uow: UnitOfWork, code: Code) -> tuple[Text, ...]:
    return roles_in_words(await uow.network(), [Grant(code.role, code.town_id)] if code.role else [])
