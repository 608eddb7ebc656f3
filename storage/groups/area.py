"""Groups, as storage registers them."""

from alerts.groups.ports import GROUPS
from storage.area import StorageArea
from storage.groups.groups import SqlGroups

AREA = StorageArea("groups")
AREA.fulfils(GROUPS, SqlGroups)
