"""Towns, as storage registers them."""

from alerts.towns.ports import TOWNS
from storage.area import StorageArea
from storage.towns.towns import SqlTowns

AREA = StorageArea("towns")
AREA.fulfils(TOWNS, SqlTowns)
