"""One transaction, as use cases see it: all of it happens or none. Times are aware UTC.

storage/unit_of_work.py fulfils it; nothing here knows how.
"""

from datetime import datetime
from typing import Any, Protocol

from alerts.groups.ports import Groups
from alerts.incidents.ports import Incidents
from alerts.lines.ports import Lines
from alerts.network.retention import Retention
from alerts.network.town import Network
from alerts.work.mail import Mail
from alerts.work.people import People


class Conversations(Protocol):
    """Where each person's conversation stands."""

    async def step(self, person_id: int) -> tuple[str, dict[str, Any], datetime] | None: ...
    async def go(self, person_id: int, name: str, data: dict[str, Any], now: datetime) -> None: ...
    async def leave(self, person_id: int) -> None: ...
    async def talking_on(self, line_id: int, since: datetime, *, but: frozenset[int]) -> list[int]:
        """Contacts on this line whose person is in the middle of something: a conversation, a report, a task.

        `but`: persons who are left out.
        """
        ...


class Deadlines(Protocol):
    """What happens at a moment unless it is called off."""

    async def set(self, kind: str, subject_id: int | None, due_at: datetime) -> None:
        """Set it; one that stands for the same kind and subject is moved."""
        ...

    async def set_latest(self, kind: str, subject_id: int, due_at: datetime) -> None:
        """Set it; one that stands for the same kind and subject and is due earlier stays as it is."""
        ...

    async def call_off(self, subject_id: int, *kinds: str) -> None: ...
    async def standing(self, kind: str) -> list[int]:
        """The subjects for which such a deadline is pending."""
        ...


class Purge(Protocol):
    """Keeping little."""

    async def purge_incident(self, incident_id: int, now: datetime) -> None: ...
    async def purge_mail(self, before: datetime) -> None: ...
    async def purge_strangers(self, before: datetime) -> None: ...
    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None: ...


class UnitOfWork(Protocol):
    """One transaction."""

    @property
    def people(self) -> People: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def incidents(self) -> Incidents: ...
    @property
    def mail(self) -> Mail: ...
    @property
    def deadlines(self) -> Deadlines: ...
    @property
    def groups(self) -> Groups: ...
    @property
    def lines(self) -> Lines: ...
    @property
    def chores(self) -> Purge: ...
    @property
    def retention(self) -> Retention: ...
    @property
    def hotline(self) -> str:
        """As people are shown it; empty for none."""
        ...

    async def network(self) -> Network: ...
