"""A suspension and a ban outlive the erasure of a person: their number, and keyed hashes of their addresses."""

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t
from storage.core.ids import new_id
from storage.encryption.vault import Vault

# Built once: whoever joins is looked for among these.
_CONTACTS = select(t.contact.c.id, t.contact.c.address).where(t.contact.c.person_id == bindparam("whose"))
_HELD = select(t.held_address.c.address_index).where(t.held_address.c.person_id == bindparam("whose"))
_OWNER = select(t.held_address.c.person_id).where(t.held_address.c.address_index == bindparam("address"))


def held_index(vault: Vault, address: str) -> bytes:
    """Return the keyed hash of an address, of whatever line: the one that a ban is kept by."""
    return vault.index("ban", address)


async def owner(session: AsyncSession, vault: Vault, address: str) -> int | None:
    """Return who, erased while suspended or banned, wrote from this address; None: nobody."""
    found = await (await session.connection()).execute(_OWNER, {"address": held_index(vault, address)})
    return found.scalar_one_or_none()


async def indexes(session: AsyncSession, vault: Vault, person_id: int) -> set[bytes]:
    """Return the keyed hashes of every address of theirs, of those that are kept and of those that were."""
    connection = await session.connection()
    contacts = await connection.execute(_CONTACTS, {"whose": person_id})
    known = {held_index(vault, vault.open("contact", "address", one.id, one.address)) for one in contacts}
    before = await connection.execute(_HELD, {"whose": person_id})
    return known | {bytes(one) for one in before.scalars()}


async def delete_person(session: AsyncSession, vault: Vault, person_id: int) -> None:
    """Delete a person with what refers to them. Of who is suspended or banned a bare row stays, with the hashes."""
    connection, p = await session.connection(), t.person.c
    states = (p.id, p.suspended_at, p.suspended_by_id, p.banned_at)
    row = (await connection.execute(select(*states).where(p.id == person_id))).mappings().first()
    since = (row["suspended_at"] or row["banned_at"]) if row is not None else None
    hashes = await indexes(session, vault, person_id) if since is not None else set()
    await connection.execute(delete(t.person).where(p.id == person_id))
    if row is None or since is None:
        return
    await connection.execute(insert(t.person).values(**row, created_at=since, seen_at=since))
    await connection.execute(delete(t.held_address).where(t.held_address.c.address_index.in_(hashes)))
    for one in sorted(hashes):
        values = {"id": new_id(), "person_id": person_id, "address_index": one}
        await connection.execute(insert(t.held_address).values(**values))


async def let_go(session: AsyncSession, person_id: int) -> None:
    """Forget the hashes: the suspension or the ban is over."""
    await (await session.connection()).execute(delete(t.held_address).where(t.held_address.c.person_id == person_id))
