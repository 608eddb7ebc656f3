"""What somebody tells of themselves in the midst of a sighting or a task: it is no part of that, and is heard apart."""

from alerts.understanding.intent import Intent
from alerts.understanding.phrases import SaidText
from alerts.understanding.reading import Reading
from handlers.core.lexicon import lexicon
from handlers.core.turn import Turn

_TAKEN = "rule:sure_taken"
"""Why a reading is sure that somebody was taken."""


def unpaid(turn: Turn, first: Reading) -> bool:
    """Say whether it is plainly about their wages: that stands in no alert. `first`: as read with nothing open.

    Plain are phrases that speak of nothing else: a landlord who lets agents in is more about the agents.
    """
    return _sure_of(first, Intent.WAGE_THEFT_OR_ABUSE) and _says(turn, "sure_wages")


def lost_somebody(turn: Turn, first: Reading) -> bool:
    """Say whether a relative of theirs was taken: no answer of a verifier. `first`: as read with nothing open."""
    told = _sure_of(first, Intent.SOMEBODY_TAKEN) and _TAKEN in first.why
    return told and _says(turn, "want_my_people")


def _sure_of(reading: Reading, intent: Intent) -> bool:
    return reading.sure and reading.intent is intent


def _says(turn: Turn, section: str) -> bool:
    return SaidText.of(turn.inbound.text, lexicon()).has(section)
