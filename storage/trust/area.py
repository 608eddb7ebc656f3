"""Trust, as storage registers it."""

from alerts.trust.ports import BANS, CHANGED_NUMBERS, PEOPLE_BY_TOWN, TAKEN_ROLES
from storage.area import StorageArea
from storage.trust.bans import SqlBans
from storage.trust.changed_numbers import SqlChangedNumbers
from storage.trust.people_by_town import SqlPeopleByTown
from storage.trust.taken_roles import SqlTakenRoles, purge_taken_roles

AREA = StorageArea("trust")
AREA.fulfils(PEOPLE_BY_TOWN, SqlPeopleByTown)
AREA.fulfils(BANS, SqlBans)
AREA.fulfils(CHANGED_NUMBERS, SqlChangedNumbers)
AREA.fulfils(TAKEN_ROLES, SqlTakenRoles)
AREA.purges.append(purge_taken_roles)
