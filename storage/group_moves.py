"""A group became another chat (Telegram: a group grows into a supergroup)."""

from typing import Any

from sqlalchemy import exists, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import core_tables as t
from storage.vault import Vault


async def move_group(session: AsyncSession, vault: Vault, group_id: int, address: str) -> None:
    """Give the group its new address; what waits for it goes there."""
    found = await _run(session, select(t.group_chat).where(t.group_chat.c.id == group_id))
    old = found.one_or_none()
    if old is None:
        return
    # As SqlGroups finds it.
    index = vault.index("group", f"{old.line_id}:{address}")
    twin = await _run(
        session,
        select(t.group_chat).where(
            t.group_chat.c.line_id == old.line_id,
            t.group_chat.c.address_index == index,
            t.group_chat.c.id != group_id,
        ),
    )
    other = twin.one_or_none()
    if other is None:
        sealed = vault.seal("group_chat", "address", group_id, address)
        await _change(session, group_id, address=sealed, address_index=index)
        return
    # The platform told us of the new chat before: it takes over the town and what waits.
    await _change(session, other.id, town_id=other.town_id or old.town_id, active=True)
    await _change(session, group_id, active=False)
    await _hand_over(session, group_id, other.id)


async def _hand_over(session: AsyncSession, old: int, new: int) -> None:
    twin = t.delivery.alias("twin")
    there = exists().where(twin.c.notice_id == t.delivery.c.notice_id, twin.c.group_id == new)
    waiting = update(t.delivery).where(t.delivery.c.group_id == old, t.delivery.c.state == "queued")
    await _run(session, waiting.where(there).values(state="withdrawn"))
    await _run(session, waiting.where(~there).values(group_id=new))


async def _change(session: AsyncSession, group_id: int, **values: Any) -> None:
    await _run(session, update(t.group_chat).where(t.group_chat.c.id == group_id).values(**values))


async def _run(session: AsyncSession, statement: Any) -> Any:
    return await (await session.connection()).execute(statement)
