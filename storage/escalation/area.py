"""Escalation, as storage registers it."""

from alerts.escalation.ports import DESK_COVERS, ESCALATION_POLICIES
from storage.area import StorageArea
from storage.escalation.covers import SqlDeskCovers
from storage.escalation.policies import SqlEscalationPolicies

AREA = StorageArea("escalation")
AREA.fulfils(ESCALATION_POLICIES, SqlEscalationPolicies)
AREA.fulfils(DESK_COVERS, SqlDeskCovers)
