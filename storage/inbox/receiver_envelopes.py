"""What Signal's bridge posted to the receiver, sealed, until the bot takes it into the inbox."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.core_tables import envelope
from storage.core.ids import new_id
from storage.encryption.vault import Vault, VaultError
from storage.inbox.insert_new import insert_new


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
    e = envelope.c
    asking = select(e.id, e.frame, e.received_at).where(e.line_id == line_id).order_by(e.received_at, e.id).limit(limit)
    return [
        PostedEnvelope(id=row.id, frame=_opened(vault, row), received_at=row.received_at)
        for row in await _run(session, asking)
    ]


async def forget(session: AsyncSession, ids: Sequence[int]) -> None:
    """Delete envelopes that the inbox has, in the transaction that put them there."""
    await _run(session, delete(envelope).where(envelope.c.id.in_(ids)))


async def purge(session: AsyncSession, before: datetime) -> None:
    """Delete envelopes that nobody took in time."""
    await _run(session, delete(envelope).where(envelope.c.received_at < before))


def _opened(vault: Vault, row: Any) -> Mapping[str, Any] | None:
    try:
        opened = vault.open_json("envelope", "frame", row.id, row.frame)
    except VaultError:
        # Not raised: one damaged row would keep everything behind it from being heard. It is counted and deleted.
        return None
    return opened if isinstance(opened, dict) else None


async def _run(session: AsyncSession, statement: Any) -> Any:
    return await (await session.connection()).execute(statement)
