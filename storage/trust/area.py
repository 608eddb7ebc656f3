"""Trust, as storage registers it."""

from alerts.trust.ports import BANS, CHANGED_NUMBERS, ROSTER
from storage.area import StorageArea
from storage.trust.bans import SqlBans
from storage.trust.changed_numbers import SqlChangedNumbers
from storage.trust.roster import SqlRoster

AREA = StorageArea("trust")
AREA.fulfils(ROSTER, SqlRoster)
AREA.fulfils(BANS, SqlBans)
AREA.fulfils(CHANGED_NUMBERS, SqlChangedNumbers)
