"""When an incident was seen, as people are told it."""

from alerts.incidents.incident import Incident
from alerts.notices import Value, text


def seen_at(incident: Incident) -> Value:
    """Return the moment; where nobody could say it, that it is not known."""
    return text("seen.unclear", at=incident.observed_at) if incident.time_unclear else incident.observed_at
