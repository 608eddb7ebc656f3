"""A courier's exchanges with the outbox, each of them one transaction.

The first finds what an earlier run left; every other one records what became of things, and takes along what is next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from storage.database.line_leases import Hold, is_held
from storage.encryption.vault import Vault
from storage.outbox.claim import claim, next_due, paused_until, recent_posts, recover, requeue_lost
from storage.outbox.claimed import Claimed, ClaimOrder
from storage.outbox.delivery_fate import Verdict
from storage.outbox.record import record

_COUNTED = timedelta(minutes=1)
"""For so long a platform counts posts in a group."""


@dataclass(frozen=True, kw_only=True)
class Leftovers:
    """What an earlier run left on a line."""

    deliveries: int
    """So many it was sending; they are in the queue again."""
    paused_until: datetime | None
    """Until when the platform asked the whole line to wait; it may be past."""
    posts: list[tuple[int, datetime]]
    """Groups that got a post lately, and when: a platform counts these over a restart."""


@dataclass(frozen=True, kw_only=True)
class CourierExchange:
    """What a courier brings, and what it wants."""

    verdicts: Sequence[Verdict]
    hold: Hold | None
    """Of several instances only the one that has the line may claim; None: there are no others."""
    known: Sequence[int] | None
    """After an exchange whose answer got lost: the deliveries that it holds, and no others. Else None."""
    order: ClaimOrder


@dataclass(frozen=True, kw_only=True)
class ExchangeResult:
    """What a courier gets for it."""

    claimed: list[Claimed]
    next_due: datetime | None
    """The earliest moment at which something may go that was not claimed; None: nothing waits."""
    deadline_set: bool
    """What was recorded set a deadline: the desk's card is to follow."""


def exchange(connection: Connection, vault: Vault, given: CourierExchange) -> ExchangeResult:
    """Record what became of what was sent, then claim what is next."""
    order = given.order
    deadline_set = bool(given.verdicts) and record(
        connection,
        vault,
        given.verdicts,
        order.now,
        line_id=order.line_id,
        boot=order.boot,
        habits=order.habits,
    )
    if given.known is not None:
        requeue_lost(connection, order.line_id, order.boot, given.known)
    # What was sent is true whoever has the line now; what is next is only for who has it.
    ours = given.hold is None or is_held(connection, given.hold)
    claimed = claim(connection, vault, order) if ours and order.limit > 0 else []
    # A full order says that more may be due; only one that could not be filled is worth the question.
    full = 0 < order.limit <= len(claimed)
    return ExchangeResult(
        claimed=claimed,
        next_due=order.now if full else next_due(connection, order.line_id),
        deadline_set=deadline_set,
    )


def first_exchange(connection: Connection, line_id: int, now: datetime, boot: str, hold: Hold | None) -> Leftovers:
    """Put back into the queue what another run was sending; `hold`: see CourierExchange.

    Whoever froze between taking the line and here may wake when it is another's: what that one sends is not touched.
    """
    ours = hold is None or is_held(connection, hold)
    return Leftovers(
        deliveries=recover(connection, line_id, now, boot) if ours else 0,
        paused_until=paused_until(connection, line_id),
        posts=recent_posts(connection, line_id, now - _COUNTED),
    )
