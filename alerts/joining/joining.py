"""Joining: an invitation is opened, the person consents, a role is theirs. Leaving, and stopping for good."""

from dataclasses import dataclass
from datetime import datetime

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.joining.ports import CODES, JOIN_REQUESTS
from alerts.lines.line import Line, roomiest
from alerts.lines.ports import LINES
from alerts.lines.worked_lines import worked_lines
from alerts.people.code import INVITE_LASTS, Code, new_words, normal
from alerts.people.person import COMMITTEE, COORDINATOR, Grant, Person, Role
from alerts.trust.announcing import tell_of_newcomer
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A new invitation: its words, and the lines that it names."""

    words: str
    telegram: Line | None
    """None: no Telegram bot is known by name yet."""
    signal: Line | None

    @property
    def link(self) -> str:
        """The address that opens it in Telegram; empty without a bot."""
        return f"https://t.me/{self.telegram.name}?start={self.words}" if self.telegram is not None else ""


async def invite(
    uow: UnitOfWork, now: datetime, role: Role, town_id: int | None, by: Person | None = None
) -> Invitation:
    """Make a new single-use invitation, to the lines that are least full; its words are shown once and not kept.

    `by`: the coordinator who makes it; None for an operator.
    """
    words = new_words()
    code = Code(
        id=0,
        purpose="invite",
        role=role,
        town_id=town_id,
        expires_at=now + INVITE_LASTS,
        made_by_id=by.id if by else None,
        made_at=now,
    )
    await CODES(uow).add(code, words)
    made = Deed(action=Action.INVITED, by_id=by.id if by else None, role=role, town_id=town_id)
    await record(uow, now, made)
    lines = await worked_lines(uow)
    telegram, signal = roomiest(lines, "telegram"), roomiest(lines, "signal")
    await LINES(uow).offer(words, [line.id for line in (telegram, signal) if line is not None])
    return Invitation(words=words, telegram=telegram, signal=signal)


async def open_invitation(uow: UnitOfWork, now: datetime, person: Person, words: str) -> Code | None:
    """Bind the invitation to this person and return it; None where it is not good for them."""
    code = await CODES(uow).find("invite", normal(words))
    if code is None or not code.good_for(person.id, now) or not await _may_stand(uow, code):
        return None
    await CODES(uow).bind(code.id, person.id)
    return code


async def accept(uow: UnitOfWork, now: datetime, person: Person, code: Code) -> bool:
    """Use up the invitation and give its role; False where it is no good. The coordinators hear who joins the desk."""
    if code.role is None or person.suspended or not code.good_for(person.id, now) or not await _may_stand(uow, code):
        return False
    if not await CODES(uow).use(code.id, now):
        return False
    await uow.grants.give(person.id, code.role, code.town_id, now)
    await JOIN_REQUESTS(uow).end(person.id)
    await record(
        uow,
        now,
        Deed(action=Action.JOINED, by_id=code.made_by_id, whom_id=person.id, role=code.role, town_id=code.town_id),
    )
    inviter = await uow.people.get(code.made_by_id) if code.made_by_id is not None else None
    await tell_of_newcomer(uow, now, person, Grant(code.role, code.town_id), inviter)
    return True


async def _may_stand(uow: UnitOfWork, code: Code) -> bool:
    """Say whether whoever made this invitation may make such a one still. An operator always may."""
    if code.made_by_id is None:
        return True
    maker = await uow.people.get(code.made_by_id)
    return maker is not None and maker.has(COMMITTEE if code.role is Role.COMMITTEE else COORDINATOR, code.town_id)
