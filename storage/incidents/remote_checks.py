"""What the desk found out from afar."""

from collections.abc import Collection

from sqlalchemy import bindparam, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.remote_check import RemoteCheck, RemoteOutcome
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import remote_check as t

# Built once: every card asks for them.
_ADD = insert(t)
_OF = select(t).where(t.c.incident_id.in_(bindparam("incidents", expanding=True))).order_by(t.c.at, t.c.id)


class SqlRemoteChecks:
    """Checks from afar in the database (port: alerts/incidents/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, check: RemoteCheck) -> None:
        """Keep one more."""
        values = {
            "id": new_id(),
            "incident_id": check.incident_id,
            "person_id": check.person_id,
            "outcome": check.outcome.value,
            "at": check.at,
        }
        await (await self._session.connection()).execute(_ADD, values)

    async def of(self, incident_ids: Collection[int]) -> list[RemoteCheck]:
        """Return those of these incidents, the latest last."""
        given = {"incidents": sorted(incident_ids)}
        return [
            RemoteCheck(
                incident_id=row.incident_id, person_id=row.person_id, outcome=RemoteOutcome(row.outcome), at=row.at
            )
            for row in await (await self._session.connection()).execute(_OF, given)
        ]
