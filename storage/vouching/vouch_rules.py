"""How many vouches make a member, in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.vouching.vouch_rule import VouchRule
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.vouching.tables import vouch_rule

_STANDS, _WAITS = vouch_rule.c.waits.is_(False), vouch_rule.c.waits.is_(True)


class SqlVouchRules:
    """What the network has chosen, in the database (port: alerts/vouching/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def needed(self) -> int:
        """Return how many; 0: a coordinator lets people in alone."""
        newest = select(vouch_rule.c.needed).where(_STANDS).order_by(vouch_rule.c.id.desc()).limit(1)
        return int((await self._run(newest)).scalar_one_or_none() or 0)

    async def waiting(self) -> VouchRule | None:
        """Return what a coordinator wants and no second one has said yes to; None: nothing."""
        row = (await self._run(select(vouch_rule).where(_WAITS).order_by(vouch_rule.c.id.desc()).limit(1))).first()
        return _rule(row) if row is not None else None

    async def put(self, needed: int, by_id: int | None, now: datetime, *, waits: bool) -> VouchRule:
        """Keep what somebody has set, or wants to where it `waits`; in place of what waited before."""
        await self._run(delete(vouch_rule).where(_WAITS))
        if not waits:
            await self._run(delete(vouch_rule).where(_STANDS))
        rule = VouchRule(id=new_id(), needed=needed, waits=waits, made_by_id=by_id, made_at=now)
        await self._run(insert(vouch_rule).values(**vars(rule)))
        return rule

    async def approve(self, rule_id: int) -> bool:
        """Let what waited hold from now on; False where it waits no more."""
        changed = await self._run(update(vouch_rule).where(vouch_rule.c.id == rule_id, _WAITS).values(waits=False))
        if changed.rowcount != 1:
            return False
        await self._run(delete(vouch_rule).where(vouch_rule.c.id != rule_id))
        return True

    async def refuse(self, rule_id: int) -> bool:
        """Forget what waited; False where it waits no more."""
        gone = await self._run(delete(vouch_rule).where(vouch_rule.c.id == rule_id, _WAITS))
        return bool(gone.rowcount == 1)

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)


def _rule(row: Any) -> VouchRule:
    return VouchRule(id=row.id, needed=row.needed, waits=row.waits, made_by_id=row.made_by_id, made_at=row.made_at)
