"""Whom a step of escalation picked, by which reason, and of which nobody could be reached: kept for the timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Protocol

from alerts.incidents.escalations import Rung
from alerts.work.port import Port


@dataclass(frozen=True, kw_only=True)
class EscalationPick:
    """Somebody whom a step of escalation rang besides; or that a step found nobody."""

    at: datetime
    """Aware UTC."""
    whom: Rung
    """By which step: that is the reason."""
    person_id: int | None
    """None: nobody whom it names could be reached."""


class EscalationPicks(Protocol):
    """What each step of an incident's escalation found."""

    async def add(self, incident_id: int, picks: Sequence[EscalationPick]) -> None:
        """Keep more of them."""
        ...

    async def of(self, incident_id: int) -> list[EscalationPick]:
        """Return an incident's, the earliest first; those of one moment in the order in which the steps ring."""
        ...


ESCALATION_PICKS = Port[EscalationPicks]("escalation picks")


def by_reason(picks: Iterable[EscalationPick]) -> list[tuple[datetime, Rung, list[int]]]:
    """Return who was picked at one moment by one reason (ids of persons); nobody where the step was short."""
    return [
        (at, whom, [one.person_id for one in group if one.person_id is not None])
        for (at, whom), group in groupby(picks, key=lambda one: (one.at, one.whom))
    ]
