"""Groups, as storage registers them."""

from alerts.groups.ports import GROUP_ACCOUNTS, GROUPS, MEMBERSHIPS
from storage.area import StorageArea
from storage.groups.group_accounts import SqlGroupAccounts
from storage.groups.groups import SqlGroups
from storage.groups.memberships import SqlMemberships

AREA = StorageArea("groups")
AREA.fulfils(GROUPS, SqlGroups)
AREA.fulfils(MEMBERSHIPS, SqlMemberships)
AREA.fulfils(GROUP_ACCOUNTS, SqlGroupAccounts)
