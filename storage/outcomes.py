"""What became of what the courier sent, written back in batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import bindparam, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.notices import Kind
from storage import core_tables as t
from storage.claimed import Claimed, Habits
from storage.group_moves import move_group
from storage.ids import new_id
from storage.rerouting import reroute
from storage.vault import Vault

CARD_DELAY = timedelta(seconds=1)
"""The desk's card follows the counts in steps of this, not with every single delivery."""
Versions: TypeAlias = dict[int, tuple[int, int]]
"""The newest version and major of notices, by id."""
_COUNTED = frozenset({Kind.ALERT, Kind.UPDATE, Kind.CLOSING})


# Built once: to build a statement takes longer than SQLite needs for it.
_NEWEST = (
    select(t.notice.c.id, t.notice.c.version, t.notice.c.major)
    .where(t.notice.c.id.in_(bindparam("ids", expanding=True)))
    .with_for_update()
)
_STANDING = select(t.deadline.c.subject_id).where(
    t.deadline.c.kind == "card",
    t.deadline.c.state == "pending",
    t.deadline.c.subject_id.in_(bindparam("incidents", expanding=True)),
)
_SHOWN_FIRST = (
    update(t.delivery)
    .where(t.delivery.c.id == bindparam("of"), t.delivery.c.state == "sending", t.delivery.c.boot == bindparam("run"))
    .values(
        boot=None,
        state=bindparam("next_state"),
        due_at=bindparam("next_due"),
        shown=bindparam("version"),
        shown_major=bindparam("major"),
        sent_at=bindparam("now"),
        begun_at=bindparam("now"),
        ref=bindparam("new_ref"),
        first_ref=bindparam("new_ref"),
        edits=0,
        attempts=0,
        failure=None,
    )
)


class Fate(StrEnum):
    """What becomes of a delivery after a try."""

    SHOWN = "shown"
    """The person sees this version."""
    AGAIN = "again"
    """It goes back into the queue until `due_at`."""
    ANEW = "anew"
    """The message to edit is gone: the next try sends a new one."""
    UNSURE = "unsure"
    """It may have arrived and is not sent again."""
    FAILED = "failed"
    """It will never arrive."""
    RELEASED = "released"
    """It was claimed and never tried."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What to write down about one claimed delivery. Times are aware UTC."""

    claimed: Claimed
    fate: Fate
    ref: str = ""
    """SHOWN: the platform's newest ref; empty: the one before stays."""
    due_at: datetime | None = None
    """When to try again; None: at once."""
    repeat: bool = False
    """This try may have arrived."""
    failure: str = ""
    """Why not, in our words."""
    unreachable: bool = False
    """Nothing reaches this chat any more: whatever else waits for it fails too."""
    elsewhere: bool = False
    """Only this message: it goes to its person on another line, if they have one."""
    moved_to: str = ""
    """The group's new address."""
    chat_until: datetime | None = None
    """Nothing goes to this chat before."""
    line_until: datetime | None = None
    """Nothing goes out on the whole line before; kept over a restart."""


async def record(
    session: AsyncSession,
    vault: Vault,
    verdicts: Sequence[Verdict],
    now: datetime,
    *,
    line_id: int,
    boot: str,
    habits: Habits,
) -> None:
    """Write these verdicts down. A delivery that this run no longer holds is left as it is."""
    versions = await _versions(session, [verdict.claimed.notice_id for verdict in verdicts])
    touched: set[int] = set()
    first = [verdict for verdict in verdicts if verdict.fate is Fate.SHOWN and not verdict.claimed.edit]
    if first:
        # Nearly all of a broadcast, in one statement.
        rows = [_shown_first(verdict, versions, habits, now) | {"run": boot} for verdict in first]
        if (await _run(session, _SHOWN_FIRST, rows)).rowcount:
            touched = touched.union(*map(_incident, first))
    for verdict in verdicts:
        if verdict.fate is not Fate.SHOWN or verdict.claimed.edit:
            touched |= await _singly(session, vault, verdict, versions, habits=habits, boot=boot, now=now)
    until = max((v.line_until for v in verdicts if v.line_until is not None), default=None)
    if until is not None:
        await pause_line(session, line_id, until)
    await _cards(session, touched, now)


async def _singly(
    session: AsyncSession,
    vault: Vault,
    verdict: Verdict,
    versions: Versions,
    *,
    habits: Habits,
    boot: str,
    now: datetime,
) -> set[int]:
    """The incidents whose counts change by this one."""
    one = update(t.delivery).where(
        t.delivery.c.id == verdict.claimed.delivery_id,
        t.delivery.c.state == "sending",
        t.delivery.c.boot == boot,
    )
    newest = versions.get(verdict.claimed.notice_id)
    held = await _run(session, one.values(boot=None, **_changes(verdict, newest, habits, now)))
    touched = _incident(verdict) if held.rowcount else set()
    return touched | await _chat(session, vault, verdict, now)


async def pause_line(session: AsyncSession, line_id: int, until: datetime) -> None:
    """Keep the line still until then; a longer pause that stands already stays."""
    line = t.line.c
    shorter = or_(line.paused_until.is_(None), line.paused_until < until)
    await _run(session, update(t.line).where(line.id == line_id, shorter).values(paused_until=until))


def _changes(verdict: Verdict, newest: tuple[int, int] | None, habits: Habits, now: datetime) -> dict[str, Any]:
    attempts = t.delivery.c.attempts + 1
    match verdict.fate:
        case Fate.SHOWN:
            return _edited(verdict, newest, habits, now)
        case Fate.AGAIN:
            again: dict[str, Any] = {"state": "queued", "due_at": verdict.due_at or now, "attempts": attempts}
            if verdict.repeat:
                again |= {"repeat": True, "unsure": t.delivery.c.unsure + 1}
            return again
        case Fate.ANEW:
            return {"state": "queued", "due_at": now, "attempts": attempts, "ref": None, "shown_major": 0}
        case Fate.UNSURE:
            return {"state": "unknown", "attempts": attempts, "sent_at": now}
        case Fate.FAILED:
            return {"state": "failed", "attempts": attempts, "failure": verdict.failure}
        case Fate.RELEASED:
            return {"state": "queued", "due_at": verdict.due_at or now}


def _shown_first(verdict: Verdict, versions: Versions, habits: Habits, now: datetime) -> dict[str, Any]:
    """What _SHOWN_FIRST takes: a new message is there."""
    claimed = verdict.claimed
    return {
        "of": claimed.delivery_id,
        "next_state": _next_state(claimed, versions.get(claimed.notice_id), habits),
        # Also where nothing waits: the next revision finds the moment from which it may be shown.
        "next_due": now + habits.apart,
        "version": claimed.version,
        "major": claimed.major,
        "now": now,
        "new_ref": verdict.ref,
    }


def _edited(verdict: Verdict, newest: tuple[int, int] | None, habits: Habits, now: datetime) -> dict[str, Any]:
    claimed = verdict.claimed
    changes: dict[str, Any] = {
        "state": _next_state(claimed, newest, habits),
        "due_at": now + habits.apart,
        "shown": claimed.version,
        "shown_major": claimed.major,
        "sent_at": now,
        "attempts": 0,
        "failure": None,
        "edits": t.delivery.c.edits + 1,
    }
    return changes | ({"ref": verdict.ref} if verdict.ref else {})


def _next_state(claimed: Claimed, newest: tuple[int, int] | None, habits: Habits) -> str:
    """Delivered, unless there is something newer to show."""
    version, major = newest or (claimed.version, claimed.major)
    more = major > claimed.major if habits.major_only else version > claimed.version
    return "queued" if more else "delivered"


async def _versions(session: AsyncSession, notice_ids: Sequence[int]) -> Versions:
    """The newest version of each; locked where the database knows row locks, against a revision meanwhile."""
    found = await _run(session, _NEWEST, {"ids": list(set(notice_ids))})
    return {row.id: (row.version, row.major) for row in found}


async def _chat(session: AsyncSession, vault: Vault, verdict: Verdict, now: datetime) -> set[int]:
    """What the try taught about its chat; the incidents whose counts change by it."""
    claimed = verdict.claimed
    if verdict.moved_to and claimed.group_id is not None:
        await move_group(session, vault, claimed.group_id, verdict.moved_to)
    if verdict.elsewhere and claimed.contact_id is not None:
        await reroute(session, claimed.contact_id, now)
    if verdict.chat_until is None and not verdict.unreachable:
        return set()
    waiting = update(t.delivery).where(t.delivery.c.state == "queued", _same_chat(claimed))
    if verdict.chat_until is not None:
        until = verdict.chat_until
        await _run(session, waiting.where(t.delivery.c.due_at < until).values(due_at=until))
    if not verdict.unreachable:
        return set()
    incidents = await _waiting_incidents(session, claimed)
    await _run(session, waiting.values(state="failed", failure=verdict.failure))
    if claimed.contact_id is not None:
        await _run(session, update(t.contact).where(t.contact.c.id == claimed.contact_id).values(reachable=False))
        await reroute(session, claimed.contact_id, now)
    else:
        await _run(session, update(t.group_chat).where(t.group_chat.c.id == claimed.group_id).values(active=False))
    return incidents


def _same_chat(claimed: Claimed) -> Any:
    if claimed.contact_id is not None:
        return t.delivery.c.contact_id == claimed.contact_id
    return t.delivery.c.group_id == claimed.group_id


async def _waiting_incidents(session: AsyncSession, claimed: Claimed) -> set[int]:
    asking = (
        select(t.notice.c.incident_id)
        .distinct()
        .join(t.delivery, t.delivery.c.notice_id == t.notice.c.id)
        .where(
            t.delivery.c.state == "queued",
            _same_chat(claimed),
            t.notice.c.incident_id.is_not(None),
            t.notice.c.kind.in_([kind.value for kind in _COUNTED]),
        )
    )
    return {incident_id for (incident_id,) in await _run(session, asking)}


def _incident(verdict: Verdict) -> set[int]:
    notice = verdict.claimed.notice
    # What waits before and after the try is the same in the counts: ten minutes without a platform change no card.
    waits = verdict.fate is Fate.RELEASED or (verdict.fate is Fate.AGAIN and not verdict.repeat)
    counted = notice.kind in _COUNTED and not waits
    return {notice.incident_id} if counted and notice.incident_id is not None else set()


async def _cards(session: AsyncSession, incident_ids: set[int], now: datetime) -> None:
    """Let the desk's cards follow, one deadline for each incident however many deliveries ended."""
    if not incident_ids:
        return
    standing = await _run(session, _STANDING, {"incidents": list(incident_ids)})
    missing = incident_ids - {subject for (subject,) in standing}
    rows = [
        {
            "id": new_id(),
            "kind": "card",
            "subject_id": subject,
            "due_at": now + CARD_DELAY,
            "state": "pending",
            "attempts": 0,
        }
        for subject in sorted(missing)
    ]
    if rows:
        await _run(session, insert(t.deadline).values(rows))


async def _run(session: AsyncSession, statement: Any, values: Any = None) -> Any:
    return await (await session.connection()).execute(statement, values)
