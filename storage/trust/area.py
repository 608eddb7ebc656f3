"""Trust, as storage registers it."""

from alerts.trust.ports import BANS, ROSTER
from storage.area import StorageArea
from storage.trust.bans import SqlBans
from storage.trust.roster import SqlRoster

AREA = StorageArea("trust")
AREA.fulfils(ROSTER, SqlRoster)
AREA.fulfils(BANS, SqlBans)
