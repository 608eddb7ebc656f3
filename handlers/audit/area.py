"""The audit log, as the conversation registers it."""

from alerts.audit import taps
from alerts.people.person import OVERSIGHT
from handlers.audit import reading
from handlers.core.area import Command, ConversationArea, on

AREA = ConversationArea(
    name="audit",
    commands=(Command(name="audit", run=reading.audit, roles=OVERSIGHT, menu=157, help=420),),
    taps=(
        on(taps.ShowAudit, reading.show, roles=OVERSIGHT, elsewhere=True),
        on(taps.ShowAuditOfTown, reading.show_town, roles=OVERSIGHT),
        on(taps.ShowAuditOfPerson, reading.show_person, roles=OVERSIGHT),
        on(taps.ShowAuditOfIncident, reading.show_incident, roles=OVERSIGHT),
    ),
)
