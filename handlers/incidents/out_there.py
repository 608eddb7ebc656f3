"""Words that are plainly about what happens out there, whatever else somebody was asked."""

from alerts.understanding.intent import Intent
from alerts.understanding.situation import Situation
from handlers.core.turn import Turn
from handlers.incidents.understood import read

OUT_THERE = frozenset(
    {
        Intent.SIGHTING,
        Intent.CAME_FOR_ME,
        Intent.SOMEBODY_TAKEN,
        Intent.PLEA,
        Intent.OVER,
        Intent.RETRACTION,
        Intent.RESPONDER_IN_TROUBLE,
        Intent.QUESTION_WHERE_IS_RELATIVE,
    }
)
"""What somebody says of what happens out there: no answer to a plan's question, however sure we are of it."""


def is_out_there(turn: Turn) -> bool:
    """Say whether it is plainly about what happens out there, and no answer to us."""
    reading = read(turn, turn.inbound.text, Situation.MEMBER_FIRST)
    return reading.sure and reading.intent in OUT_THERE
