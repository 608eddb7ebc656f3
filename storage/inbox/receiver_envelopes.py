"""What Signal's bridge posted to the receiver, sealed, until the bot takes it into the inbox."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.core_tables import envelope
from storage.core.ids import new_id
from storage.encryption.vault import Vault, VaultError
from storage.inbox.insert_new import insert_new

# Built once: they are asked for with every message on Signal.
_WAITING = (
    select(envelope.c.id, envelope.c.frame, envelope.c.received_at)
    .where(envelope.c.line_id == bindparam("line"))
    .order_by(envelope.c.received_at, envelope.c.id)
    .limit(bindparam("most"))
)
_FORGET = delete(envelope).where(envelope.c.id.in_(bindparam("those", expanding=True)))


@dataclass(frozen=True, kw_only=True)
class PostedEnvelope:
    """One envelope that waits for the bot."""

    id: int
    frame: Mapping[str, Any] | None
    """JSON values, {"account", "envelope"}; None: it does not open."""
    received_at: datetime
    """Aware UTC."""


async def keep(session: AsyncSession, vault: Vault, line_id: int, frame: Mapping[str, Any], now: datetime) -> bool:
    """Keep what the bridge posted; False where it is there already."""
    row_id = new_id()
    values = {
        "id": row_id,
        "line_id": line_id,
        "frame_index": vault.index("envelope", json.dumps(frame, sort_keys=True)),
        "frame": vault.seal_json("envelope", "frame", row_id, dict(frame)),
        "received_at": now,
    }
    return await insert_new(session, envelope, values, same=("line_id", "frame_index"))


async def waiting(session: AsyncSession, vault: Vault, line_id: int, limit: int) -> list[PostedEnvelope]:
    """Return the first envelopes of the line that nobody has taken, in the order of arrival."""
    rows = await (await session.connection()).execute(_WAITING, {"line": line_id, "most": limit})
    return [PostedEnvelope(id=row.id, frame=_opened(vault, row), received_at=row.received_at) for row in rows]


async def forget(session: AsyncSession, ids: Sequence[int]) -> None:
    """Delete envelopes that the inbox has, in the transaction that put them there."""
    await (await session.connection()).execute(_FORGET, {"those": list(ids)})


async def purge(session: AsyncSession, before: datetime) -> None:
    """Delete envelopes that nobody took in time."""
    await (await session.connection()).execute(delete(envelope).where(envelope.c.received_at < before))


def _opened(vault: Vault, row: Any) -> Mapping[str, Any] | None:
    try:
        opened = vault.open_json("envelope", "frame", row.id, row.frame)
    except VaultError:
        # Not raised: one damaged row would keep everything behind it from being heard. It is counted and deleted.
        return None
    return opened if isinstance(opened, dict) else None
