"""Trust, as storage registers it."""

from alerts.trust.ports import ROSTER
from storage.area import StorageArea
from storage.trust.roster import SqlRoster

AREA = StorageArea("trust")
AREA.fulfils(ROSTER, SqlRoster)
