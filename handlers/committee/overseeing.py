"""/committee: who is in it and who coordinates, an invitation to it, and the account of this month so far."""

from alerts.committee.monthly_account import account_notice, month_of
from alerts.committee.objecting import open_changes
from alerts.committee.taps import InviteToCommittee, ShowAccount
from alerts.joining import approving, invitation_oversight, invitations
from alerts.joining.taps import ApproveInvitation, EndInvitation
from alerts.notices import Choice, Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COMMITTEE, COORDINATOR, Grant, Person, Role
from alerts.trust.announcing import roles_in_words
from alerts.trust.taps import ShowDeskPerson
from handlers.core.turn import Turn

LIST = 10
"""People in one message."""


async def committee(turn: Turn, _: str) -> None:
    """Answer /committee: list its members and everybody who coordinates, also those whose roles rest."""
    members = await turn.uow.people.with_role(COMMITTEE, None)
    coordinators = [(one, one.grants) for one in await turn.uow.people.with_role(COORDINATOR, None)]
    resting = [(one, roles) for one, roles in await turn.uow.people.suspended() if _overseen(roles)]
    names = tuple(named(one) for one in members)
    waiting, answers = await _invitations(turn)
    others = [one for one in members if one.id != turn.person.id]
    rows = [
        *((ShowDeskPerson(one.id).choice(text("choice.trust.show", name=named(one))),) for one in others),
        *answers,
        (InviteToCommittee().choice(text("choice.committee.invite")),),
        (ShowAccount().choice(text("choice.committee.account")),),
    ]
    parts = (text("committee.members", names=names), *waiting)
    await turn.reply(Notice(parts=parts).with_choices(*rows), *await open_changes(turn.uow))
    people = [*coordinators, *resting]
    for start in range(0, len(people), LIST):
        page = people[start : start + LIST]
        lines = [_line(turn, person, roles) for person, roles in page]
        taps = [(ShowDeskPerson(one.id).choice(text("choice.trust.show", name=named(one))),) for one, _ in page]
        await turn.reply(Notice(parts=(text("committee.coordinators"), *lines), internal=True).with_choices(*taps))


async def _invitations(turn: Turn) -> tuple[list[Text], list[tuple[Choice, ...]]]:
    """Return the open invitations to the committee in words, and the taps that answer or end them."""
    codes = await invitation_oversight.open_invitations(turn.uow, turn.now, turn.person)
    open_ = list(enumerate((code for code in codes if code.role in COMMITTEE), start=1))
    lines = [
        text("committee.invitation_waits" if one.waits else "committee.invitation", number=number, at=one.expires_at)
        for number, one in open_
    ]
    rows: list[tuple[Choice, ...]] = [
        (EndInvitation(one.id).choice(text("choice.invites.end", number=number)),) for number, one in open_
    ]
    rows += [
        (ApproveInvitation(one.id).choice(text("choice.invites.yes_to", number=number)),)
        for number, one in open_
        if one.waits and one.made_by_id != turn.person.id
    ]
    return lines, rows


def _overseen(roles: tuple[Grant, ...]) -> bool:
    return any(one.role in COORDINATOR | COMMITTEE for one in roles)


def _line(turn: Turn, person: Person, roles: tuple[Grant, ...]) -> Text:
    key = "committee.suspended" if person.suspended else "committee.coordinator"
    held = [one for one in roles if one.role in COORDINATOR | COMMITTEE]
    return text(key, name=named(person), roles=roles_in_words(turn.network, held))


async def invite(turn: Turn, _: InviteToCommittee) -> None:
    """Make an invitation to the committee, good for one person."""
    refused = await approving.why_not_to_committee(turn.uow, turn.now, turn.person)
    if refused is not None:
        await turn.reply(Notice(parts=(refused.why,)))
        return
    waits = await approving.must_wait(turn.uow, turn.now, turn.person, Role.COMMITTEE)
    made = await invitations.invite(turn.uow, turn.now, Role.COMMITTEE, None, turn.person)
    parts = [text("committee.invited", code=made.words), *([text("committee.waits")] if waits else [])]
    if made.telegram is not None:
        parts.append(text("invite.link", link=made.link))
    if made.signal is not None:
        parts.append(text("invite.signal", number=made.signal.name, code=made.words))
    await turn.reply(Notice(parts=tuple(parts)))


async def show_account(turn: Turn, _: ShowAccount) -> None:
    """Show what was done in this month so far."""
    since = month_of(turn.now, turn.network.zone)
    told = await account_notice(turn.uow, since, turn.now)
    await turn.reply(Notice(parts=told.parts))
