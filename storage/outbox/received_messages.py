"""What people wrote to us, as far as it still stands in their chats on Telegram."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.core_tables import contact, inbox, line
from storage.encryption.address_index import address_index
from storage.encryption.vault import Vault, VaultError
from storage.outbox.deletions import Deletable

_ROUND = 1_000
"""Messages in one transaction; the next round takes the rest."""
_WRITTEN = frozenset({"text", "location", "photo", "video", "voice", "other"})
"""Kinds of what arrives that stand in the chat as a message of theirs."""


async def forget_received(
    session: AsyncSession, vault: Vault, before: datetime, held: Collection[int], now: datetime
) -> tuple[list[Deletable], int]:
    """Forget what was answered and written before that moment; return what of it stands in a chat to be deleted.

    `held`: persons of whom nothing is. The number is how many were in a chat that we don't know any more.
    """
    connection = await session.connection()
    found: list[Deletable] = []
    done: list[int] = []
    lost = 0
    for row in (await connection.execute(_answered_before(before))).all():
        body = _opened(vault, row)
        theirs = await _contact(session, vault, row.line_id, body) if body is not None else None
        if theirs is not None and theirs.person_id in held:
            continue
        done.append(row.id)
        if body is None or not _stands(body):
            continue
        if theirs is None:
            lost += 1
            continue
        found.append(
            Deletable(
                line_id=row.line_id,
                contact_id=theirs.id,
                ref=str(body["ref"]),
                begun_at=row.sent_at,
                batched=True,
            )
        )
    if done:
        await connection.execute(update(inbox).where(inbox.c.id.in_(done)).values(body=None))
    return found, lost


def _answered_before(before: datetime) -> Select[Any]:
    """Query what was answered and written on Telegram before that moment, and is kept yet; so many at a time."""
    return (
        select(inbox.c.id, inbox.c.line_id, inbox.c.body, inbox.c.sent_at)
        .join(line, line.c.id == inbox.c.line_id)
        .where(
            inbox.c.state != "waiting",
            inbox.c.body.is_not(None),
            inbox.c.received_at <= before,
            inbox.c.sent_at <= before,
            line.c.transport == "telegram",
        )
        .order_by(inbox.c.received_at)
        .limit(_ROUND)
    )


def _opened(vault: Vault, row: Any) -> Mapping[str, Any] | None:
    try:
        body: Mapping[str, Any] = vault.open_json("inbox", "body", row.id, row.body)
    except VaultError:
        # What does not open leads to no chat; it is forgotten like the rest.
        return None
    return body


def _stands(body: Mapping[str, Any]) -> bool:
    return bool(body.get("private") and body.get("ref")) and body.get("kind") in _WRITTEN


async def _contact(session: AsyncSession, vault: Vault, line_id: int, body: Mapping[str, Any]) -> Any:
    index = address_index(vault, line_id, str(body.get("sender", "")))
    asking = select(contact.c.id, contact.c.person_id).where(contact.c.address_index == index)
    return (await (await session.connection()).execute(asking)).first()
