"""What the program's database says of a round, read once it is at rest; and the deadlines of the next round."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from alerts.incidents import desk
from alerts.incidents.deadlines import ALERT_EXPIRES
from alerts.incidents.incident import State
from alerts.incidents.ports import INCIDENTS
from alerts.lines.deaf_windows import ASKED, TOLD
from alerts.network.town import Network
from alerts.places.place import Place
from bot.crash.evidence import SIGNAL, DeafTime
from storage.core import core_tables as t
from storage.core.line_tables import DeafRow
from storage.incidents.tables import report
from storage.unit_of_work import UnitOfWorkFactory

"""The kind of deadline that is planted: its effect is one message to the desk, and the next one in two hours."""
DEADLINES = 5
"""How many planted deadlines pass in a round."""
FIRST, LAST = 0.3, 3.0
"""Seconds from the begin of a round between which the planted deadlines pass."""


_WINDOWS = select(col(DeafRow.since), col(DeafRow.until))


@dataclass(frozen=True, kw_only=True)
class PlantedDeadline:
    """One incident whose alert expires in the next round."""

    incident_id: int
    number: int
    due_at: datetime
    """Aware UTC."""


@dataclass(frozen=True, kw_only=True)
class RecordedFacts:
    """What the program recorded since a moment."""

    words: tuple[str, ...]
    """The words of every report."""
    inbox: tuple[str, ...]
    """Every message that was committed, as it is kept."""
    fired: dict[int, int]
    """By incident: how many planted deadlines fired."""
    windows: tuple[DeafTime, ...]
    """Deaf times that end after that moment."""
    told_later: bool
    """Whether the desk will be told within a quarter of an hour of what came after the first of them."""
    claimed: dict[str, int]
    """By line: how many new messages killed runs had marked as being sent, of each run."""


@dataclass(frozen=True)
class DatabaseFacts:
    """A reader of the program's database, which also prepares it for the next round."""

    work: UnitOfWorkFactory
    network: Network

    async def open_work(self, now: datetime) -> int:
        """Count what the program still has to do: messages to answer and to send, deadlines that have passed."""
        d = t.delivery.c
        asking = (
            select(func.count()).where(t.inbox.c.state == "waiting"),
            select(func.count()).select_from(t.envelope),
            select(func.count()).where(d.state.in_(("queued", "sending")), d.ref.is_(None)),
            select(func.count()).where(t.deadline.c.state == "pending", t.deadline.c.due_at <= now),
        )
        async with self.work.look() as uow:
            connection = await uow.session.connection()
            return sum([(await connection.execute(one)).scalar_one() for one in asking])

    async def gap_is_recorded(self, kill: datetime) -> bool:
        """Tell whether a deaf time that this kill fell into is recorded."""
        covering = select(func.count()).where(col(DeafRow.since) <= kill, col(DeafRow.until) >= kill)
        async with self.work.look() as uow:
            return bool((await (await uow.session.connection()).execute(covering)).scalar_one())

    async def gap_is_over(self, kill: datetime) -> bool:
        """Tell whether Signal was heard since this kill, so that what was missed before it is known."""
        heard = select(t.line.c.heard_at).where(t.line.c.transport == SIGNAL)
        async with self.work.look() as uow:
            heard_at = (await (await uow.session.connection()).execute(heard)).scalar_one_or_none()
        return heard_at is not None and heard_at > kill

    async def since(self, begun: datetime, planted: list[PlantedDeadline]) -> RecordedFacts:
        """Read what was recorded since a moment (aware UTC), and what became of these planted deadlines."""
        vault = self.work.store.vault
        r, i, d = report.c, t.inbox.c, t.deadline.c
        fired = select(d.subject_id, func.count()).where(
            d.kind == ALERT_EXPIRES.name, d.state == "fired", d.subject_id.in_([one.incident_id for one in planted])
        )
        claimed = (
            select(t.line.c.transport, func.sum(t.delivery.c.unsure))
            .join(t.delivery, t.delivery.c.line_id == t.line.c.id)
            .join(t.notice, t.notice.c.id == t.delivery.c.notice_id)
            .where(t.delivery.c.unsure > 0, t.notice.c.created_at >= begun)
            .group_by(t.line.c.transport)
        )
        async with self.work.look() as uow:
            connection = await uow.session.connection()
            reports = await connection.execute(select(r.id, r.words).where(r.received_at >= begun))
            inbox = await connection.execute(select(i.id, i.body).where(i.received_at >= begun))
            windows = await connection.execute(_WINDOWS.where(col(DeafRow.until) >= begun))
            return RecordedFacts(
                words=tuple(vault.open("report", "words", row.id, row.words) for row in reports if row.words),
                inbox=tuple(str(vault.open_json("inbox", "body", row.id, row.body)) for row in inbox if row.body),
                fired={
                    subject: int(times) for subject, times in await connection.execute(fired.group_by(d.subject_id))
                },
                windows=tuple(DeafTime(since=since, until=until) for since, until in windows),
                told_later=bool(await uow.deadlines.standing(TOLD)),
                claimed={line: int(marks) for line, marks in await connection.execute(claimed)},
            )

    async def prepare_next_round(self, now: datetime, dice: random.Random) -> list[PlantedDeadline]:
        """Close every open incident, and plant those whose alerts expire in the next round."""
        planted = []
        async with self.work.begin() as uow:
            for told in (TOLD, ASKED):
                # Each round is its first: whatever is deaf in it must be told at once.
                for id_ in await uow.deadlines.standing(told):
                    await uow.deadlines.call_off(id_, told)
            for incident, _ in await INCIDENTS(uow).standing(None):
                await desk.rest(uow, incident)
                await uow.deadlines.call_off(incident.id, ALERT_EXPIRES)
                await INCIDENTS(uow).change(incident, state=State.CLOSED, closed_at=now)
            town_id = self.network.towns[0].id
            for _ in range(DEADLINES):
                fresh = await INCIDENTS(uow).open_new(town_id=town_id, place=Place(), observed_at=now, now=now)
                await INCIDENTS(uow).change(fresh, state=State.CONFIRMED, confirmed_at=now)
                due_at = now + timedelta(seconds=dice.uniform(FIRST, LAST))
                await uow.deadlines.set(ALERT_EXPIRES, fresh.id, due_at)
                planted.append(PlantedDeadline(incident_id=fresh.id, number=fresh.number, due_at=due_at))
        return planted


def occurrences(token: str, texts: tuple[str, ...]) -> int:
    """Count how often the token stands in these texts."""
    return sum(text.count(token) for text in texts)
