"""What the card says of whom escalation told besides, and of what was short; "Read all" says who they are."""

from datetime import datetime

from alerts.incidents.desk import name_of
from alerts.incidents.escalation_pick import ESCALATION_PICKS, by_reason
from alerts.incidents.escalations import Rung
from alerts.incidents.incident import UNDECIDED, Incident
from alerts.notices import Text, Value, text
from alerts.work.unit_of_work import UnitOfWork

SHOWN = 4
"""Lines on the card, the last ones; the rest is one tap away."""


async def escalation_lines(uow: UnitOfWork, incident: Incident) -> list[Text]:
    """Return how many were told by which reason, the latest last.

    Nothing is asked for a first card, before which nobody can have been told besides, nor for what is decided.
    """
    if incident.card_id is None or incident.state not in UNDECIDED:
        return []
    found = by_reason(await ESCALATION_PICKS(uow).of(incident.id))
    return [
        _line(at, whom, text("escalation.people", count=len(people)) if people else text("escalation.nobody"))
        for at, whom, people in found[-SHOWN:]
    ]


async def whole_escalation(uow: UnitOfWork, incident: Incident) -> list[Text]:
    """Return who was told besides, when and by which reason, and which step found nobody; empty where none was."""
    lines = []
    for at, whom, people in by_reason(await ESCALATION_PICKS(uow).of(incident.id)):
        names = tuple([await name_of(uow, person_id) for person_id in people])
        lines.append(_line(at, whom, names or text("escalation.nobody")))
    return [text("escalation.timeline", number=incident.number), *lines] if lines else []


def _line(at: datetime, whom: Rung, who: Value) -> Text:
    return text("escalation.picked", at=at, who=who, reason=text(f"escalation.whom.{whom}"))
