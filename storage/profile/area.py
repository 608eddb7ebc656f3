"""What people say of themselves, as storage registers it."""

from alerts.profile.ports import PROFILES
from storage.area import StorageArea
from storage.profile.profiles import SqlProfiles

AREA = StorageArea("profile")
AREA.fulfils(PROFILES, SqlProfiles)
