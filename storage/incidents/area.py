"""Incidents, as storage registers them."""

from sqlalchemy import exists

from alerts.incidents.escalation_pick import ESCALATION_PICKS
from alerts.incidents.escalations import ESCALATIONS
from alerts.incidents.limit_ports import BUNDLED, LEAD_SUMMARIES, MESSAGE_WINDOWS, MUTES, TASK_MEDIA
from alerts.incidents.ports import ANSWERS, INCIDENTS, REMOTE_CHECKS, REPORTS, VERIFICATIONS
from alerts.incidents.task_change import TASK_CHANGES
from storage.area import StorageArea
from storage.core.core_tables import person, subject
from storage.incidents import engaged
from storage.incidents.answers import SqlAnswers
from storage.incidents.bundled import SqlBundled
from storage.incidents.escalation_picks import SqlEscalationPicks
from storage.incidents.escalations import SqlEscalations
from storage.incidents.incidents import SqlIncidents
from storage.incidents.lead_summaries import SqlLeadSummaries
from storage.incidents.message_windows import SqlMessageWindows
from storage.incidents.mutes import SqlMutes
from storage.incidents.remote_checks import SqlRemoteChecks
from storage.incidents.reports import SqlReports
from storage.incidents.tables import report
from storage.incidents.task_changes import SqlTaskChanges
from storage.incidents.task_media import SqlTaskMedia
from storage.incidents.verifications import SqlVerifications

AREA = StorageArea("incidents")
AREA.fulfils(INCIDENTS, SqlIncidents)
AREA.fulfils(REPORTS, SqlReports)
AREA.fulfils(VERIFICATIONS, SqlVerifications)
AREA.fulfils(ANSWERS, SqlAnswers)
AREA.fulfils(MUTES, SqlMutes)
AREA.fulfils(BUNDLED, SqlBundled)
AREA.fulfils(TASK_MEDIA, SqlTaskMedia)
AREA.fulfils(TASK_CHANGES, SqlTaskChanges)
AREA.fulfils(REMOTE_CHECKS, SqlRemoteChecks)
AREA.fulfils(ESCALATIONS, SqlEscalations)
AREA.fulfils(ESCALATION_PICKS, SqlEscalationPicks)
AREA.fulfils(LEAD_SUMMARIES, SqlLeadSummaries)
AREA.fulfils(MESSAGE_WINDOWS, SqlMessageWindows)
AREA.engaged += [engaged.reporting, engaged.verifying, engaged.responding]
AREA.busy.append(
    # Whoever reported it hears what became of it.
    exists().where(
        report.c.person_id == person.c.id, report.c.incident_id == subject.c.id, subject.c.closed_at.is_(None)
    )
)
