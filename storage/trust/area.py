"""Trust, as storage registers it."""

from alerts.trust.ports import BANS, CHANGED_NUMBERS, PEOPLE_BY_TOWN
from storage.area import StorageArea
from storage.trust.bans import SqlBans
from storage.trust.changed_numbers import SqlChangedNumbers
from storage.trust.people_by_town import SqlPeopleByTown

AREA = StorageArea("trust")
AREA.fulfils(PEOPLE_BY_TOWN, SqlPeopleByTown)
AREA.fulfils(BANS, SqlBans)
AREA.fulfils(CHANGED_NUMBERS, SqlChangedNumbers)
