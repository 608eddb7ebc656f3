"""Taking messages back that were not sent yet, or are shown no more: the subject is over, or the reader's role is."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, bindparam, case, false, or_, select, true, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Kind
from alerts.people.person import DESK, Person, Role
from storage.core.core_tables import contact, delivery, notice, subject
from storage.encryption.vault import Vault
from storage.outbox import holders_codec
from storage.outbox.sent_documents import forget_documents

_UNTIL_OVER = (Kind.ALERT, Kind.UPDATE, Kind.CORRECTION, Kind.ASK)
_TO_MEMBERS = (Kind.ALERT, Kind.UPDATE, Kind.REMINDER)
"""Of a town, to whoever has some role there."""


def _of_kind(*kinds: Kind) -> Any:
    return notice.c.kind.in_([kind.value for kind in kinds])


_GONE = case((delivery.c.repeat, "unknown"), else_="withdrawn")
_of_subjects = select(notice.c.id).where(
    notice.c.subject_id.in_(bindparam("subjects", expanding=True)), _of_kind(*_UNTIL_OVER)
)
# Built once: to build a statement takes longer than SQLite needs for it.
_WITHDRAW_OF_SUBJECTS = (
    update(delivery).where(delivery.c.notice_id.in_(_of_subjects), delivery.c.state == "queued").values(state=_GONE)
)


async def withdraw_of_subjects(session: AsyncSession, subject_ids: Sequence[int]) -> int:
    """Withdraw what was not sent yet of alerts, updates and questions; what may have arrived stays told."""
    connection = await session.connection()
    return (await connection.execute(_WITHDRAW_OF_SUBJECTS, {"subjects": list(subject_ids)})).rowcount


async def withdraw_of_group(session: AsyncSession, group_id: int) -> None:
    """Withdraw what was not posted yet in a group that is none of ours any more."""
    await _withdraw(session, delivery.c.group_id == group_id, delivery.c.state == "queued")


async def withdraw_beyond_roles(session: AsyncSession, vault: Vault, person: Person) -> None:
    """Withdraw what they may not get any more, as their roles are now, and show nothing new of the desk's cards.

    What is being sent just now is not tried again.
    """
    trained = any(grant.role is Role.RESPONDER for grant in person.grants)
    beyond = select(notice.c.id).join(subject, subject.c.id == notice.c.subject_id)
    cards = beyond.where(_of_kind(Kind.CARD), ~_in_town(person, DESK))
    rings = beyond.where(_of_kind(Kind.REPLY), ~_in_town(person, DESK))
    members = beyond.where(_of_kind(*_TO_MEMBERS), ~_in_town(person, frozenset(Role)))
    asked = beyond.where(_of_kind(Kind.ASK), false() if trained else true())
    theirs = delivery.c.contact_id.in_(select(contact.c.id).where(contact.c.person_id == person.id))
    for notices in (rings, members, asked):
        await _withdraw_waiting(session, theirs, delivery.c.notice_id.in_(notices))
    await _withdraw_of_others(session, vault, person, theirs)
    # What was shown of a card stays; nothing new of it is.
    shown = delivery.c.state.in_(("queued", "delivered"))
    await _withdraw(session, theirs, delivery.c.notice_id.in_(cards), shown)


async def _withdraw_of_others(session: AsyncSession, vault: Vault, person: Person, theirs: Any) -> None:
    """Withdraw what is for others than they are by now; a file beside it is kept no longer."""
    connection = await session.connection()
    waiting = delivery.c.state.in_(("queued", "sending"))
    found = select(notice.c.id, notice.c.only_for).join(delivery, delivery.c.notice_id == notice.c.id)
    rows = await connection.execute(found.where(theirs, waiting, notice.c.only_for != ""))
    lost = [row.id for row in rows if not holders_codec.are_met(row.only_for, person)]
    if lost:
        await _withdraw_waiting(session, theirs, delivery.c.notice_id.in_(lost))
        await connection.run_sync(forget_documents, vault, lost)


def _in_town(person: Person, roles: frozenset[Role]) -> Any:
    """Say in SQL whether one of these roles of theirs counts in the subject's town (Grant.covers)."""
    held = [grant.town_id for grant in person.grants if grant.role in roles]
    if None in held:
        return true()
    return or_(subject.c.town_id.in_(held), and_(subject.c.town_id.is_(None), true() if held else false()))


async def _withdraw_waiting(session: AsyncSession, *conditions: Any) -> None:
    """Withdraw what is queued; of what is being sent let no further try be in time."""
    await _withdraw(session, *conditions, delivery.c.state == "queued")
    under_way = update(delivery).where(*conditions, delivery.c.state == "sending")
    await (await session.connection()).execute(under_way.values(expires_at=delivery.c.due_at))


async def _withdraw(session: AsyncSession, *conditions: Any) -> None:
    await (await session.connection()).execute(update(delivery).where(*conditions).values(state=_GONE))
