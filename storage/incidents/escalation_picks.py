"""Whom each step of escalation picked, and which was short, in the database."""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.escalation_pick import EscalationPick
from alerts.incidents.escalations import Rung
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.incidents.tables import escalation_pick as t

# Built once: every later card of what is not decided asks for them.
_ADD = insert(t)
_OF = select(t).where(t.c.incident_id == bindparam("incident")).order_by(t.c.at, t.c.id)
_ORDER = list(Rung)


class SqlEscalationPicks:
    """What steps of escalation found, in the database (port: alerts/incidents/escalation_pick.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, incident_id: int, picks: Sequence[EscalationPick]) -> None:
        """Keep more of them."""
        rows = [
            {
                "id": new_id(),
                "incident_id": incident_id,
                "person_id": pick.person_id,
                "whom": pick.whom.value,
                "at": pick.at,
            }
            for pick in picks
        ]
        if rows:
            await (await self._session.connection()).execute(_ADD, rows)

    async def of(self, incident_id: int) -> list[EscalationPick]:
        """Return an incident's, the earliest first; those of one moment in the order in which the steps ring."""
        rows = await (await self._session.connection()).execute(_OF, {"incident": incident_id})
        found = [EscalationPick(at=row.at, whom=Rung(row.whom), person_id=row.person_id) for row in rows]
        return sorted(found, key=lambda pick: (pick.at, _ORDER.index(pick.whom)))
