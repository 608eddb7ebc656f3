"""What people sent beyond their limits, sealed, by the report that it was added to."""

from collections.abc import Collection
from dataclasses import astuple
from typing import Any

from sqlalchemy import bindparam, func, insert, literal_column, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.bundled_message import BundledCount, BundledMessage
from alerts.notices import Media
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import bundled, report

# Built once: every card counts them, and a flood adds many.
_OF = (
    select(bundled)
    .where(bundled.c.report_id.in_(bindparam("reports", expanding=True)))
    .order_by(bundled.c.received_at, bundled.c.id)
)
_ADD = insert(bundled)
_COUNTS = (
    select(report.c.number, func.count().label("messages"))
    .join(bundled, bundled.c.report_id == report.c.id)
    .where(report.c.incident_id == bindparam("incident"))
    .group_by(report.c.id, report.c.number)
    .order_by(literal_column("messages").desc(), report.c.number)
    .limit(bindparam("most"))
)


class SqlBundled:
    """What people sent beyond their limits, in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    async def add(self, message: BundledMessage) -> None:
        """Keep one more."""
        row_id, media = new_id(), message.media
        values = {
            "id": row_id,
            "report_id": message.report_id,
            "words": self._vault.seal("bundled", "words", row_id, message.words) if message.words else None,
            "media": self._vault.seal_json("bundled", "media", row_id, list(astuple(media))) if media else None,
            "received_at": message.received_at,
        }
        await (await self._session.connection()).execute(_ADD, values)

    async def of(self, report_ids: Collection[int]) -> list[BundledMessage]:
        """Return those of these reports, oldest first."""
        rows = await (await self._session.connection()).execute(_OF, {"reports": sorted(report_ids)})
        return [self._message(row) for row in rows]

    async def counts(self, incident_id: int, most: int) -> list[BundledCount]:
        """Count them by reporter of this incident; so many reporters at most, who sent most first."""
        given = {"incident": incident_id, "most": most}
        rows = await (await self._session.connection()).execute(_COUNTS, given)
        return [BundledCount(number=row.number, messages=row.messages) for row in rows]

    def _message(self, row: Any) -> BundledMessage:
        media = self._vault.open_json("bundled", "media", row.id, row.media) if row.media else None
        return BundledMessage(
            report_id=row.report_id,
            received_at=row.received_at,
            words=self._vault.open("bundled", "words", row.id, row.words) if row.words else "",
            media=Media(*media) if media else None,
        )
