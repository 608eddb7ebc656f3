"""Edits that edit nothing: platforms send one for a reaction, a preview that loaded, a live location that ended."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t
from storage.encryption.vault import Vault, VaultError

if TYPE_CHECKING:
    from storage.inbox.inbox import Arrived

_STATES = ("waiting", "done", "aside")
_LATEST = 200
"""Messages of the same person that are looked through; what is older counts as changed."""
_LOCATION = "location"
_SAID = ("kind", "text", "point")
"""What a reader sees of a message. Platforms name the same file anew each time."""
# Built once: a live location brings an edit every few seconds.
_BEFORE = (
    select(t.inbox.c.id, t.inbox.c.body)
    # All states are named, so that the queue's index is used.
    .where(t.inbox.c.state.in_(_STATES), t.inbox.c.sender_index == bindparam("sender"), t.inbox.c.body.is_not(None))
    .order_by(t.inbox.c.received_at.desc(), t.inbox.c.id.desc())
    .limit(_LATEST)
)
_FORGET = update(t.inbox).where(t.inbox.c.id == bindparam("message"), t.inbox.c.state == "done").values(body=None)


async def changes_nothing(session: AsyncSession, vault: Vault, edit: "Arrived", sender: bytes) -> bool:
    """Return whether the newest version that we have of this message says the same; False where we have none.

    Of a location that moved on, the point before it is forgotten once it was answered: nobody's way is kept.
    `sender`: the keyed index of who wrote it.
    """
    connection = await session.connection()
    for row in (await connection.execute(_BEFORE, {"sender": sender})).all():
        try:
            body: Mapping[str, Any] = vault.open_json("inbox", "body", row.id, row.body)
        except VaultError:
            # One damaged row must not keep a message from being kept.
            continue
        if _is_version(body, edit.body):
            same = [body.get(name) for name in _SAID] == [_plain(edit.body.get(name)) for name in _SAID]
            if not same and body.get("kind") == _LOCATION:
                await connection.execute(_FORGET, {"message": row.id})
            return same
    return False


def _is_version(body: Mapping[str, Any], edit: Mapping[str, Any]) -> bool:
    """Return whether it is an earlier version of the same message. Signal names the version that an edit replaces."""
    ref, chat = edit.get("ref"), edit.get("chat")
    same = body.get("chat") == chat and bool(ref)
    return same and (body.get("ref") == ref or body.get("dedup") == f"{edit.get('sender')}:{ref}")


def _plain(value: Any) -> Any:
    """Return a value as JSON gives it back."""
    return list(value) if isinstance(value, tuple) else value
