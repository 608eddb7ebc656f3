"""Incidents that a legal hold keeps as they are: what the purge and whatever else erases something asks first."""

from datetime import datetime
from typing import Protocol

from alerts.work.port import Port
from alerts.work.unit_of_work import UnitOfWork


class HeldIncidents(Protocol):
    """The incidents that are not erased yet although their time has come."""

    async def held_until(self, incident_id: int, now: datetime) -> datetime | None:
        """Return until when this one is kept for a court, or while that is asked; None: it is erased in its time."""
        ...

    async def held(self) -> frozenset[int]:
        """Return the ids of all of them, and of what was merged into one."""
        ...


HELD_INCIDENTS = Port[HeldIncidents]("held incidents")


async def held_incidents(uow: UnitOfWork) -> frozenset[int]:
    """Return the ids of incidents of which nothing is deleted, in the database or in people's chats."""
    return await HELD_INCIDENTS(uow).held()
