"""The committee, as storage registers it."""

from alerts.committee.ports import WATCHED_SETTINGS
from storage.area import StorageArea
from storage.committee.watched_settings import SqlWatchedSettings

AREA = StorageArea("committee")
AREA.fulfils(WATCHED_SETTINGS, SqlWatchedSettings)
