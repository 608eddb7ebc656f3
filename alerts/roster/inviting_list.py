"""A list of people is invited: each gets an invitation of their own, the same one however often the list is given."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.lines.line import Line, roomiest
from alerts.lines.worked_lines import worked_lines
from alerts.notices import Notice, text
from alerts.people.code import INVITE_LASTS, Code
from alerts.people.person import Grant
from alerts.roster.invitee import Invitee, InviteeState, state_of
from alerts.roster.ports import INVITATION_BATCHES
from alerts.trust.announcing import roles_in_words, tell_every_coordinator
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

LIST_UNTOLD = Deadline("list invited, untold")
TOLD_WITHIN = timedelta(minutes=10)
"""So long the coordinators hear nothing of a list that was cut off: given again it goes on, and is told once (ours)."""
AT_ONCE = 500
"""Invitations in one transaction: whoever reports meanwhile waits for no more than it takes."""
_WHOLE_NETWORK = 0


@dataclass(frozen=True, kw_only=True)
class PlannedInvitation:
    """What somebody of a list is given."""

    invitee: Invitee
    state: InviteeState
    """Of what was made for them before."""
    is_made: bool
    """It is a new one; what was made before ends."""
    replaces: int | None
    """The open invitation (id) in another role that ends by it; None: there is none."""
    words: str
    code: Code
    """The new one, or the last that was made."""
    telegram: Line | None
    """None: no Telegram bot is known by name yet, or the invitation is good no more."""
    signal: Line | None

    @property
    def lines(self) -> list[int]:
        """The lines (ids) that it names."""
        return [line.id for line in (self.telegram, self.signal) if line is not None]

    def is_good(self, now: datetime) -> bool:
        """Say whether they can use it."""
        return self.is_made or state_of(self.invitee, self.code, now) is InviteeState.OPEN


@dataclass(frozen=True, kw_only=True)
class InvitationPlan:
    """What giving a list does. Nothing is written yet."""

    people: tuple[PlannedInvitation, ...]
    """One for each of the list, in its order."""

    @property
    def made(self) -> list[PlannedInvitation]:
        """Those that are new."""
        return [one for one in self.people if one.is_made]

    @property
    def replaced(self) -> frozenset[int]:
        """Open invitations (ids) in another role: they end."""
        return frozenset(one.replaces for one in self.made if one.replaces is not None)

    def pieces(self) -> Iterator[Sequence[PlannedInvitation]]:
        """Return those that are new, as many as fit into one transaction; each has with it what it replaces."""
        made = self.made
        return (made[start : start + AT_ONCE] for start in range(0, len(made), AT_ONCE))


@dataclass(frozen=True, kw_only=True)
class _Last:
    """The last invitation that was made for somebody."""

    generation: int
    """How many were made before it."""
    code: Code


async def plan(
    uow: UnitOfWork,
    now: datetime,
    invitees: Sequence[Invitee],
    *,
    renew: bool = False,
    lasts: timedelta = INVITE_LASTS,
) -> InvitationPlan:
    """Look up what was made before for these people, of whom nobody stands there twice, and make what is missing.

    `renew`: also for those whose last invitation is over, with other words.
    """
    last = await _last(uow, invitees)
    lines = {line.id: line for line in await worked_lines(uow)}
    batches, people = INVITATION_BATCHES(uow), []
    for one in invitees:
        before = last.get(one)
        state = state_of(one, before.code if before else None, now)
        is_made = before is None or state is InviteeState.CHANGED or (renew and state is InviteeState.OVER)
        generation = (before.generation if before else -1) + is_made
        planned = PlannedInvitation(
            invitee=one,
            state=state,
            is_made=is_made,
            replaces=before.code.id if before and _ends(before.code, state) else None,
            words=batches.words(one, generation),
            code=before.code if before and not is_made else _new_code(one, now, lasts),
            telegram=None,
            signal=None,
        )
        people.append(_on_lines(planned, lines) if planned.is_good(now) else planned)
    return InvitationPlan(people=tuple(people))


async def _last(uow: UnitOfWork, invitees: Sequence[Invitee]) -> Mapping[Invitee, _Last]:
    """Return the last invitation of each; who never had one is missing."""
    batches, found = INVITATION_BATCHES(uow), dict[Invitee, _Last]()
    left, generation = list(invitees), 0
    while left:
        words = {one: batches.words(one, generation) for one in left}
        known = await batches.known(list(words.values()))
        left = [one for one in left if words[one] in known]
        found |= {one: _Last(generation=generation, code=known[words[one]]) for one in left}
        generation += 1
    return found


def _ends(last: Code, state: InviteeState) -> bool:
    """Say whether somebody's last invitation could be used still, and is not to be."""
    return state is InviteeState.CHANGED and last.used_at is None


def _new_code(invitee: Invitee, now: datetime, lasts: timedelta) -> Code:
    return Code(id=0, purpose="invite", role=invitee.role, town_id=invitee.town_id, expires_at=now + lasts, made_at=now)


def _on_lines(planned: PlannedInvitation, lines: dict[int, Line]) -> PlannedInvitation:
    """Name the lines that are least full by then; an invitation of before counts there already."""
    telegram, signal = roomiest(lines.values(), "telegram"), roomiest(lines.values(), "signal")
    for line in (telegram, signal):
        if line is not None and planned.is_made:
            lines[line.id] = replace(line, offers=line.offers + 1)
    return replace(planned, telegram=telegram, signal=signal)


async def invite_some(uow: UnitOfWork, now: datetime, some: Sequence[PlannedInvitation]) -> None:
    """Carry out a piece of a plan of a moment ago, for an operator. The coordinators hear of it by tell_of_list().

    Where that does not follow, as whoever gives the list is cut off, they hear it a little later all the same.
    """
    batches = INVITATION_BATCHES(uow)
    await batches.add({one.words: one.code for one in some}, {one.words: one.lines for one in some})
    await batches.end([one.replaces for one in some if one.replaces is not None], now)
    await batches.count(Counter((one.invitee.role, one.invitee.town_id) for one in some))
    await uow.deadlines.set(LIST_UNTOLD, _WHOLE_NETWORK, now + TOLD_WITHIN)


async def tell_of_list(uow: UnitOfWork, now: datetime, _: int = _WHOLE_NETWORK) -> None:
    """Write what was invited by lists and not told yet into the audit log, and tell every coordinator.

    A line for each role and town, not for each person.
    """
    counts = await INVITATION_BATCHES(uow).take_counts()
    await uow.deadlines.call_off(_WHOLE_NETWORK, LIST_UNTOLD)
    if not counts:
        return
    for role, town_id in counts:
        await record(uow, now, Deed(action=Action.LIST_INVITED, by_id=None, role=role, town_id=town_id))
    network = await uow.network()
    lines = [
        text("roster.invited_line", count=count, roles=roles_in_words(network, [Grant(role, town_id)]))
        for (role, town_id), count in counts.items()
    ]
    await tell_every_coordinator(uow, now, Notice(parts=(text("roster.invited"), *lines)))
