"""The audit log, as storage registers it."""

from alerts.audit.ports import AUDIT_LOG
from storage.area import StorageArea
from storage.audit.audit_log import SqlAuditLog

AREA = StorageArea("audit")
AREA.fulfils(AUDIT_LOG, SqlAuditLog)
