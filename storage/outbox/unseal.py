"""Claimed rows become messages to render: contents opened, choices numbered, references found."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Select, bindparam, or_, select, update

from alerts.notices import Choice, Kind, Lane, Notice
from storage.core import core_tables as t
from storage.core.moments import moment
from storage.encryption.vault import Vault, VaultError
from storage.outbox.claimed import Claimed, ClaimOrder, PlatformTraits
from storage.outbox.due_row import DueRow
from storage.outbox.notice_codec import load
from storage.outbox.reply_numbers import number_choices

log = structlog.get_logger()

PROMPTED = timedelta(seconds=60)
"""A reply to somebody who wrote this recently is an answer, which no line's pace holds back."""


def _alert(chat: Any) -> Select[Any]:
    """Query the ref of a chat's newest alert of a subject, or of one merged into it."""
    d, n, s = t.delivery, t.notice, t.subject
    merged = select(s.c.id).where(s.c.merged_into_id == bindparam("subject"))
    return (
        select(d.c.ref)
        .join(n, n.c.id == d.c.notice_id)
        .where(
            chat == bindparam("chat"),
            n.c.kind == Kind.ALERT.value,
            or_(n.c.subject_id == bindparam("subject"), n.c.subject_id.in_(merged)),
            d.c.ref.is_not(None),
        )
        .order_by(d.c.id.desc())
        .limit(1)
    )


# Built once: every update of a broadcast needs it.
_ALERT_OF_CONTACT, _ALERT_IN_GROUP = _alert(t.delivery.c.contact_id), _alert(t.delivery.c.group_id)


def unsealed(connection: Connection, vault: Vault, order: ClaimOrder, rows: Sequence[DueRow]) -> list[Claimed]:
    """Return the claimed deliveries, opened, in the same order; one that does not open fails alone."""
    notices: dict[int, Notice] = {}
    claimed = []
    for row in rows:
        try:
            if row.notice_id not in notices:
                notices[row.notice_id] = _notice(vault, row)
            chat = _address(vault, row)
        except (VaultError, ValueError, KeyError) as error:
            # Not raised: one damaged row would keep the whole line from sending.
            log.error("outbox.unreadable", delivery=row.id, error=type(error).__name__)
            _fail(connection, row.id)
            continue
        notice = notices[row.notice_id]
        numbers: tuple[tuple[int, Choice], ...] = ()
        if order.habits.numbered and row.contact_id is not None and notice.choices:
            numbers = number_choices(connection, row, notice, order)
        answers = _alert_ref(connection, row) if notice.refers else ""
        claimed.append(_claimed(row, order, notice, chat, numbers=numbers, answers=answers))
    return claimed


def _notice(vault: Vault, row: DueRow) -> Notice:
    if row.content is None:
        raise ValueError("no contents")
    return load(
        vault.open_json("notice", "content", row.notice_id, row.content),
        kind=row.kind,
        lane=row.lane,
        subject_id=row.subject_id,
        expires_at=moment(row.notice_expires_at),
        refers=row.refers,
        internal=bool(row.internal),
    )


def _address(vault: Vault, row: DueRow) -> str:
    if row.contact_id is not None and row.contact_address is not None:
        return vault.open("contact", "address", row.contact_id, row.contact_address)
    if row.group_id is not None and row.group_address is not None:
        return vault.open("group_chat", "address", row.group_id, row.group_address)
    raise ValueError("no address")


def _fail(connection: Connection, delivery_id: int) -> None:
    failing = update(t.delivery).where(t.delivery.c.id == delivery_id)
    connection.execute(failing.values(state="failed", failure="unreadable"))


def _alert_ref(connection: Connection, row: DueRow) -> str:
    """Return the ref of the same chat's alert of this subject, or of one merged into it; empty where there is none."""
    asking = _ALERT_IN_GROUP if row.contact_id is None else _ALERT_OF_CONTACT
    chat = row.group_id if row.contact_id is None else row.contact_id
    ref: str | None = connection.execute(asking, {"chat": chat, "subject": row.subject_id}).scalar_one_or_none()
    return ref or ""


def _claimed(
    row: DueRow,
    order: ClaimOrder,
    notice: Notice,
    chat: str,
    *,
    numbers: tuple[tuple[int, Choice], ...],
    answers: str,
) -> Claimed:
    return Claimed(
        delivery_id=row.id,
        notice_id=row.notice_id,
        version=row.version,
        major=row.major,
        token=row.token,
        notice=notice,
        lane=Lane(row.lane),
        chat=chat,
        contact_id=row.contact_id,
        group_id=row.group_id,
        language=row.language,
        prompted=bool(row.prompted),
        edit=row.ref if row.ref is not None and _editable(row, order) else "",
        answers=answers,
        repeat=row.repeat,
        attempts=row.attempts,
        unsure=row.unsure,
        numbers=numbers,
    )


def _editable(row: DueRow, order: ClaimOrder) -> bool:
    habits: PlatformTraits = order.habits
    begun = moment(row.begun_at or row.sent_at)
    young = habits.edit_age is None or begun is None or begun > order.now - habits.edit_age
    return bool(young and row.edits < habits.edits)
