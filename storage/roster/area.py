"""Lists of people, as storage registers them."""

from alerts.roster.ports import EXPORT_REQUESTS, INVITATION_BATCHES
from storage.area import StorageArea
from storage.roster.export_requests import SqlExportRequests
from storage.roster.invitation_batches import SqlInvitationBatches

AREA = StorageArea("roster")
AREA.fulfils(INVITATION_BATCHES, SqlInvitationBatches)
AREA.fulfils(EXPORT_REQUESTS, SqlExportRequests)
