"""How many vouches a coordinator wants to be enough, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.vouching.vouch_rule import VouchRule
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.vouching.tables import vouch_rule


class SqlVouchRules:
    """What waits for a second coordinator, in the database (port: alerts/vouching/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def waiting(self) -> VouchRule | None:
        """Return it; None: nobody wants anything else."""
        row = (await self._run(select(vouch_rule).order_by(vouch_rule.c.id.desc()).limit(1))).first()
        if row is None:
            return None
        return VouchRule(id=row.id, needed=row.needed, made_by_id=row.made_by_id, made_at=row.made_at)

    async def ask(self, needed: int, by_id: int, now: datetime) -> VouchRule:
        """Keep what a coordinator wants, in place of what waited before."""
        await self.drop()
        rule = VouchRule(id=new_id(), needed=needed, made_by_id=by_id, made_at=now)
        await self._run(insert(vouch_rule).values(**vars(rule)))
        return rule

    async def end(self, rule_id: int) -> bool:
        """Forget what waited, as it was answered; False where it waits no more."""
        gone = await self._run(delete(vouch_rule).where(vouch_rule.c.id == rule_id))
        return bool(gone.rowcount == 1)

    async def drop(self) -> None:
        """Forget whatever waits."""
        await self._run(delete(vouch_rule))

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)
