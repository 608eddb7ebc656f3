"""A setting of the operator's that the committee watches over: what is in force, and what is to be."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class WatchedSetting(StrEnum):
    """What is watched: how long what is kept, and how fast alerts go out. The names lie in running databases."""

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

    @property
    def variable(self) -> str:
        """The operator's name for it."""
        return "SIGNAL_PACE" if self is WatchedSetting.SIGNAL_PACE else f"RETENTION_{self.name}_DAYS"


@dataclass(frozen=True, kw_only=True)
class SettingInForce:
    """One setting, and the change of it that waits, was objected to, or can still be objected to."""

    id: int = 0
    """0: not kept yet."""
    setting: WatchedSetting
    value: timedelta
    """What holds."""
    proposed: timedelta | None = None
    """What the operator has set instead; None: what holds."""
    changed_at: datetime | None = None
    """When the committee was told of the last change."""
    objected: bool = False
    """The committee does not want what is proposed."""
    before: timedelta | None = None
    """What held before a change to which a member said yes; None: there is none that could be objected to."""
