"""/invites: the invitations that somebody can still use, by pages; one ends with a tap."""

from alerts.joining import approving, invitation_oversight
from alerts.joining.taps import ApproveInvitation, EndInvitation, NewInvitation, RefuseInvitation, ShowInvitations
from alerts.notices import Choice, Notice, Text, text
from alerts.people.code import Code
from alerts.trust.announcing import where_it_counts
from handlers.core.turn import Turn

PAGE = 6
"""Invitations in one message; more would not fit one of Signal's in two languages."""


async def invites(turn: Turn, _: str) -> None:
    """Answer /invites."""
    await show(turn, ShowInvitations())


async def show(turn: Turn, tap: ShowInvitations) -> None:
    """Show a page of the open invitations to towns of theirs: no names, and no code, which nobody keeps."""
    codes = await invitation_oversight.open_invitations(turn.uow, turn.now, turn.person)
    page = list(enumerate(codes, start=1))[tap.start : tap.start + PAGE]
    lines = [_line(turn, number, code) for number, code in page]
    rows: list[tuple[Choice, ...]] = [
        (EndInvitation(code.id).choice(text("choice.invites.end", number=number)),) for number, code in page
    ]
    rows += [
        (ApproveInvitation(code.id).choice(text("choice.invites.yes_to", number=number)),)
        for number, code in page
        if code.waits and code.made_by_id != turn.person.id
    ]
    if codes[tap.start + PAGE :]:
        rows.append((ShowInvitations(tap.start + PAGE).choice(text("choice.invites.more")),))
    rows.append((NewInvitation().choice(text("choice.invites.new")),))
    head = text("invites.list") if lines else text("invites.none")
    await turn.reply(Notice(parts=(head, *lines)).with_choices(*rows))


def _line(turn: Turn, number: int, code: Code) -> Text:
    return text(
        "invites.line_waits" if code.waits else "invites.line",
        number=number,
        role=text(f"role.{code.role}"),
        town=where_it_counts(turn.network, code.town_id),
        left=code.left,
        uses=code.uses,
        at=code.expires_at,
    )


async def approve(turn: Turn, tap: ApproveInvitation) -> None:
    """Let an invitation to the desk work that another coordinator made."""
    await turn.acknowledge(await approving.approve(turn.uow, turn.now, tap.code, turn.person))


async def refuse(turn: Turn, tap: RefuseInvitation) -> None:
    """End an invitation to the desk that another coordinator made."""
    await turn.acknowledge(await approving.refuse(turn.uow, turn.now, tap.code, turn.person))


async def end(turn: Turn, tap: EndInvitation) -> None:
    """Let nobody use this one from now on."""
    await turn.acknowledge(await invitation_oversight.revoke(turn.uow, turn.now, tap.code, turn.person))
