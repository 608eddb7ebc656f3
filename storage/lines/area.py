"""Lines, as storage registers them."""

from alerts.lines.ports import LINES
from storage.area import Area
from storage.lines.lines import SqlLines

AREA = Area("lines")
AREA.fulfils(LINES, SqlLines)
