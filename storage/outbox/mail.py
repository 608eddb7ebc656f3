"""The outbox as the use cases write it: notices and whom they go to, in the transaction they belong to."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, or_, update
from sqlalchemy import select as core_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.group import GroupReader
from alerts.network.audience import Audience
from alerts.notices import Kind, Notice
from alerts.people.person import Person
from alerts.work.mail import Asked, Counts, Reach
from storage.core import core_tables as t
from storage.core.group_tables import GroupRow
from storage.core.line_tables import LineRow
from storage.core.moments import UtcMilliseconds
from storage.core.outbox_tables import DeliveryRow, NoticeRow, QuestionRow
from storage.core.people_tables import ContactRow
from storage.core.subject_tables import SubjectRow
from storage.encryption.vault import Vault
from storage.outbox import recipients
from storage.outbox.notices import QueuedNotice, SqlNotices
from storage.outbox.reach import reach
from storage.outbox.show_again import show_again
from storage.outbox.withdrawing import withdraw_beyond_roles, withdraw_of_subjects

# Made once: nearly every message asks for it.
_LATEST_ASKED = (
    core_select(t.notice)
    .join(t.delivery, t.delivery.c.notice_id == t.notice.c.id)
    .where(
        t.delivery.c.contact_id == bindparam("contact"),
        t.delivery.c.sent_at >= bindparam("since", type_=UtcMilliseconds()),
        t.delivery.c.ref.is_not(None),
        t.notice.c.asks,
    )
    .order_by(t.delivery.c.sent_at.desc(), t.delivery.c.id.desc())
    .limit(1)
)
_TOLD_OF = (
    select(SubjectRow.id)
    .join(NoticeRow, col(NoticeRow.subject_id) == SubjectRow.id)
    .join(DeliveryRow, col(DeliveryRow.notice_id) == NoticeRow.id)
    .join(ContactRow, col(ContactRow.id) == DeliveryRow.contact_id)
    .where(
        ContactRow.person_id == bindparam("person"),
        NoticeRow.kind == Kind.ALERT.value,
        or_(col(DeliveryRow.state).in_(("queued", *recipients.TOLD)), col(DeliveryRow.repeat)),
        or_(col(SubjectRow.closed_at).is_(None), col(SubjectRow.merged_into_id).is_not(None)),
    )
)


class SqlMail:
    """The outbox in the database, as use cases write it (port: alerts/work/mail.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._notices = SqlNotices(session, vault)

    async def post(self, notice: Notice, contact_ids: Sequence[int], now: datetime) -> int:
        """Post one notice to these contacts; return its id."""
        row = await self._notices.add(notice, now)
        await self._deliver(row, contact_ids, now)
        return row.id

    async def to_person(self, person_id: int, notice: Notice, now: datetime) -> None:
        """Post it to the person's contact heard last; nothing to who stopped or cannot be reached."""
        await self.to_persons([person_id], notice, now)

    async def to_persons(self, person_ids: Sequence[int], notice: Notice, now: datetime) -> None:
        """Post one notice to each of many persons, at the contact heard last."""
        if person_ids:
            row = await self._notices.add(notice, now)
            await recipients.insert(self._session, row, recipients.persons(person_ids), now)

    async def broadcast(self, notice: Notice, audience: Audience, now: datetime) -> int:
        """Post it to everybody the audience holds, by one INSERT..SELECT; return how many."""
        row = await self._notices.add(notice, now)
        return await recipients.insert(self._session, row, recipients.chosen(audience), now)

    async def to_line(self, notice: Notice, line_id: int, now: datetime) -> int:
        """Post it to everybody who would be told on this line; return how many."""
        row = await self._notices.add(notice, now)
        return await recipients.insert(self._session, row, recipients.on_line(line_id), now)

    async def to_groups(self, notice: Notice, town_id: int, now: datetime, *, responders: bool = False) -> int:
        """Post it once in each of the town's groups for these readers; return in how many."""
        reader = GroupReader.RESPONDERS if responders else GroupReader.COMMUNITY
        query = select(GroupRow).where(GroupRow.town_id == town_id, col(GroupRow.active))
        groups = list((await self._session.exec(query.where(GroupRow.reader == reader.value))).all())
        return self._post_groups(await self._notices.add(notice, now), groups, now) if groups else 0

    async def to_told(
        self,
        notice: Notice,
        subject_ids: Sequence[int],
        now: datetime,
        *,
        responders: bool,
        but: Collection[int] = (),
    ) -> int:
        """Post it to every contact that got, or may have got, an alert of these subjects; updates to who stayed.

        A correction also goes to those whom the alert is still on its way to. `but`: persons who are left out.
        """
        reader = "responder" if responders else "community"
        row = await self._notices.add(replace(notice, reader=reader), now)
        whom = {Kind.UPDATE: recipients.told_and_here, Kind.CORRECTION: recipients.to_be_corrected}
        query = whom.get(notice.kind, recipients.told)
        told = query(subject_ids, reader)
        return await recipients.insert(self._session, row, recipients.without(told, but) if but else told, now)

    async def to_told_groups(self, notice: Notice, subject_ids: Sequence[int], now: datetime) -> int:
        """Post it in every group that saw the alert; return in how many."""
        row = await self._notices.add(notice, now)
        states = recipients.WILL_BE_TOLD if notice.kind is Kind.CORRECTION else recipients.TOLD
        saw = recipients.told_groups(subject_ids, states)
        groups = await self._session.exec(select(GroupRow).where(col(GroupRow.id).in_(saw), col(GroupRow.active)))
        return self._post_groups(row, list(groups.all()), now)

    async def told_persons(self, subject_ids: Sequence[int]) -> frozenset[int]:
        """Return who was told of these subjects, and who will be."""
        rows = await self._session.exec(
            select(ContactRow.person_id)
            .join(DeliveryRow, col(DeliveryRow.contact_id) == ContactRow.id)
            .join(NoticeRow, col(NoticeRow.id) == DeliveryRow.notice_id)
            .where(
                col(NoticeRow.id).in_(recipients.standing_alerts(subject_ids)),
                or_(col(DeliveryRow.state).in_(recipients.WILL_BE_TOLD), col(DeliveryRow.repeat)),
            )
        )
        return frozenset(rows.all())

    async def told_of(self, person_id: int) -> frozenset[int]:
        """Return the subjects of whose alert this person was told, or will be, that are open or were merged."""
        return frozenset((await self._session.exec(_TOLD_OF, params={"person": person_id})).all())

    async def revise(
        self, notice_id: int, notice: Notice, contact_ids: Sequence[int], now: datetime, *, major: bool
    ) -> None:
        """Let a card say something new; edits coalesce, as only the newest version is ever shown."""
        row = await self._notices.rewrite(notice_id, notice, major=major)
        if row is None:
            # It was purged.
            return
        signal = select(LineRow.id).where(LineRow.transport == "signal")
        behind = [col(DeliveryRow.notice_id) == notice_id, col(DeliveryRow.state) == "delivered"]
        if not major:
            behind.append(col(DeliveryRow.line_id).not_in(signal))
        await self._session.exec(update(DeliveryRow).where(*behind).values(state="queued", due_at=now))
        # A lead that somebody vouched for meanwhile waits behind nothing any more.
        slower = col(DeliveryRow.notice_id) == notice_id, col(DeliveryRow.lane) > row.lane
        await self._session.exec(update(DeliveryRow).where(*slower).values(lane=row.lane))
        there = await self._session.exec(select(DeliveryRow.contact_id).where(DeliveryRow.notice_id == notice_id))
        known = set(there.all())
        await self._deliver(row, [contact_id for contact_id in contact_ids if contact_id not in known], now)

    async def keep_only(self, notice_id: int, contact_ids: Sequence[int]) -> None:
        """Show nothing new of a card to who is not at its desk (any more)."""
        await self._session.exec(
            update(DeliveryRow)
            .where(
                col(DeliveryRow.notice_id) == notice_id,
                col(DeliveryRow.contact_id).not_in(contact_ids),
                col(DeliveryRow.state).in_(("queued", "delivered")),
            )
            .values(state="withdrawn")
        )

    async def show_again(self, notice_id: int, contact_id: int, now: datetime) -> None:
        """Show a card as a new message at the end of the chat, for who had it and for who did not."""
        if not await show_again(self._session, self._notices, notice_id, contact_id, now):
            row = await self._notices.get(notice_id)
            if row is not None:
                await self._deliver(row, [contact_id], now)

    async def withdraw(self, subject_ids: Sequence[int]) -> int:
        """Withdraw what was not sent yet of alerts, updates and questions; what may have arrived stays told."""
        return await withdraw_of_subjects(self._session, subject_ids)

    async def withdraw_beyond_roles(self, person: Person) -> None:
        """Withdraw what they may not get any more, as their roles are now; show nothing new of the desk's cards."""
        await withdraw_beyond_roles(self._session, self._vault, person)

    async def counts(self, subject_ids: Sequence[int], since: datetime | None = None) -> Counts:
        """Count how the alert went, so far; with `since` only what was made from then on."""
        made = [] if since is None else [col(NoticeRow.created_at) >= since]
        rows = await self._session.exec(
            select(col(DeliveryRow.contact_id).is_not(None), DeliveryRow.state, DeliveryRow.repeat, func.count())
            .join(NoticeRow, col(NoticeRow.id) == DeliveryRow.notice_id)
            .where(col(NoticeRow.subject_id).in_(list(subject_ids)), NoticeRow.kind == Kind.ALERT.value, *made)
            .group_by(col(DeliveryRow.contact_id).is_not(None), col(DeliveryRow.state), col(DeliveryRow.repeat))
        )
        people = {"queued": 0, "delivered": 0, "unsure": 0, "unreachable": 0, "expired": 0}
        groups, all_groups = 0, 0
        for direct, state, repeat, number in rows.all():
            if not direct:
                groups += number if state == "delivered" else 0
                all_groups += number if state != "withdrawn" else 0
            elif (name := _column(state, repeat)) is not None:
                people[name] += number
        return Counts(groups=groups, all_groups=all_groups, **people)

    async def reach(self, audience: Audience) -> Reach:
        """Count whom an alert to this audience reaches, by transport, and who is left out."""
        return await reach(self._session, audience)

    async def persons_in(self, audience: Audience) -> frozenset[int]:
        """Return whom a broadcast to this audience would reach now."""
        reached = recipients.chosen(audience).subquery()
        query = select(ContactRow.person_id).join(reached, reached.c.contact_id == ContactRow.id)
        return frozenset((await self._session.exec(query)).all())

    async def tapped(self, token: str, contact_id: int) -> Asked | None:
        """Return the notice of a button, if it was sent to this contact."""
        found = await self._session.exec(
            select(NoticeRow)
            .join(DeliveryRow, col(DeliveryRow.notice_id) == NoticeRow.id)
            .where(NoticeRow.token == token, DeliveryRow.contact_id == contact_id)
        )
        return self._notices.asked(found.first())

    async def by_number(self, contact_id: int, number: int) -> tuple[Asked, str] | None:
        """Return the newest question of this contact's that had this number."""
        found = await self._session.exec(
            select(QuestionRow, NoticeRow)
            .join(NoticeRow, col(NoticeRow.id) == QuestionRow.notice_id)
            .where(QuestionRow.contact_id == contact_id, QuestionRow.number == number)
            .order_by(col(QuestionRow.id).desc())
            .limit(1)
        )
        row = found.first()
        if row is None:
            return None
        question, notice = row
        asked = self._notices.asked(notice)
        return (asked, question.action) if asked else None

    async def by_ref(self, contact_id: int, ref: str) -> Asked | None:
        """Return the notice behind a message that is quoted or reacted to; its edit to "closed" has no choices."""
        found = await self._session.exec(
            select(NoticeRow)
            .join(DeliveryRow, col(DeliveryRow.notice_id) == NoticeRow.id)
            .where(
                DeliveryRow.contact_id == contact_id,
                NoticeRow.kind != Kind.CLOSED.value,
                or_(col(DeliveryRow.ref) == ref, col(DeliveryRow.first_ref) == ref),
            )
        )
        return self._notices.asked(found.first())

    async def latest_asked(self, contact_id: int, since: datetime) -> Asked | None:
        """Return the newest notice with choices that this contact was sent since then."""
        connection = await self._session.connection()
        found = await connection.execute(_LATEST_ASKED, {"contact": contact_id, "since": since})
        return self._notices.asked(found.first())

    async def _deliver(self, notice: QueuedNotice, contact_ids: Sequence[int], now: datetime) -> None:
        if contact_ids:
            await recipients.insert_contacts(self._session, notice, contact_ids, now)

    def _post_groups(self, notice: QueuedNotice, groups: list[GroupRow], now: datetime) -> int:
        for group in groups:
            self._session.add(
                DeliveryRow(
                    notice_id=notice.id,
                    line_id=group.line_id,
                    group_id=group.id,
                    lane=notice.lane,
                    post_first=0,
                    due_at=now,
                    expires_at=notice.expires_at,
                )
            )
        return len(groups)


def _column(state: str, repeat: bool) -> str | None:
    """Say under what a delivery is counted; None: it is not."""
    if state in ("queued", "sending"):
        return "unsure" if repeat else "queued"
    names = {"delivered": "delivered", "unknown": "unsure", "failed": "unreachable", "expired": "expired"}
    return names.get(state)
