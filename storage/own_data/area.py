"""What is kept on one person, as storage registers it."""

from alerts.own_data.ports import ERASURE, OWN_DATA
from storage.area import StorageArea
from storage.own_data.erasure import SqlErasure
from storage.own_data.own_data import SqlOwnData

AREA = StorageArea("own data")
AREA.fulfils(OWN_DATA, SqlOwnData)
AREA.fulfils(ERASURE, SqlErasure)
