"""The desk's cards follow what became of deliveries: one deadline for each subject, however many of them ended."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, case, exists, func, insert, literal, select

from alerts.notices import Kind
from alerts.work.card_refresh import REFRESH
from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.core.moments import milliseconds
from storage.database.batch import Batch
from storage.outbox.claimed import CARD_PAUSE

CARD_DELAY = timedelta(seconds=1)
"""The desk's card follows the counts so much later, not with every single delivery; see CARD_PAUSE too."""
COUNTED = frozenset({Kind.ALERT, Kind.UPDATE, Kind.CORRECTION, Kind.CLOSING})
"""Kinds of notices of which a card counts how many got them."""


# Built once: to build a statement takes longer than SQLite needs for it.
_CARD_COLUMNS = ("id", "kind", "subject_id", "due_at", "state", "attempts")
_SUBJECT: Any = bindparam("subject", type_=BigInteger)
_card = t.deadline.alias("card").c
_DUE: Any = bindparam("due", type_=BigInteger)
# It is shown in steps of CARD_PAUSE: to make it anew in between would cost twenty statements that nobody sees.
_STEP = (
    select(func.max(_card.fired_at, type_=BigInteger) + CARD_PAUSE // timedelta(milliseconds=1))
    .where(_card.kind == REFRESH.name, _card.subject_id == _SUBJECT, _card.state == "fired")
    .scalar_subquery()
)
_CARD = Batch(
    insert(t.deadline).from_select(
        _CARD_COLUMNS,
        select(
            bindparam("number", type_=BigInteger),
            literal(REFRESH.name),
            _SUBJECT,
            case((_STEP > _DUE, _STEP), else_=_DUE),
            literal("pending"),
            literal(0),
        ).where(
            ~exists().where(
                t.deadline.c.kind == REFRESH.name, t.deadline.c.state == "pending", t.deadline.c.subject_id == _SUBJECT
            )
        ),
        include_defaults=False,
    )
)


def waiting_subjects(connection: Connection, *which: Any) -> set[int]:
    """Find the subjects whose cards count those of these deliveries that wait."""
    asking = (
        select(t.notice.c.subject_id)
        .distinct()
        .join(t.delivery, t.delivery.c.notice_id == t.notice.c.id)
        .where(
            t.delivery.c.state == "queued",
            *which,
            t.notice.c.subject_id.is_not(None),
            t.notice.c.kind.in_([kind.value for kind in COUNTED]),
        )
    )
    return {subject_id for (subject_id,) in connection.execute(asking)}


def refresh_cards(connection: Connection, subject_ids: set[int], now: datetime) -> bool:
    """Let the desk's cards follow, one deadline for each subject however many deliveries ended.

    Return whether one was set that did not stand already.
    """
    if not subject_ids:
        return False
    rows = [{"subject": subject_id, "number": new_id()} for subject_id in sorted(subject_ids)]
    # A driver that does not count what many rows changed says -1.
    return bool(_CARD.run(connection, {"due": milliseconds(now + CARD_DELAY)}, rows))
