"""What is needed of storage to hold back what one person sends too much of, and to find it again."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from alerts.incidents.bundled_message import BundledCount, BundledMessage
from alerts.incidents.mute import Mute
from alerts.incidents.person_limits import MessageWindow
from alerts.incidents.untaken_lead import LeadSummary
from alerts.incidents.waiting_media import TaskMedia
from alerts.work.port import Port


class Mutes(Protocol):
    """Who is muted: what they send wakes nobody for a while."""

    async def mute(self, mute: Mute) -> None:
        """Keep it; it takes the place of an older one of the same person. Those that are over go."""
        ...

    async def lift(self, person_id: int) -> None:
        """End it before its time."""
        ...

    async def among(self, person_ids: Iterable[int], now: datetime) -> dict[int, Mute]:
        """Return the mutes that stand of these persons, by person."""
        ...

    async def standing(self, now: datetime) -> list[Mute]:
        """Return all that stand, oldest first."""
        ...


class Bundled(Protocol):
    """What people sent beyond their limits, by the report that it was added to."""

    async def add(self, message: BundledMessage) -> None:
        """Keep one more."""
        ...

    async def of(self, report_ids: Collection[int]) -> list[BundledMessage]:
        """Return those of these reports, oldest first."""
        ...

    async def counts(self, incident_id: int, most: int) -> list[BundledCount]:
        """Count them by reporter of this incident; so many reporters at most, who sent most first."""
        ...


class TaskMediaSent(Protocol):
    """What people sent from their tasks."""

    async def add(self, sent: TaskMedia) -> None:
        """Keep one more."""
        ...

    async def last(self, incident_id: int, person_id: int, kind: str) -> TaskMedia | None:
        """Return the newest of this kind that this person sent from there."""
        ...

    async def waiting(self, incident_ids: Collection[int]) -> list[TaskMedia]:
        """Return those that wait at these incidents, oldest first."""
        ...


class LeadSummaries(Protocol):
    """Which message sums up the leads that wait, by the desk's town; None: of those whose town is not known."""

    async def get(self, town_id: int | None) -> LeadSummary | None:
        """Return the summary of this town's desk; None where none stands."""
        ...

    async def save(self, town_id: int | None, summary: LeadSummary) -> None:
        """Keep it in place of an older one."""
        ...

    async def forget(self, town_id: int | None) -> None:
        """Let none stand."""
        ...


class MessageWindows(Protocol):
    """How many messages each person sent within a while (person_limits.WINDOW)."""

    async def count(self, person_id: int, now: datetime) -> MessageWindow:
        """Count one more message of this person; return the window with it."""
        ...

    async def of(self, person_id: int, now: datetime) -> MessageWindow:
        """Return the window in which this person is; a fresh one where none stands."""
        ...

    async def save(self, window: MessageWindow) -> None:
        """Keep what was noted in it."""
        ...


MUTES = Port[Mutes]("mutes")
BUNDLED = Port[Bundled]("bundled")
TASK_MEDIA = Port[TaskMediaSent]("task media")
MESSAGE_WINDOWS = Port[MessageWindows]("message windows")
LEAD_SUMMARIES = Port[LeadSummaries]("lead summaries")
