"""Accounts before or in Telegram groups of responders that have no place there."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.group_account import AccountStanding, GroupAccount
from storage.core.group_tables import GroupAccountRow
from storage.core.ids import new_id
from storage.encryption.vault import Vault

_account = GroupAccountRow
_INSIDE = (AccountStanding.TOLD, AccountStanding.STAYS, AccountStanding.OUT)


class SqlGroupAccounts:
    """These accounts in the database (port: alerts/groups/ports.py): keyed hashes, and what is to be done sealed."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, account_id: int) -> GroupAccount | None:
        """Return one; None where it is none any more."""
        row = await self._session.get(_account, account_id)
        return self._opened(row) if row else None

    async def find(self, group_id: int, address: str) -> GroupAccount | None:
        """Return how this account stands to this group; None: nothing is known of it."""
        row = await self._at(group_id, address)
        return self._opened(row) if row else None

    async def put(
        self, group_id: int, address: str, standing: AccountStanding, now: datetime, contact_id: int | None = None
    ) -> GroupAccount:
        """Remember how this account stands to this group from now on."""
        row = await self._at(group_id, address)
        if row is None:
            row = _account(
                id=new_id(),
                group_id=group_id,
                address_index=self._index(group_id, address),
                standing=standing.value,
                since=now,
            )
        row.contact_id = contact_id
        row.address = self._vault.seal("group_account", "address", row.id, address)
        row.standing, row.since, row.counted = standing.value, now, False
        self._session.add(row)
        await self._session.flush()
        return self._opened(row)

    async def change(self, account_id: int, standing: AccountStanding, *, keep_address: bool = True) -> None:
        """Let it stand so; since when it is known stays."""
        values: dict[str, object] = {"standing": standing.value} | ({} if keep_address else {"address": None})
        await self._session.exec(update(_account).where(col(_account.id) == account_id).values(**values))
        self._session.expire_all()

    async def delete(self, account_id: int) -> None:
        """Forget it."""
        await self._session.exec(delete(_account).where(col(_account.id) == account_id))
        self._session.expire_all()

    async def with_standing(
        self, group_ids: Collection[int], standings: Collection[AccountStanding]
    ) -> list[GroupAccount]:
        """Return who stands so to one of these groups, oldest first."""
        wanted = select(_account).where(
            col(_account.group_id).in_(group_ids),
            col(_account.standing).in_([one.value for one in standings]),
        )
        rows = await self._session.exec(wanted.order_by(col(_account.id)))
        return [self._opened(row) for row in rows]

    async def told_since(self, group_id: int, since: datetime) -> int:
        """Return of how many the coordinators were told since then."""
        counting = select(func.count()).where(
            col(_account.group_id) == group_id,
            col(_account.since) >= since,
            col(_account.standing).in_([one.value for one in _INSIDE]),
        )
        return int((await (await self._session.connection()).execute(counting)).scalar_one())

    async def count_refused(self, group_id: int) -> int:
        """Return how many were refused since this was asked last."""
        fresh = (
            col(_account.group_id) == group_id,
            col(_account.standing) == AccountStanding.REFUSED.value,
            ~col(_account.counted),
        )
        counting = select(func.count()).select_from(_account).where(*fresh)
        n = int((await (await self._session.connection()).execute(counting)).scalar_one())
        await self._session.exec(update(_account).where(*fresh).values(counted=True))
        self._session.expire_all()
        return n

    async def purge(self, before: datetime) -> bool:
        """Forget who was refused before then; of whom the coordinators were told keep the keyed hash alone.

        Return whether there is more that is to be forgotten later.
        """
        old = col(_account.since) < before
        refused = col(_account.standing) == AccountStanding.REFUSED.value
        told = col(_account.standing) == AccountStanding.TOLD.value
        await self._session.exec(delete(_account).where(old, refused))
        await self._session.exec(update(_account).where(old, told).values(address=None))
        self._session.expire_all()
        more = select(func.count()).select_from(_account).where(refused | (told & col(_account.address).is_not(None)))
        return bool((await (await self._session.connection()).execute(more)).scalar_one())

    async def _at(self, group_id: int, address: str) -> GroupAccountRow | None:
        found = select(_account).where(
            col(_account.group_id) == group_id, col(_account.address_index) == self._index(group_id, address)
        )
        return (await self._session.exec(found)).first()

    def _index(self, group_id: int, address: str) -> bytes:
        return self._vault.index("group account", f"{group_id}:{address}")

    def _opened(self, row: GroupAccountRow) -> GroupAccount:
        sealed = row.address
        return GroupAccount(
            id=row.id,
            group_id=row.group_id,
            contact_id=row.contact_id,
            address=self._vault.open("group_account", "address", row.id, sealed) if sealed else "",
            standing=AccountStanding(row.standing),
            since=row.since,
        )
