"""Open invitations as coordinators oversee them: which of them each sees, and may end."""

from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.joining.ports import CODES
from alerts.notices import Text, text
from alerts.people.code import Code
from alerts.people.person import Person, Role
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


def is_overseen_by(coordinator: Person, code: Code) -> bool:
    """Say whether this invitation is theirs to see and end: they coordinate where its role counts, for every town all.

    Those to the committee are the committee's.
    """
    needed = Role.COMMITTEE if code.role is Role.COMMITTEE else Role.COORDINATOR
    return any(one.role is needed and one.town_id in (None, code.town_id) for one in coordinator.grants)


async def open_invitations(uow: UnitOfWork, now: datetime, coordinator: Person) -> list[Code]:
    """Return the invitations to towns of theirs that somebody can still use, oldest first."""
    return [code for code in await CODES(uow).open_invitations(now) if is_overseen_by(coordinator, code)]


async def revoke(uow: UnitOfWork, now: datetime, code_id: int, by: Person | None) -> Text | Refused:
    """Let nobody use this invitation from now on; who came in by it stays. `by`: None for an operator."""
    code = await CODES(uow).get(code_id)
    if code is None or code.purpose != "invite" or not code.left or code.expires_at <= now:
        return Refused(text("invites.gone"))
    if by is not None and not is_overseen_by(by, code):
        return Refused(text("invites.gone"))
    await CODES(uow).end(code_id, now)
    ended = Deed(action=Action.INVITATION_ENDED, by_id=by.id if by else None, role=code.role, town_id=code.town_id)
    await record(uow, now, ended)
    return text("toast.invites.ended")


async def usable(uow: UnitOfWork, now: datetime, words: str, by: Person) -> Code | Refused:
    """Return the invitation that reads so, where anybody can join with it now and this coordinator sees it."""
    code = await CODES(uow).find("invite", words) if words else None
    if code is None or code.waits or not code.left or code.expires_at <= now:
        return Refused(text("invites.gone"))
    return code if is_overseen_by(by, code) else Refused(text("refused.role"))
