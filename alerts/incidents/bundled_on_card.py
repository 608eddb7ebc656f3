"""What the card says of messages beyond what one person may send: how many more of whom stand behind "Read all"."""

from alerts.incidents.limit_ports import BUNDLED
from alerts.notices import Text, text
from alerts.work.unit_of_work import UnitOfWork

_LINES = 3
"""Reporters, who sent most first: the card must stay one message."""


async def bundled_lines(uow: UnitOfWork, incident_id: int) -> list[Text]:
    """Return a line for each reporter who sent more; empty where nobody did."""
    counts = await BUNDLED(uow).counts(incident_id, _LINES)
    return [text("card.bundled", n=count.number, more=count.messages) for count in counts]
