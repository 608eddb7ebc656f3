"""People in numbers, as storage registers it."""

from alerts.roster.ports import INVITATION_BATCHES
from storage.area import StorageArea
from storage.roster.invitation_batches import SqlInvitationBatches

AREA = StorageArea("roster")
AREA.fulfils(INVITATION_BATCHES, SqlInvitationBatches)
