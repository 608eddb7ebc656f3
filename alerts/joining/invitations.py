"""Invitations: made, opened, and used once the person has consented, for the role that they are in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.escalation.lasting_roles import keep_covered_desk
from alerts.joining import approving, guessing
from alerts.joining.invitation_limits import is_allowed
from alerts.joining.invitation_oversight import is_overseen_by
from alerts.joining.invitation_use import tell_maker
from alerts.joining.ports import CODES, JOIN_REQUESTS
from alerts.lines.line import Line, roomiest
from alerts.lines.ports import LINES
from alerts.lines.worked_lines import worked_lines
from alerts.people.code import INVITE_LASTS, Code, new_invitation_words, normal
from alerts.people.person import COMMITTEE, DESK, Grant, Person, Role
from alerts.trust.newcomers import tell_of_newcomer
from alerts.trust.ports import TAKEN_ROLES
from alerts.vouching.allowed_role import allowed_role, vouch_by_invitation
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A new invitation: its words, and the lines that it names."""

    code_id: int
    words: str
    telegram: Line | None
    """None: no Telegram bot is known by name yet."""
    signal: Line | None
    uses: int
    """For how many people it is."""
    expires_at: datetime

    @property
    def link(self) -> str:
        """The address that opens it in Telegram; empty without a bot."""
        return f"https://t.me/{self.telegram.name}?start={self.words}" if self.telegram is not None else ""


async def invite(
    uow: UnitOfWork,
    now: datetime,
    role: Role,
    town_id: int | None,
    by: Person | None = None,
    *,
    uses: int = 1,
    lasts: timedelta = INVITE_LASTS,
) -> Invitation:
    """Make a new invitation, to the lines that are least full; its words are shown once and not kept.

    `by`: the coordinator who makes it; None for an operator. Raises ValueError for more people or days than allowed.
    """
    if not is_allowed(role, uses, lasts.days):
        raise ValueError("more people or days than an invitation may be for")
    words = new_invitation_words()
    code = Code(
        id=0,
        purpose="invite",
        role=role,
        town_id=town_id,
        expires_at=now + lasts,
        uses=uses,
        waits=await approving.must_wait(uow, now, by, role),
        made_by_id=by.id if by else None,
        made_at=now,
    )
    await CODES(uow).add(code, words)
    added = await CODES(uow).find("invite", words) or code
    if code.waits and by is not None:
        await approving.ask(uow, now, by, added)
    made = Deed(action=Action.INVITED, by_id=by.id if by else None, role=role, town_id=town_id)
    await record(uow, now, made)
    lines = await worked_lines(uow)
    telegram, signal = roomiest(lines, "telegram"), roomiest(lines, "signal")
    await LINES(uow).offer(words, [line.id for line in (telegram, signal) if line is not None])
    expires_at = now + lasts
    return Invitation(code_id=added.id, words=words, telegram=telegram, signal=signal, uses=uses, expires_at=expires_at)


async def open_invitation(uow: UnitOfWork, now: datetime, person: Person, words: str) -> Code | None:
    """Return the invitation that reads so, for everybody else as good as before; None where it is not good for them."""
    code = await CODES(uow).find("invite", normal(words))
    if code is None:
        await guessing.count_wrong_code(uow, now, person)
        return None
    if not await _is_good(uow, now, person, code):
        return None
    await CODES(uow).opened(code.id, person.id)
    return code


async def is_waiting(uow: UnitOfWork, words: str) -> bool:
    """Say whether an invitation that reads so waits for a second coordinator."""
    code = await CODES(uow).find("invite", normal(words))
    return code is not None and code.waits


async def accept(uow: UnitOfWork, now: datetime, person: Person, code: Code) -> Role | None:
    """Let this person, who has consented, join by it; return the role that it gave, or None where it is used up.

    `code`: as open_invitation() gave it in this transaction, so that it is good for them. A coordinator's invitation
    is their vouch: where the network wants more of them, it gives alerts for now. An operator's is enough. Who made it
    hears so, of the desk everybody.
    """
    if code.role is None or person.suspended or not await CODES(uow).use(code.id, now):
        return None
    await CODES(uow).joined(code.id, person.id, now)
    inviter = await uow.people.get(code.made_by_id) if code.made_by_id is not None else None
    role = code.role
    if inviter is not None:
        await vouch_by_invitation(uow, now, person, code.town_id, role, inviter)
        role = await allowed_role(uow, person, code.town_id, role)
    grant = Grant(role, code.town_id)
    await uow.grants.give(person.id, role, code.town_id, now)
    if role is Role.DISPATCHER and code.town_id is not None:
        await keep_covered_desk(uow, person.id, code.town_id)
    await JOIN_REQUESTS(uow).end(person.id)
    joined = Deed(action=Action.JOINED, by_id=code.made_by_id, whom_id=person.id, role=role, town_id=code.town_id)
    await record(uow, now, joined)
    await tell_of_newcomer(uow, now, person, grant, inviter)
    # Of who joins the desk or the committee whoever invited them hears with all others.
    if inviter is not None and role not in DESK | COMMITTEE:
        await tell_maker(uow, now, inviter, person, grant, code)
    return role


async def _is_good(uow: UnitOfWork, now: datetime, person: Person, code: Code) -> bool:
    """Say whether this person may join by it. A role that was taken from them stays so.

    Whoever joined once may not again; nor by another one that was made before, as somebody who began anew.
    """
    if not code.good_for(person.id, now) or await CODES(uow).has_joined(code.id, person.id):
        return False
    if code.role is not None and await TAKEN_ROLES(uow).was_taken(person.id, code.role, code.made_at):
        return False
    return await _may_stand(uow, code)


async def _may_stand(uow: UnitOfWork, code: Code) -> bool:
    """Say whether whoever made this invitation may make such a one still. An operator always may."""
    if code.made_by_id is None:
        return True
    maker = await uow.people.get(code.made_by_id)
    return maker is not None and is_overseen_by(maker, code)
