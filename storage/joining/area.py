"""Joining, as storage registers it."""

from alerts.joining.ports import CODES
from storage.area import StorageArea
from storage.joining.codes import SqlCodes

AREA = StorageArea("joining")
AREA.fulfils(CODES, SqlCodes)
