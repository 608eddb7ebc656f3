"""Joining, as storage registers it."""

from alerts.joining.ports import CODES
from storage.area import Area
from storage.joining.codes import SqlCodes

AREA = Area("joining")
AREA.fulfils(CODES, SqlCodes)
