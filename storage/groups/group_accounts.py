"""Accounts before or in Telegram groups of responders that have no place there."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.groups.group_account import AccountStanding, GroupAccount
from storage.core.core_tables import group_account
from storage.core.ids import new_id
from storage.encryption.vault import Vault

_account = group_account.c
_INSIDE = (AccountStanding.TOLD, AccountStanding.STAYS, AccountStanding.OUT)

# Built once: every change of a group's members asks for some of these.
_WITH_ID = select(group_account).where(_account.id == bindparam("which"))
_AT_ADDRESS = select(group_account).where(
    _account.group_id == bindparam("group"), _account.address_index == bindparam("index")
)
_WITH_STANDING = (
    select(group_account)
    .where(
        _account.group_id.in_(bindparam("groups", expanding=True)),
        _account.standing.in_(bindparam("standings", expanding=True)),
    )
    .order_by(_account.id)
)
_TOLD_SINCE = select(func.count()).where(
    _account.group_id == bindparam("group"),
    _account.since >= bindparam("after"),
    or_(*(_account.standing == one.value for one in _INSIDE)),
)
_COUNT_REFUSED = (
    update(group_account)
    .where(
        _account.group_id == bindparam("group"),
        _account.standing == AccountStanding.REFUSED.value,
        ~_account.counted,
    )
    .values(counted=True)
)
_ADD = insert(group_account)
_CHANGE = update(group_account).where(_account.id == bindparam("which"))
_PUT = _CHANGE.values(
    contact_id=bindparam("contact"),
    address=bindparam("sealed"),
    standing=bindparam("stands"),
    since=bindparam("now"),
    counted=False,
)
_SET_STANDING = _CHANGE.values(standing=bindparam("stands"))
_SET_STANDING_ONLY = _CHANGE.values(standing=bindparam("stands"), address=None)
_DELETE = delete(group_account).where(_account.id == bindparam("which"))


class SqlGroupAccounts:
    """These accounts in the database (port: alerts/groups/ports.py): keyed hashes, and what is to be done sealed."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def get(self, account_id: int) -> GroupAccount | None:
        """Return one; None where it is none any more."""
        row = (await self._run(_WITH_ID, {"which": account_id})).first()
        return self._opened(row) if row is not None else None

    async def find(self, group_id: int, address: str) -> GroupAccount | None:
        """Return how this account stands to this group; None: nothing is known of it."""
        row = await self._at(group_id, address)
        return self._opened(row) if row is not None else None

    async def put(
        self, group_id: int, address: str, standing: AccountStanding, now: datetime, contact_id: int | None = None
    ) -> GroupAccount:
        """Remember how this account stands to this group from now on."""
        row = await self._at(group_id, address)
        account_id = row.id if row is not None else new_id()
        sealed = self._vault.seal("group_account", "address", account_id, address)
        if row is not None:
            given = {"contact": contact_id, "sealed": sealed, "stands": standing.value, "now": now}
            await self._run(_PUT, {"which": account_id, **given})
        else:
            values = {
                "id": account_id,
                "group_id": group_id,
                "contact_id": contact_id,
                "address_index": self._index(group_id, address),
                "address": sealed,
                "standing": standing.value,
                "since": now,
                "counted": False,
            }
            await self._run(_ADD, values)
        return GroupAccount(
            id=account_id, group_id=group_id, contact_id=contact_id, address=address, standing=standing, since=now
        )

    async def change(self, account_id: int, standing: AccountStanding, *, keep_address: bool = True) -> None:
        """Let it stand so; since when it is known stays."""
        changing = _SET_STANDING if keep_address else _SET_STANDING_ONLY
        await self._run(changing, {"which": account_id, "stands": standing.value})

    async def delete(self, account_id: int) -> None:
        """Forget it."""
        await self._run(_DELETE, {"which": account_id})

    async def with_standing(
        self, group_ids: Collection[int], standings: Collection[AccountStanding]
    ) -> list[GroupAccount]:
        """Return who stands so to one of these groups, oldest first."""
        given = {"groups": list(group_ids), "standings": [one.value for one in standings]}
        return [self._opened(row) for row in await self._run(_WITH_STANDING, given)]

    async def told_since(self, group_id: int, since: datetime) -> int:
        """Return of how many the coordinators were told since then."""
        return int((await self._run(_TOLD_SINCE, {"group": group_id, "after": since})).scalar_one())

    async def count_refused(self, group_id: int) -> int:
        """Return how many were refused since this was asked last."""
        return int((await self._run(_COUNT_REFUSED, {"group": group_id})).rowcount)

    async def purge(self, before: datetime) -> bool:
        """Forget who was refused before then; of whom the coordinators were told keep the keyed hash alone.

        Return whether there is more that is to be forgotten later.
        """
        old = _account.since < before
        refused = _account.standing == AccountStanding.REFUSED.value
        told = _account.standing == AccountStanding.TOLD.value
        await self._run(delete(group_account).where(old, refused))
        await self._run(update(group_account).where(old, told).values(address=None))
        more = select(func.count()).select_from(group_account).where(refused | (told & _account.address.is_not(None)))
        return bool((await self._run(more)).scalar_one())

    async def _at(self, group_id: int, address: str) -> Any | None:
        given = {"group": group_id, "index": self._index(group_id, address)}
        return (await self._run(_AT_ADDRESS, given)).first()

    async def _run(self, statement: Any, values: dict[str, Any] | None = None) -> Any:
        return await (await self._session.connection()).execute(statement, values)

    def _index(self, group_id: int, address: str) -> bytes:
        return self._vault.index("group account", f"{group_id}:{address}")

    def _opened(self, row: Any) -> GroupAccount:
        sealed = row.address
        return GroupAccount(
            id=row.id,
            group_id=row.group_id,
            contact_id=row.contact_id,
            address=self._vault.open("group_account", "address", row.id, sealed) if sealed else "",
            standing=AccountStanding(row.standing),
            since=row.since,
        )
