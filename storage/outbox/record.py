"""What became of what the courier sent, written down in batches."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    bindparam,
    case,
    or_,
    select,
    update,
)

from storage.core import core_tables as t
from storage.core.moments import milliseconds
from storage.database.batch import Batch
from storage.encryption.vault import Vault
from storage.outbox.card_refreshes import COUNTED, refresh_cards, waiting_subjects
from storage.outbox.claimed import Claimed, PlatformTraits
from storage.outbox.delivery_fate import Fate, Verdict
from storage.outbox.move_group import move_group
from storage.outbox.rerouting import reroute
from storage.outbox.sent_documents import forget_sent_documents

_AT: Any = bindparam("now", type_=BigInteger)


def _next_state(habits: PlatformTraits, version: Any, major: Any) -> Any:
    """Say in SQL: delivered, unless there is something newer to show. All who write wait for each other."""
    column, shown = (t.notice.c.major, major) if habits.major_only else (t.notice.c.version, version)
    newest = select(column).where(t.notice.c.id == t.delivery.c.notice_id).scalar_subquery()
    return case((newest > shown, "queued"), else_="delivered")


@lru_cache
def _shown_first(habits: PlatformTraits) -> Batch:
    """Make the statement for new messages that were shown."""
    version, major = bindparam("version", type_=Integer), bindparam("major", type_=Integer)
    held = t.delivery.c.state == "sending", t.delivery.c.boot == bindparam("run")
    return Batch(
        update(t.delivery)
        .where(t.delivery.c.id == bindparam("of"), *held)
        .values(
            boot=None,
            state=_next_state(habits, version, major),
            # Also where nothing waits: the next revision finds the moment from which it may be shown.
            due_at=bindparam("next_due", type_=BigInteger),
            shown=version,
            shown_major=major,
            sent_at=_AT,
            begun_at=_AT,
            ref=bindparam("new_ref"),
            first_ref=bindparam("new_ref"),
            edits=0,
            attempts=0,
            failure=None,
        )
    )


def record(
    connection: Connection,
    vault: Vault,
    verdicts: Sequence[Verdict],
    now: datetime,
    *,
    line_id: int,
    boot: str,
    habits: PlatformTraits,
) -> bool:
    """Write these verdicts down; return whether that set a deadline.

    A delivery that this run no longer holds is left as it is.
    """
    touched: set[int] = set()
    first = [verdict for verdict in verdicts if verdict.fate is Fate.SHOWN and not verdict.claimed.edit]
    if first:
        # Nearly all of a broadcast, in one statement.
        shared = {"run": boot, "now": milliseconds(now), "next_due": milliseconds(now + habits.apart)}
        if _shown_first(habits).run(connection, shared, [_values(verdict) for verdict in first]):
            touched = touched.union(*map(_counted_subject, first))
    for verdict in verdicts:
        if verdict.fate is not Fate.SHOWN or verdict.claimed.edit:
            touched |= _record_one(connection, vault, verdict, habits=habits, boot=boot, now=now)
    until = max((v.line_until for v in verdicts if v.line_until is not None), default=None)
    if until is not None:
        pause_line(connection, line_id, until)
    forget_sent_documents(connection, vault, verdicts)
    return refresh_cards(connection, touched, now)


def _record_one(
    connection: Connection,
    vault: Vault,
    verdict: Verdict,
    *,
    habits: PlatformTraits,
    boot: str,
    now: datetime,
) -> set[int]:
    """Write one verdict down; return the subjects whose counts change by it."""
    one = update(t.delivery).where(
        t.delivery.c.id == verdict.claimed.delivery_id,
        t.delivery.c.state == "sending",
        t.delivery.c.boot == boot,
    )
    held = connection.execute(one.values(boot=None, **_changes(verdict, habits, now)))
    touched = _counted_subject(verdict) if held.rowcount else set()
    return touched | _apply_to_chat(connection, vault, verdict, now)


def pause_line(connection: Connection, line_id: int, until: datetime) -> None:
    """Keep the line still until then; a longer pause that stands already stays."""
    line = t.line.c
    shorter = or_(line.paused_until.is_(None), line.paused_until < until)
    connection.execute(update(t.line).where(line.id == line_id, shorter).values(paused_until=until))


def _changes(verdict: Verdict, habits: PlatformTraits, now: datetime) -> dict[str, Any]:
    attempts = t.delivery.c.attempts + 1
    match verdict.fate:
        case Fate.SHOWN:
            return _edited(verdict, habits, now)
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


def _values(verdict: Verdict) -> dict[str, Any]:
    claimed = verdict.claimed
    return {
        "of": claimed.delivery_id,
        "version": claimed.version,
        "major": claimed.major,
        "new_ref": verdict.ref,
    }


def _edited(verdict: Verdict, habits: PlatformTraits, now: datetime) -> dict[str, Any]:
    claimed = verdict.claimed
    changes: dict[str, Any] = {
        "state": _next_state(habits, claimed.version, claimed.major),
        "due_at": now + habits.apart,
        "shown": claimed.version,
        "shown_major": claimed.major,
        "sent_at": now,
        "attempts": 0,
        "failure": None,
        "edits": t.delivery.c.edits + 1,
    }
    return changes | ({"ref": verdict.ref} if verdict.ref else {})


def _apply_to_chat(connection: Connection, vault: Vault, verdict: Verdict, now: datetime) -> set[int]:
    """Apply what a try taught about its chat; return the subjects whose counts change by it."""
    claimed = verdict.claimed
    if verdict.moved_to and claimed.group_id is not None:
        move_group(connection, vault, claimed.group_id, verdict.moved_to)
    if verdict.elsewhere and claimed.contact_id is not None:
        reroute(connection, claimed.contact_id, now)
    if verdict.chat_until is None and not verdict.unreachable:
        return set()
    waiting = update(t.delivery).where(t.delivery.c.state == "queued", _same_chat(claimed))
    if verdict.chat_until is not None:
        until = verdict.chat_until
        connection.execute(waiting.where(t.delivery.c.due_at < until).values(due_at=until))
    if not verdict.unreachable:
        return set()
    subjects = waiting_subjects(connection, _same_chat(claimed))
    connection.execute(waiting.values(state="failed", failure=verdict.failure))
    if claimed.contact_id is not None:
        connection.execute(update(t.contact).where(t.contact.c.id == claimed.contact_id).values(reachable=False))
        reroute(connection, claimed.contact_id, now)
    else:
        connection.execute(update(t.group_chat).where(t.group_chat.c.id == claimed.group_id).values(active=False))
    return subjects


def _same_chat(claimed: Claimed) -> Any:
    if claimed.contact_id is not None:
        return t.delivery.c.contact_id == claimed.contact_id
    return t.delivery.c.group_id == claimed.group_id


def _counted_subject(verdict: Verdict) -> set[int]:
    notice = verdict.claimed.notice
    # What waits before and after the try is the same in the counts: ten minutes without a platform change no card.
    waits = verdict.fate is Fate.RELEASED or (verdict.fate is Fate.AGAIN and not verdict.repeat)
    counted = notice.kind in COUNTED and not waits
    return {notice.subject_id} if counted and notice.subject_id is not None else set()
