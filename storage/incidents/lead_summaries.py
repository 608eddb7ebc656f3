"""Which message is the summary of the leads that wait, by desk."""

from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.untaken_lead import LeadSummary
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import lead_summary as t

# Built once: every lead asks for its desk's. No value stands for no town.
_NO_TOWN, _TOWN = t.c.town_id.is_(None), t.c.town_id == bindparam("town")
_OF_NO_TOWN, _OF_TOWN = select(t).where(_NO_TOWN), select(t).where(_TOWN)
_FORGET_OF_NO_TOWN, _FORGET_OF_TOWN = delete(t).where(_NO_TOWN), delete(t).where(_TOWN)
_ADD = insert(t)


class SqlLeadSummaries:
    """The summaries in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def get(self, town_id: int | None) -> LeadSummary | None:
        """Return the summary of this town's desk; None where none stands."""
        row = (await self._execute(_OF_NO_TOWN, _OF_TOWN, town_id)).first()
        return LeadSummary(notice_id=row.notice_id, posted_at=row.posted_at) if row else None

    async def save(self, town_id: int | None, summary: LeadSummary) -> None:
        """Keep it in place of an older one."""
        await self.forget(town_id)
        values = {
            "id": new_id(),
            "town_id": town_id,
            "notice_id": summary.notice_id,
            "posted_at": summary.posted_at,
        }
        await (await self._session.connection()).execute(_ADD, values)

    async def forget(self, town_id: int | None) -> None:
        """Let none stand."""
        await self._execute(_FORGET_OF_NO_TOWN, _FORGET_OF_TOWN, town_id)

    async def _execute(self, of_none: Any, of_town: Any, town_id: int | None) -> Any:
        asking, given = (of_none, {}) if town_id is None else (of_town, {"town": town_id})
        return await (await self._session.connection()).execute(asking, given)
