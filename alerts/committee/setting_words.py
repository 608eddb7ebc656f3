"""A watched setting and a change of it, in words."""

from datetime import timedelta

from alerts.network.watched_setting import WatchedSetting
from alerts.notices import Text, text


def change_in_words(setting: WatchedSetting, now: timedelta, then: timedelta) -> Text:
    """Say what is set, what holds, and what it would be."""
    what = text(f"committee.setting.{setting}")
    return text("committee.setting_values", what=what, before=_span(now), after=_span(then))


def _span(value: timedelta) -> Text:
    """Return a time as people say it: whole days, or seconds."""
    if value >= timedelta(days=1):
        return text("privacy.days", n=value.days)
    return text("committee.seconds", n=f"{value.total_seconds():g}")
