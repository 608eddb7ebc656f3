"""Legal holds, as storage registers them."""

from alerts.incidents.held import HELD_INCIDENTS
from alerts.legal_hold.ports import LEGAL_HOLDS
from storage.area import StorageArea
from storage.legal_hold.legal_holds import HELD, SqlLegalHolds

AREA = StorageArea("legal hold")
AREA.fulfils(LEGAL_HOLDS, SqlLegalHolds)
AREA.fulfils(HELD_INCIDENTS, SqlLegalHolds)
AREA.held.append(HELD)
