"""The inbox: what arrived is kept (sealed) before the platform is told, and answered in order per person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.core.moments import UtcMilliseconds
from storage.encryption.address_index import address_index
from storage.encryption.vault import Vault, VaultError
from storage.inbox.insert_new import insert_all_new
from storage.inbox.ranks import Rank, ranks
from storage.inbox.unchanged_edits import changes_nothing

_earlier = t.inbox.alias("earlier")


def _of_persons(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Query each person's first message that waits, but for persons who are being answered."""
    i, e = t.inbox.c, _earlier.c
    before = or_(e.sent_at < i.sent_at, (e.sent_at == i.sent_at) & (e.id < i.id))
    ahead = exists().where(e.state == "waiting", e.sender_index == i.sender_index, before)
    busy = i.sender_index.in_(bindparam("busy", expanding=True))
    able = i.rank <= bindparam("lowest")
    columns = i.id, i.sender_index, i.rank, i.attempts, i.body
    return select(*columns).where(i.state == "waiting", able, ~busy, ~ahead, *conditions)


def _due(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Query so many of these that are due, in the order of answering: with thousands that wait the rest is not read."""
    i = t.inbox.c
    due = _of_persons(*conditions).where(i.due_at <= bindparam("now", type_=UtcMilliseconds()))
    return due.order_by(i.rank, i.sent_at, i.id).limit(bindparam("most"))


def _later(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Query when the next of these is due that is not yet."""
    i = t.inbox.c
    later = _of_persons(*conditions).where(i.due_at > bindparam("now", type_=UtcMilliseconds()))
    return later.with_only_columns(func.min(i.due_at))


# Of a line that was closed meanwhile nobody is in charge: whoever comes first answers what was kept of it.
_OF_LINES = or_(
    t.inbox.c.line_id.in_(bindparam("lines", expanding=True)),
    t.inbox.c.line_id.in_(select(t.line.c.id).where(t.line.c.closed_at.is_not(None))),
)
# Made once: they are asked for with every message.
_DUE, _DUE_OF = _due(), _due(_OF_LINES)
_LATER, _LATER_OF = _later(), _later(_OF_LINES)
_MOVE_OFFSET = update(t.line).where(t.line.c.id == bindparam("line")).values(offset=bindparam("next_offset"))
_FINISH = update(t.inbox).where(t.inbox.c.id == bindparam("message"), t.inbox.c.state == "waiting").values(state="done")


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A message as it is kept. Times are aware UTC."""

    line_id: int
    dedup: str
    sender: str
    sent_at: datetime
    body: Mapping[str, Any]
    """JSON values."""
    received_at: datetime | None = None
    """When it arrived, where that was before it is kept."""
    is_edit: bool = False
    """It is a new version of an earlier message; kept only if it says something else."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A message that is to be answered."""

    id: int
    sender: bytes
    """The keyed index of line and sender: whose queue it stands in."""
    rank: Rank
    attempts: int
    body: Mapping[str, Any] | None
    """None: purged, or it does not open."""


@dataclass(frozen=True, kw_only=True)
class InboxOrder:
    """Whose messages are wanted."""

    busy: frozenset[bytes] = frozenset()
    """Senders who are being answered."""
    lowest: Rank = Rank.ANYBODY
    """Nobody's of a lower rank."""
    lines: frozenset[int] | None = None
    """Those of these lines, and of closed ones, only; None: of every line."""


@dataclass(frozen=True)
class InboxHeads:
    """The messages that are to be answered next."""

    due: list[Waiting]
    next_at: datetime | None
    """When there is more, by somebody else (aware UTC; it may be past); None: nothing waits."""


async def keep(session: AsyncSession, vault: Vault, arrived: Sequence[Arrived], now: datetime) -> int:
    """Keep what is new of these messages; return how many were."""
    kept, fresh = 0, list[dict[str, Any]]()
    addresses = {id(message): address_index(vault, message.line_id, message.sender) for message in arrived}
    known = await ranks(session, set(addresses.values()))
    for message in arrived:
        row_id = new_id()
        sender = vault.index("sender", f"{message.line_id}:{message.sender}")
        if message.is_edit:
            # What it edits may stand before it here.
            kept += await _insert(session, fresh)
            fresh.clear()
            if await changes_nothing(session, vault, message, sender):
                continue
        values = {
            "id": row_id,
            "line_id": message.line_id,
            "dedup_index": vault.index("dedup", message.dedup),
            "sender_index": sender,
            "body": vault.seal_json("inbox", "body", row_id, dict(message.body)),
            "rank": known.get(addresses[id(message)], Rank.ANYBODY).value,
            "sent_at": message.sent_at,
            "received_at": message.received_at or now,
            "state": "waiting",
            "attempts": 0,
            "due_at": now,
        }
        fresh.append(values)
    return kept + await _insert(session, fresh)


async def _insert(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> int:
    # What counts as the same is named: another clash is no message that is kept already, and must not be confirmed.
    return await insert_all_new(session, t.inbox, rows, same=("line_id", "dedup_index"))


async def move_offset(session: AsyncSession, line_id: int, offset: int) -> None:
    """Keep what the platform is to be asked for next, in the transaction that keeps what came before it."""
    await (await session.connection()).execute(_MOVE_OFFSET, {"line": line_id, "next_offset": offset})


async def heads(
    session: AsyncSession,
    vault: Vault,
    now: datetime,
    limit: int,
    order: InboxOrder,
) -> InboxHeads:
    """Return the next message of each person who has one that is due, so many at most.

    The desk's first, then those of who is vouched for, then anybody's; of each the longest waiting first. A message
    that is to be tried again keeps its person's later ones waiting, nobody else's.
    """
    connection = await session.connection()
    given = {"now": now, "busy": list(order.busy), "lowest": order.lowest.value}
    given |= {} if order.lines is None else {"lines": list(order.lines)}
    asking, asking_later = (_DUE, _LATER) if order.lines is None else (_DUE_OF, _LATER_OF)
    rows = (await connection.execute(asking, given | {"most": limit + 1})).all()
    due = [
        Waiting(
            id=row.id,
            sender=row.sender_index,
            rank=Rank(row.rank),
            attempts=row.attempts,
            body=_opened(vault, row),
        )
        for row in rows[:limit]
    ]
    if len(rows) > limit:
        return InboxHeads(due=due, next_at=now)
    later = (await connection.execute(asking_later, given)).scalar_one()
    return InboxHeads(due=due, next_at=later)


async def finish(session: AsyncSession, inbox_id: int, now: datetime) -> bool:
    """Mark a message answered, in the transaction of the answer. False where it was not waiting any more."""
    return bool((await (await session.connection()).execute(_FINISH, {"message": inbox_id})).rowcount)


async def put_off(session: AsyncSession, inbox_id: int, due_at: datetime) -> bool:
    """Let a message that failed be tried again at `due_at`. False where it was not waiting any more."""
    return await _end(session, inbox_id, due_at=due_at, attempts=t.inbox.c.attempts + 1)


async def come_again(session: AsyncSession, inbox_id: int, due_at: datetime) -> bool:
    """Let a message be tried again at `due_at` that was too slow, which does not count as failed."""
    return await _end(session, inbox_id, due_at=due_at)


async def set_aside(session: AsyncSession, inbox_id: int, trouble: str) -> bool:
    """Give up a message that failed too often: the operator sees it, and `trouble`, the error's class.

    False where it was not waiting any more.
    """
    return await _end(session, inbox_id, state="aside", trouble=trouble, attempts=t.inbox.c.attempts + 1)


async def _end(session: AsyncSession, inbox_id: int, **values: Any) -> bool:
    here = update(t.inbox).where(t.inbox.c.id == inbox_id, t.inbox.c.state == "waiting")
    return bool((await _run(session, here.values(**values))).rowcount)


def _opened(vault: Vault, row: Any) -> Mapping[str, Any] | None:
    if row.body is None:
        return None
    try:
        opened: Mapping[str, Any] = vault.open_json("inbox", "body", row.id, row.body)
    except VaultError:
        # Not raised: one damaged row would keep everybody from being answered. It is set aside.
        return None
    return opened


async def _run(session: AsyncSession, statement: Any) -> Any:
    return await (await session.connection()).execute(statement)
