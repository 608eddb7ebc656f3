"""What became of what the courier sent, written down in batches."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Update,
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
_NEXT_DUE: Any = bindparam("next_due", type_=BigInteger)
_VERSION: Any = bindparam("version", type_=Integer)
_MAJOR: Any = bindparam("major", type_=Integer)
# Of its own delivery a verdict speaks only while this run is sending it.
_HELD = (
    update(t.delivery)
    .where(t.delivery.c.id == bindparam("of"), t.delivery.c.state == "sending", t.delivery.c.boot == bindparam("run"))
    .values(boot=None)
)


def _next_state(major_only: bool) -> Any:
    """Say in SQL: delivered, unless there is something newer to show. All who write wait for each other."""
    column, shown = (t.notice.c.major, _MAJOR) if major_only else (t.notice.c.version, _VERSION)
    newest = select(column).where(t.notice.c.id == t.delivery.c.notice_id).scalar_subquery()
    return case((newest > shown, "queued"), else_="delivered")


# Built once: to build a statement takes longer than SQLite needs for it.
@cache
def _shown_first(major_only: bool) -> Batch:
    """Make the statement for new messages that were shown."""
    return Batch(
        _HELD.values(
            state=_next_state(major_only),
            # Also where nothing waits: the next revision finds the moment from which it may be shown.
            due_at=_NEXT_DUE,
            shown=_VERSION,
            shown_major=_MAJOR,
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
        if _shown_first(habits.major_only).run(connection, shared, [_values(verdict) for verdict in first]):
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
    next_due = now + habits.apart if verdict.fate is Fate.SHOWN else verdict.due_at or now
    values = _values(verdict) | {"run": boot, "now": milliseconds(now), "next_due": milliseconds(next_due)}
    recording = _recording(verdict.fate, verdict.repeat, habits.major_only, bool(verdict.ref))
    held = connection.execute(recording, values | {"why": verdict.failure})
    touched = _counted_subject(verdict) if held.rowcount else set()
    return touched | _apply_to_chat(connection, vault, verdict, now)


def pause_line(connection: Connection, line_id: int, until: datetime) -> None:
    """Keep the line still until then; a longer pause that stands already stays."""
    line = t.line.c
    shorter = or_(line.paused_until.is_(None), line.paused_until < until)
    connection.execute(update(t.line).where(line.id == line_id, shorter).values(paused_until=until))


@cache
def _recording(fate: Fate, repeat: bool, major_only: bool, has_ref: bool) -> Update:
    """Make the statement for one verdict. `has_ref`: it names a new ref of what was edited."""
    return _HELD.values(**_changes(fate, repeat, major_only, has_ref))


def _changes(fate: Fate, repeat: bool, major_only: bool, has_ref: bool) -> dict[str, Any]:
    attempts = t.delivery.c.attempts + 1
    match fate:
        case Fate.SHOWN:
            return _edited(major_only, has_ref)
        case Fate.AGAIN:
            again: dict[str, Any] = {"state": "queued", "due_at": _NEXT_DUE, "attempts": attempts}
            if repeat:
                again |= {"repeat": True, "unsure": t.delivery.c.unsure + 1}
            return again
        case Fate.ANEW:
            return {"state": "queued", "due_at": _AT, "attempts": attempts, "ref": None, "shown_major": 0}
        case Fate.UNSURE:
            return {"state": "unknown", "attempts": attempts, "sent_at": _AT}
        case Fate.FAILED:
            return {"state": "failed", "attempts": attempts, "failure": bindparam("why")}
        case Fate.RELEASED:
            return {"state": "queued", "due_at": _NEXT_DUE}


def _values(verdict: Verdict) -> dict[str, Any]:
    claimed = verdict.claimed
    return {
        "of": claimed.delivery_id,
        "version": claimed.version,
        "major": claimed.major,
        "new_ref": verdict.ref,
    }


def _edited(major_only: bool, has_ref: bool) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "state": _next_state(major_only),
        "due_at": _NEXT_DUE,
        "shown": _VERSION,
        "shown_major": _MAJOR,
        "sent_at": _AT,
        "attempts": 0,
        "failure": None,
        "edits": t.delivery.c.edits + 1,
    }
    return changes | ({"ref": bindparam("new_ref")} if has_ref else {})


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
