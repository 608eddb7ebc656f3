"""/committee: who is in it and who coordinates, an invitation to it, and the account of this month so far."""

from alerts.committee.account import account, month_of
from alerts.committee.taps import InviteToCommittee, ShowAccount
from alerts.joining import joining
from alerts.notices import Notice, Text, text
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
    parts = (text("committee.members", names=tuple(named(one) for one in members)),)
    rows = [
        (InviteToCommittee().choice(text("choice.committee.invite")),),
        (ShowAccount().choice(text("choice.committee.account")),),
    ]
    await turn.reply(Notice(parts=parts).with_choices(*rows))
    people = [*coordinators, *resting]
    for start in range(0, len(people), LIST):
        page = people[start : start + LIST]
        lines = [_line(turn, person, roles) for person, roles in page]
        taps = [(ShowDeskPerson(one.id).choice(text("choice.trust.show", name=named(one))),) for one, _ in page]
        await turn.reply(Notice(parts=(text("committee.coordinators"), *lines)).with_choices(*taps))


def _overseen(roles: tuple[Grant, ...]) -> bool:
    return any(one.role in COORDINATOR | COMMITTEE for one in roles)


def _line(turn: Turn, person: Person, roles: tuple[Grant, ...]) -> Text:
    key = "committee.suspended" if person.suspended else "committee.coordinator"
    held = [one for one in roles if one.role in COORDINATOR | COMMITTEE]
    return text(key, name=named(person), roles=roles_in_words(turn.network, held))


async def invite(turn: Turn, _: InviteToCommittee) -> None:
    """Make an invitation to the committee, good for one person."""
    made = await joining.invite(turn.uow, turn.now, Role.COMMITTEE, None, turn.person)
    parts = [text("committee.invited", code=made.words)]
    if made.telegram is not None:
        parts.append(text("invite.link", link=made.link))
    if made.signal is not None:
        parts.append(text("invite.signal", number=made.signal.name, code=made.words))
    await turn.reply(Notice(parts=tuple(parts)))


async def show_account(turn: Turn, _: ShowAccount) -> None:
    """Show what was done in this month so far."""
    since = month_of(turn.now, turn.network.zone)
    told = await account(turn.uow, since, turn.now)
    await turn.reply(Notice(parts=told.parts))
