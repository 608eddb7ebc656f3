"""Groups, as storage registers them."""

from alerts.groups.ports import GROUPS
from storage.area import Area
from storage.groups.groups import SqlGroups

AREA = Area("groups")
AREA.fulfils(GROUPS, SqlGroups)
