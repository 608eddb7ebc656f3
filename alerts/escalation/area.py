"""Escalation, as the domain registers it."""

from alerts.escalation.covering import end_cover, end_covers_in_doubt
from alerts.escalation.deadlines import COVER_ENDS
from alerts.escalation.escalating import escalate
from alerts.escalation.undecided import ask_for_decision
from alerts.incidents.deadlines import COVERS_IN_DOUBT, UNCLAIMED, UNDECIDED
from alerts.work.area import DomainArea

AREA = DomainArea(
    name="escalation",
    duties={
        UNCLAIMED: escalate,
        UNDECIDED: ask_for_decision,
        COVER_ENDS: end_cover,
        COVERS_IN_DOUBT: end_covers_in_doubt,
    },
)
