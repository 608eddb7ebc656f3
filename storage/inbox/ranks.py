"""Who is answered first of those who wait: the desk, then who is vouched for, then anybody else."""

from collections.abc import Collection
from enum import IntEnum

from sqlalchemy import bindparam, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.people.person import DESK, VERIFIED, Role
from storage.core import core_tables as t


class Rank(IntEnum):
    """The place of a message among those that wait; the lower goes first."""

    DESK = 0
    VOUCHED = 1
    ANYBODY = 2


# Made once: it is asked with every message.
_ROLES = (
    select(t.contact.c.address_index, t.grant.c.role)
    .join(t.grant, t.grant.c.person_id == t.contact.c.person_id)
    .where(t.contact.c.address_index.in_(bindparam("addresses", expanding=True)))
)


async def ranks(session: AsyncSession, addresses: Collection[bytes]) -> dict[bytes, Rank]:
    """Return the rank of each of these that somebody with a role writes from, by the contact's address index."""
    found: dict[bytes, Rank] = {}
    given = {"addresses": sorted(addresses)}
    for address, role in await (await session.connection()).execute(_ROLES, given):
        found[address] = min(found.get(address, Rank.ANYBODY), _rank(Role(role)))
    return found


def _rank(role: Role) -> Rank:
    if role in DESK:
        return Rank.DESK
    return Rank.VOUCHED if role in VERIFIED else Rank.ANYBODY
