"""The audit log, as the conversation registers it."""

from alerts.audit import taps
from alerts.people.person import COORDINATOR
from handlers.audit import reading
from handlers.core.area import Command, ConversationArea, on

AREA = ConversationArea(
    name="audit",
    commands=(Command(name="audit", run=reading.audit, roles=COORDINATOR, menu=157),),
    taps=(
        on(taps.ShowAudit, reading.show, roles=COORDINATOR, elsewhere=True),
        on(taps.ShowAuditOfTown, reading.show_town, roles=COORDINATOR),
        on(taps.ShowAuditOfPerson, reading.show_person, roles=COORDINATOR),
        on(taps.ShowAuditOfIncident, reading.show_incident, roles=COORDINATOR),
    ),
)
