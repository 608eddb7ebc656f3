"""A group became another chat (Telegram: a group grows into a supergroup)."""

from typing import Any

from sqlalchemy import Connection, exists, select, update

from storage.core import core_tables as t
from storage.encryption.vault import Vault


def move_group(connection: Connection, vault: Vault, group_id: int, address: str) -> None:
    """Give the group its new address; what waits for it goes there."""
    found = connection.execute(select(t.group_chat).where(t.group_chat.c.id == group_id))
    old = found.one_or_none()
    if old is None:
        return
    # As SqlGroups finds it.
    index = vault.index("group", f"{old.line_id}:{address}")
    twin = connection.execute(
        select(t.group_chat).where(
            t.group_chat.c.line_id == old.line_id,
            t.group_chat.c.address_index == index,
            t.group_chat.c.id != group_id,
        ),
    )
    other = twin.one_or_none()
    if other is None:
        sealed = vault.seal("group_chat", "address", group_id, address)
        # We may have been told that we are out of the old chat, which is true, and of no account.
        _change(connection, group_id, address=sealed, address_index=index, active=True)
        _forget_refs(connection, group_id)
        return
    # The platform told us of the new chat before: it takes over the town and what waits.
    _change(connection, other.id, town_id=other.town_id or old.town_id, active=True)
    _change(connection, group_id, active=False)
    _hand_over(connection, group_id, other.id)


def _hand_over(connection: Connection, old: int, new: int) -> None:
    twin = t.delivery.alias("twin")
    there = exists().where(twin.c.notice_id == t.delivery.c.notice_id, twin.c.group_id == new)
    theirs = update(t.delivery).where(t.delivery.c.group_id == old, t.delivery.c.state != "sending")
    connection.execute(theirs.where(there, t.delivery.c.state == "queued").values(state="withdrawn"))
    # Also what is delivered: those who were told are who hears of the end.
    connection.execute(theirs.where(~there).values(group_id=new, ref=None, first_ref=None))


def _forget_refs(connection: Connection, group_id: int) -> None:
    """Forget the numbers that messages had in the old chat: in the new one they are those of others."""
    theirs = update(t.delivery).where(t.delivery.c.group_id == group_id)
    connection.execute(theirs.values(ref=None, first_ref=None))


def _change(connection: Connection, group_id: int, **values: Any) -> None:
    connection.execute(update(t.group_chat).where(t.group_chat.c.id == group_id).values(**values))
