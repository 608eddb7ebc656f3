"""A setting that the committee watches over: what is in force, and what is to be."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

UNIT = timedelta(milliseconds=1)
"""In which a setting that is a time is counted."""


class WatchedSetting(StrEnum):
    """What is watched: how long what is kept, how fast alerts go out, who comes in. The names lie in databases."""

    INCIDENT = "incident"
    """How long an incident is kept after its end (RETENTION_INCIDENT_DAYS)."""
    INQUIRY = "inquiry"
    """How long who never joined is kept (RETENTION_INQUIRY_DAYS)."""
    MESSAGES = "messages"
    """How long messages are kept (RETENTION_MESSAGES_DAYS)."""
    AUDIT = "audit"
    """How long the audit log is kept (RETENTION_AUDIT_DAYS)."""
    SIGNAL_PACE = "signal_pace"
    """The time between two direct messages on Signal, alerts too (SIGNAL_PACE)."""
    VOUCHES = "vouches"
    """How many vouches make a member: no time, and set by coordinators in the chat."""

    @property
    def variable(self) -> str | None:
        """The operator's name for it; None: it stands in no file of theirs."""
        if self is WatchedSetting.VOUCHES:
            return None
        return "SIGNAL_PACE" if self is WatchedSetting.SIGNAL_PACE else f"RETENTION_{self.name}_DAYS"


@dataclass(frozen=True, kw_only=True)
class SettingInForce:
    """One setting, and the change of it that waits, was objected to, or can still be objected to."""

    id: int = 0
    """0: not kept yet."""
    setting: WatchedSetting
    value: int
    """What holds: a time counted in UNIT, or a number of vouches."""
    proposed: int | None = None
    """What was set instead; None: what holds."""
    changed_at: datetime | None = None
    """When the committee was told of the last change."""
    objected: bool = False
    """The committee does not want what is proposed."""
    before: int | None = None
    """What held before a change that holds already; None: there is none that could be objected to."""

    @property
    def wanted(self) -> int:
        """What was set last, whether it holds or not."""
        return self.value if self.proposed is None else self.proposed

    @property
    def span(self) -> timedelta:
        """What holds, of a setting that is a time."""
        return self.value * UNIT
