"""How long the committee can object to a change."""

from datetime import datetime, timedelta

from alerts.network.watched_setting import SettingInForce

WAITS = timedelta(days=7)
"""So long a change waits for an objection, and so long one that holds already can be objected to (our choice)."""


def ends_at(setting: SettingInForce) -> datetime | None:
    """Return when nobody can object any more to the last change; None: there was none."""
    return setting.changed_at + WAITS if setting.changed_at is not None else None


def can_be_objected_to(setting: SettingInForce, now: datetime) -> bool:
    """Say whether a change that holds already can still be objected to."""
    until = ends_at(setting)
    return setting.before is not None and until is not None and now < until
