"""What towns do when nobody takes an incident, in the database."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.escalation.policy import EscalationPolicy, EscalationStep
from alerts.incidents.escalations import Rung
from storage.encryption.vault import Vault
from storage.escalation.tables import escalation_policy

# Built once: every step of escalation asks for its town's.
_OF = select(escalation_policy).where(escalation_policy.c.town_id == bindparam("town"))
_FORGET = delete(escalation_policy).where(escalation_policy.c.town_id == bindparam("town"))
_ADD = insert(escalation_policy)


class SqlEscalationPolicies:
    """Policies in the database (port: alerts/escalation/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, town_id: int) -> EscalationPolicy | None:
        """Return what this town does; None: the usual."""
        row = (await self._run(_OF, {"town": town_id})).first()
        return _read(row.steps, row.every_seconds) if row else None

    async def save(self, town_id: int, policy: EscalationPolicy | None) -> None:
        """Keep what it does from now on; None: the usual."""
        await self._run(_FORGET, {"town": town_id})
        if policy is not None:
            steps = " ".join(f"{step.after // _SECOND}:{step.whom.value}" for step in policy.steps)
            await self._run(_ADD, {"town_id": town_id, "steps": steps, "every_seconds": policy.every // _SECOND})

    async def _run(self, statement: Any, values: dict[str, Any]) -> Any:
        return await (await self._session.connection()).execute(statement, values)


_SECOND = timedelta(seconds=1)


def _read(steps: str, every_seconds: int) -> EscalationPolicy:
    parted = (step.split(":") for step in steps.split())
    return EscalationPolicy(
        steps=tuple(EscalationStep(after=timedelta(seconds=int(seconds)), whom=Rung(whom)) for seconds, whom in parted),
        every=timedelta(seconds=every_seconds),
    )
