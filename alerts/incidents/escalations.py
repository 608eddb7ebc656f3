"""How far it has come that nobody takes an incident: whom it was taken to, and when the next are rung.

The area `escalation` rings them; here stands what the desk of an incident asks of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from alerts.incidents import deadlines
from alerts.incidents.incident import Incident, State
from alerts.work.port import Port
from alerts.work.unit_of_work import UnitOfWork

FIRST_STEP = timedelta(seconds=20)
"""So soon after it was opened, or freed, the desk is rung again at the earliest (set when this was ordered)."""


class Rung(StrEnum):
    """Whom a step of escalation rings. The names lie in running databases: none is ever changed."""

    ON_DUTY = "on_duty"
    """Who is on duty; the town's dispatchers where nobody is."""
    DISPATCHERS = "dispatchers"
    """Every dispatcher of the town, and who is on duty in the towns beside it."""
    COORDINATORS = "coordinators"
    """The town's coordinators."""
    ANYBODY = "anybody"
    """The desks of all towns, where nobody else can be reached; no policy names them."""


@dataclass(frozen=True, kw_only=True)
class EscalationProgress:
    """How many steps an incident's escalation has taken."""

    since: datetime
    """From when on the steps are counted, aware UTC."""
    steps: int = 0
    raised: bool = False
    """The next people are to be rung at once, whatever minute it is."""


@dataclass(frozen=True, kw_only=True)
class EscalationCall:
    """Somebody whom escalation has rung about an incident."""

    person_id: int
    whom: Rung
    """By which step they were rung first."""
    at: datetime
    """When that was, aware UTC."""


class Escalations(Protocol):
    """How far each incident's escalation has come. Times are aware UTC."""

    async def progress(self, incident_id: int) -> EscalationProgress | None:
        """Return how far it has come; None where no step was taken since it was opened."""
        ...

    async def save(self, incident_id: int, progress: EscalationProgress) -> None:
        """Keep how far it has come."""
        ...

    async def calls(self, incident_id: int) -> list[EscalationCall]:
        """Return whom it has rung, the first first."""
        ...

    async def add_calls(self, incident_id: int, calls: Sequence[EscalationCall]) -> None:
        """Keep whom it has rung besides."""
        ...

    async def forget_calls(self, incident_id: int) -> None:
        """Forget whom it has rung: another desk has it now."""
        ...


ESCALATIONS = Port[Escalations]("escalations")


async def wait_for_claim(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Let escalation go on where nobody takes it in a moment: it was opened, or is anybody's again."""
    await uow.deadlines.set(deadlines.UNCLAIMED, incident_id, now + FIRST_STEP)


async def count_anew(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Count the steps of escalation from now on: another desk has it, or the same one once more."""
    await ESCALATIONS(uow).forget_calls(incident_id)
    await ESCALATIONS(uow).save(incident_id, EscalationProgress(since=now))


async def start_anew(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Count the steps from now on, and let the first follow."""
    await count_anew(uow, now, incident_id)
    await wait_for_claim(uow, now, incident_id)


async def raise_escalation(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Let escalation reach the next people at once, where nobody has the incident: it has become more than it was.

    The desk, which is rung with what made it more, has the time until the first step all the same.
    """
    if incident.state is not State.REPORTED:
        return
    progress = await ESCALATIONS(uow).progress(incident.id) or EscalationProgress(since=incident.opened_at)
    await ESCALATIONS(uow).save(incident.id, replace(progress, raised=True))
    await uow.deadlines.set(deadlines.UNCLAIMED, incident.id, max(now, progress.since + FIRST_STEP))
