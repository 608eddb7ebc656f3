"""An invitation to the desk works once a second coordinator says yes. docs/decisions/0046-second-yes.md says why so."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.joining.ports import CODES
from alerts.joining.taps import ApproveInvitation, RefuseInvitation
from alerts.notices import Notice, Text, text
from alerts.people.code import Code
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, DESK, Grant, Person, Role
from alerts.trust.announcing import roles_in_words, tell_every_coordinator, tell_on_every_app
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def has_second(uow: UnitOfWork, by: Person) -> bool:
    """Say whether there is another coordinator who could say yes, in whatever town."""
    return any(not one.was_one_with(by) for one in await uow.people.with_role(COORDINATOR, None))


async def must_wait(uow: UnitOfWork, by: Person | None, role: Role) -> bool:
    """Say whether a second coordinator must say yes to an invitation in this role. `by`: None for an operator.

    Who coordinates alone works the desk anyway, and may invite a dispatcher to it; but nobody who coordinates.
    """
    if by is None or role not in DESK:
        return False
    return role is Role.COORDINATOR or await has_second(uow, by)


async def ask(uow: UnitOfWork, now: datetime, by: Person, code: Code) -> None:
    """Ask all other coordinators about an invitation that one of them made."""
    asked = Notice(parts=(text("invites.ask", name=named(by), roles=await _roles(uow, code)),))
    yes = ApproveInvitation(code.id).choice(text("choice.invites.yes"))
    no = RefuseInvitation(code.id).choice(text("choice.invites.no"))
    await tell_every_coordinator(uow, now, asked.with_choices((yes, no)), but=[by.id])


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
        await tell_on_every_app(uow, now, code.made_by_id, told)


async def _answered(uow: UnitOfWork, now: datetime, code_id: int, by: Person) -> Code | Refused:
    """Return the invitation that waits, where this coordinator is a second one; two apps of one hand are none."""
    if not any(one.role in COORDINATOR for one in by.grants):
        return Refused(text("refused.role"))
    code = await CODES(uow).get(code_id)
    if code is None or not code.waits or code.expires_at <= now or code.made_by_id is None:
        return Refused(text("invites.gone"))
    maker = await uow.people.get(code.made_by_id)
    if maker is None:
        return Refused(text("invites.gone"))
    return Refused(text("invites.second")) if by.was_one_with(maker) else code


async def _roles(uow: UnitOfWork, code: Code) -> tuple[Text, ...]:
    return roles_in_words(await uow.network(), [Grant(code.role, code.town_id)] if code.role else [])
