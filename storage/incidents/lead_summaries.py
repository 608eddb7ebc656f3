"""Which message is the summary of the leads that wait, by desk."""

from sqlalchemy import ColumnElement, delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.untaken_lead import LeadSummary
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import LeadSummaryRow


class SqlLeadSummaries:
    """The summaries in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def get(self, town_id: int | None) -> LeadSummary | None:
        """Return the summary of this town's desk; None where none stands."""
        row = (await self._session.exec(select(LeadSummaryRow).where(_of(town_id)))).first()
        return LeadSummary(notice_id=row.notice_id, posted_at=row.posted_at) if row else None

    async def save(self, town_id: int | None, summary: LeadSummary) -> None:
        """Keep it in place of an older one."""
        await self.forget(town_id)
        self._session.add(
            LeadSummaryRow(id=new_id(), town_id=town_id, notice_id=summary.notice_id, posted_at=summary.posted_at)
        )
        await self._session.flush()

    async def forget(self, town_id: int | None) -> None:
        """Let none stand."""
        await self._session.exec(delete(LeadSummaryRow).where(_of(town_id)))


def _of(town_id: int | None) -> ColumnElement[bool]:
    return col(LeadSummaryRow.town_id).is_(None) if town_id is None else col(LeadSummaryRow.town_id) == town_id
