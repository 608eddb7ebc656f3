"""The destruction of everything, as storage registers it."""

from alerts.panic.ports import DESTRUCTION
from storage.area import StorageArea
from storage.panic.destruction import SqlDestruction

AREA = StorageArea("panic")
AREA.fulfils(DESTRUCTION, SqlDestruction)
