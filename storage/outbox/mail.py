"""The outbox as the use cases write it: notices and whom they go to, in the transaction they belong to."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.group import GroupReader
from alerts.network.audience import Audience
from alerts.notices import Kind, Notice
from alerts.people.person import Person
from alerts.work.mail import Asked, Counts, Reach
from storage.core.core_tables import delivery, group_chat, line
from storage.core.moments import UtcMilliseconds
from storage.encryption.vault import Vault
from storage.outbox import notice_lookup, queueing, recipients, told_people
from storage.outbox.notices import QueuedNotice, SqlNotices
from storage.outbox.reach import persons_in, reach
from storage.outbox.show_again import show_again
from storage.outbox.withdrawing import withdraw_beyond_roles, withdraw_of_subjects

_OF_NOTICE = delivery.c.notice_id == bindparam("notice")
# Built once: to build a statement takes longer than SQLite needs for it.
_TOWNS_GROUPS = select(group_chat.c.id, group_chat.c.line_id).where(
    group_chat.c.town_id == bindparam("town"), group_chat.c.active, group_chat.c.reader == bindparam("readers")
)
_GROUP = select(group_chat.c.id, group_chat.c.line_id).where(group_chat.c.id == bindparam("which"), group_chat.c.active)
_BRING_UP_TO_DATE = (
    update(delivery)
    .where(_OF_NOTICE, delivery.c.state == "delivered")
    .values(state="queued", due_at=bindparam("now", type_=UtcMilliseconds()))
)
_BUT_SIGNAL = _BRING_UP_TO_DATE.where(delivery.c.line_id.not_in(select(line.c.id).where(line.c.transport == "signal")))
_HASTEN = (
    update(delivery)
    .where(_OF_NOTICE, delivery.c.lane > bindparam("new_lane", type_=delivery.c.lane.type))
    .values(lane=bindparam("new_lane", type_=delivery.c.lane.type))
)
_WHO_HAS_IT = select(delivery.c.contact_id).where(_OF_NOTICE)
_KEEP_ONLY = (
    update(delivery)
    .where(
        _OF_NOTICE,
        delivery.c.contact_id.not_in(bindparam("contacts", expanding=True)),
        delivery.c.state.in_(("queued", "delivered")),
    )
    .values(state="withdrawn")
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
            await queueing.insert(self._session, row, recipients.persons(person_ids), now)

    async def broadcast(self, notice: Notice, audience: Audience, now: datetime) -> int:
        """Post it to everybody the audience holds, by one INSERT..SELECT; return how many."""
        row = await self._notices.add(notice, now)
        return await queueing.insert(self._session, row, recipients.chosen(audience), now)

    async def to_line(self, notice: Notice, line_id: int, now: datetime) -> int:
        """Post it to everybody who would be told on this line; return how many."""
        row = await self._notices.add(notice, now)
        return await queueing.insert(self._session, row, recipients.on_line(line_id), now)

    async def to_groups(self, notice: Notice, town_id: int, now: datetime, *, responders: bool = False) -> int:
        """Post it once in each of the town's groups for these readers; return in how many."""
        reader = GroupReader.RESPONDERS if responders else GroupReader.COMMUNITY
        given = {"town": town_id, "readers": reader.value}
        groups = (await (await self._session.connection()).execute(_TOWNS_GROUPS, given)).all()
        if not groups:
            return 0
        return await queueing.insert_in_groups(self._session, await self._notices.add(notice, now), groups, now)

    async def to_group(self, notice: Notice, group_id: int, now: datetime) -> None:
        """Post it in this group; nothing where the bot cannot post there any more."""
        groups = (await (await self._session.connection()).execute(_GROUP, {"which": group_id})).all()
        if groups:
            await queueing.insert_in_groups(self._session, await self._notices.add(notice, now), groups, now)

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
        whom = recipients.told(notice.kind, subject_ids, reader, but)
        return await queueing.insert(self._session, row, whom, now)

    async def to_told_groups(self, notice: Notice, subject_ids: Sequence[int], now: datetime) -> int:
        """Post it in every group that saw the alert; return in how many."""
        row = await self._notices.add(notice, now)
        saw = recipients.told_groups(notice.kind is Kind.CORRECTION)
        groups = await (await self._session.connection()).execute(saw, {"subjects": list(subject_ids)})
        return await queueing.insert_in_groups(self._session, row, groups.all(), now)

    async def told_persons(self, subject_ids: Sequence[int]) -> frozenset[int]:
        """Return who was told of these subjects, and who will be."""
        return await told_people.told_persons(self._session, subject_ids)

    async def told_of(self, person_id: int) -> frozenset[int]:
        """Return the subjects of whose alert this person was told, or will be, that are open or were merged."""
        return await told_people.told_of(self._session, person_id)

    async def revise(
        self, notice_id: int, notice: Notice, contact_ids: Sequence[int], now: datetime, *, major: bool
    ) -> None:
        """Let a card say something new; edits coalesce, as only the newest version is ever shown."""
        row = await self._notices.rewrite(notice_id, notice, major=major)
        if row is None:
            # It was purged.
            return
        connection = await self._session.connection()
        await connection.execute(_BRING_UP_TO_DATE if major else _BUT_SIGNAL, {"notice": notice_id, "now": now})
        # A lead that somebody vouched for meanwhile waits behind nothing any more.
        await connection.execute(_HASTEN, {"notice": notice_id, "new_lane": row.lane})
        known = set((await connection.execute(_WHO_HAS_IT, {"notice": notice_id})).scalars())
        await self._deliver(row, [contact_id for contact_id in contact_ids if contact_id not in known], now)

    async def keep_only(self, notice_id: int, contact_ids: Sequence[int]) -> None:
        """Show nothing new of a card to who is not at its desk (any more)."""
        given = {"notice": notice_id, "contacts": list(contact_ids)}
        await (await self._session.connection()).execute(_KEEP_ONLY, given)

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
        return await told_people.counts(self._session, subject_ids, since)

    async def reach(self, audience: Audience) -> Reach:
        """Count whom an alert to this audience reaches, by transport, and who is left out."""
        return await reach(self._session, audience)

    async def persons_in(self, audience: Audience) -> frozenset[int]:
        """Return whom a broadcast to this audience would reach now."""
        return await persons_in(self._session, audience)

    async def tapped(self, token: str, contact_id: int) -> Asked | None:
        """Return the notice of a button, if it was sent to this contact."""
        return self._notices.asked(await notice_lookup.tapped(self._session, token, contact_id))

    async def by_number(self, contact_id: int, number: int) -> tuple[Asked, str] | None:
        """Return the newest question of this contact's that had this number."""
        row = await notice_lookup.numbered(self._session, contact_id, number)
        notice = self._notices.asked(row)
        return (notice, row.action) if notice else None

    async def by_ref(self, contact_id: int, ref: str) -> Asked | None:
        """Return the notice behind a message that is quoted or reacted to; its edit to "closed" has no choices."""
        return self._notices.asked(await notice_lookup.quoted(self._session, contact_id, ref))

    async def latest_asked(self, contact_id: int, since: datetime) -> Asked | None:
        """Return the newest notice with choices that this contact was sent since then."""
        return self._notices.asked(await notice_lookup.latest(self._session, contact_id, since))

    async def open_questions(self, contact_id: int, since: datetime) -> list[Asked]:
        """Return notices with choices that this contact was sent since then, of subjects not over, the newest first."""
        found = [self._notices.asked(row) for row in await notice_lookup.open_(self._session, contact_id, since)]
        return [asked for asked in found if asked is not None]

    async def sent_to(self, notice_id: int, contact_id: int) -> Asked | None:
        """Return this notice as it is now; None where it was not sent to this contact."""
        return self._notices.asked(await notice_lookup.sent(self._session, notice_id, contact_id))

    async def _deliver(self, notice: QueuedNotice, contact_ids: Sequence[int], now: datetime) -> None:
        if contact_ids:
            await queueing.insert_contacts(self._session, notice, contact_ids, now)
