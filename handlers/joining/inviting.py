"""/invite: an invitation by words, or by taps: as what, where, for how many people and how long."""

from datetime import timedelta

from alerts.joining import approving, invitations
from alerts.joining.invitation_limits import MOST_USES, ON_PAPER, is_allowed
from alerts.joining.taps import (
    ChooseInvitationDays,
    ChooseInvitationTown,
    ChooseInvitationUses,
    MakeInvitation,
    NewInvitation,
    PrintInvitation,
    ShowSquare,
)
from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Choice, Notice, Text, text
from alerts.people.code import INVITE_LASTS
from alerts.people.person import COORDINATOR, Role
from handlers.core.turn import Turn
from locales.roles import role_named

ROLES = tuple(role for role in Role if role is not Role.COMMITTEE)
"""As what a coordinator invites; the committee admits its own members."""
USES = (1, 10, 50, 500)
"""For how many people a tap makes one; of these the ones that its role allows."""
DAYS = (1, 7, 14, 60)
"""For how many days."""


async def invite(turn: Turn, rest: str) -> None:
    """Answer /invite responder Northampton: make an invitation for a town of theirs."""
    first, *others = rest.split(maxsplit=1) or [""]
    named = role_named(first)
    role = Role(named) if named else None
    town = turn.network.named(" ".join(others))
    if role is None or role not in ROLES or town is None:
        taps = NewInvitation().choice(text("choice.invites.new"))
        await turn.reply(Notice.of("invite.how").with_choices((taps,)))
    elif not turn.person.has(COORDINATOR, town.id):
        await turn.reply(Notice.of("refused.role"))
    else:
        await _make(turn, MakeInvitation(town.id, role, 1, INVITE_LASTS.days))


async def choose_role(turn: Turn, _: NewInvitation) -> None:
    """Ask as what they are to join."""
    rows = [(ChooseInvitationTown(role).choice(text(f"choice.as.{role}")),) for role in ROLES]
    await turn.reply(Notice.of("invites.which_role").with_choices(*rows))


async def choose_town(turn: Turn, tap: ChooseInvitationTown) -> None:
    """Ask for which town of theirs; who has one only is not asked."""
    towns = coordinated_towns(turn.network, turn.person)
    if len(towns) == 1:
        await choose_uses(turn, ChooseInvitationUses(towns[0].id, tap.role))
        return
    rows = [(ChooseInvitationUses(town.id, tap.role).choice(text("choice.name", name=town.name)),) for town in towns]
    await turn.reply(Notice.of("join.which_town").with_choices(*rows))


async def choose_uses(turn: Turn, tap: ChooseInvitationUses) -> None:
    """Ask for how many people; into the desk one invitation lets one."""
    if await _is_elsewhere(turn, tap.town):
        return
    if MOST_USES[tap.role] == 1:
        await choose_days(turn, ChooseInvitationDays(tap.town, tap.role, 1))
        return
    rows = [
        (ChooseInvitationDays(tap.town, tap.role, uses).choice(text("choice.invites.uses", n=uses)),)
        for uses in USES
        if uses <= MOST_USES[tap.role]
    ]
    await turn.reply(Notice.of("invites.how_many").with_choices(*rows))


async def choose_days(turn: Turn, tap: ChooseInvitationDays) -> None:
    """Ask how long it shall be good."""
    if await _is_elsewhere(turn, tap.town):
        return
    rows = [
        (MakeInvitation(tap.town, tap.role, tap.uses, days).choice(text("choice.invites.days", n=days)),)
        for days in DAYS
    ]
    await turn.reply(Notice.of("invites.how_long").with_choices(*rows))


async def make(turn: Turn, tap: MakeInvitation) -> None:
    """Make the invitation that was put together by taps."""
    if await _is_elsewhere(turn, tap.town):
        return
    if tap.role in ROLES and is_allowed(tap.role, tap.uses, tap.days):
        await _make(turn, tap)
    else:
        await turn.acknowledge(text("choose.stale"))


async def _is_elsewhere(turn: Turn, town_id: int) -> bool:
    """Refuse where they do not coordinate that town (any more); say whether that was so."""
    elsewhere = turn.network.town(town_id) is None or not turn.person.has(COORDINATOR, town_id)
    if elsewhere:
        await turn.acknowledge(text("refused.role"))
    return elsewhere


async def _make(turn: Turn, wanted: MakeInvitation) -> None:
    refused = await approving.why_not_to_desk(turn.uow, turn.now, turn.person, wanted.role)
    if refused is not None:
        await turn.reply(Notice(parts=(refused.why,)))
        return
    must_wait = await approving.must_wait(turn.uow, turn.now, turn.person, wanted.role)
    lasts = timedelta(days=wanted.days)
    made = await invitations.invite(
        turn.uow, turn.now, wanted.role, wanted.town, turn.person, uses=wanted.uses, lasts=lasts
    )
    town = turn.network.town(wanted.town)
    head = text(
        "invite.made" if made.uses == 1 else "invite.made_many",
        role=text(f"role.{wanted.role}"),
        town=town.name if town else text("join.every_town"),
        uses=made.uses,
        at=made.expires_at,
    )
    waits = [text("invite.waits")] if must_wait else []
    on_paper = wanted.role in ON_PAPER
    # The desk's goes from hand to hand: for one person, who is known.
    no_page = [] if on_paper else [text("invites.no_page")]
    trained = [text("vouching.invitation_needs")] if wanted.role is Role.RESPONDER else []
    notice = Notice(parts=(head, *waits, *trained, *_ways(made), *no_page))
    await turn.reply(notice.with_choices(*_on_paper(made)) if on_paper else notice)


def _on_paper(made: invitations.Invitation) -> list[tuple[Choice, ...]]:
    square = ShowSquare(made.code_id).choice(text("choice.invites.square"))
    return [(square,), (PrintInvitation(made.code_id).choice(text("choice.invites.print")),)]


def _ways(made: invitations.Invitation) -> list[Text]:
    """Return what whoever gets it does, on each platform."""
    parts = []
    if made.telegram is not None:
        parts.append(text("invite.link", link=made.link))
    if made.signal is not None:
        parts.append(text("invite.signal", number=made.signal.name, code=made.words))
    return parts or [text("invite.code", code=made.words)]
