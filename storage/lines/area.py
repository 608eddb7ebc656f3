"""Lines, as storage registers them."""

from alerts.lines.ports import LINES
from storage.area import StorageArea
from storage.lines.lines import SqlLines

AREA = StorageArea("lines")
AREA.fulfils(LINES, SqlLines)
