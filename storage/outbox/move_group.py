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
        _change(connection, group_id, address=sealed, address_index=index)
        return
    # The platform told us of the new chat before: it takes over the town and what waits.
    _change(connection, other.id, town_id=other.town_id or old.town_id, active=True)
    _change(connection, group_id, active=False)
    _hand_over(connection, group_id, other.id)


def _hand_over(connection: Connection, old: int, new: int) -> None:
    twin = t.delivery.alias("twin")
    there = exists().where(twin.c.notice_id == t.delivery.c.notice_id, twin.c.group_id == new)
    waiting = update(t.delivery).where(t.delivery.c.group_id == old, t.delivery.c.state == "queued")
    connection.execute(waiting.where(there).values(state="withdrawn"))
    connection.execute(waiting.where(~there).values(group_id=new))


def _change(connection: Connection, group_id: int, **values: Any) -> None:
    connection.execute(update(t.group_chat).where(t.group_chat.c.id == group_id).values(**values))
