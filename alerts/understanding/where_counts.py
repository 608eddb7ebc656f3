"""What of a town and of places counts in a message, by what it wants: thanks that name a street are about no place."""

from dataclasses import replace

from alerts.network.town_reading import TownBasis, TownReading
from alerts.understanding.intent import Intent
from alerts.understanding.situation import Situation
from alerts.understanding.where import WhereReading

ABOUT_A_PLACE = frozenset(
    {
        Intent.SIGHTING,
        Intent.CAME_FOR_ME,
        Intent.SOMEBODY_TAKEN,
        Intent.PLACE_ANSWER,
        Intent.CORRECTION,
        Intent.RESPONDER_IN_TROUBLE,
    }
)
"""Intents whose places are where something is."""
_ABOUT_A_TOWN = frozenset(
    {Intent.SIGHTING, Intent.CAME_FOR_ME, Intent.SOMEBODY_TAKEN, Intent.PLEA, Intent.PLACE_ANSWER}
)
"""Intents that are about a town even where none is told: then it is asked."""
_WHERE_KNOWN = frozenset({Intent.CORRECTION, Intent.QUESTION_RUMOR, Intent.HATE_CRIME, Intent.RESPONDER_IN_TROUBLE})
"""Intents that are about a town where one is told, or is known without asking."""
_TOLD = frozenset({TownBasis.NAMED, TownBasis.POINT, TownBasis.OUTSIDE})
_NO_TOWN = TownReading(basis=TownBasis.NONE)


def counting(where: WhereReading, intent: Intent, situation: Situation) -> WhereReading:
    """Return what counts of where a message says that something is."""
    if intent not in ABOUT_A_PLACE:
        where = replace(where, places=(), point=None)
    return where if _has_town(where, intent, situation) else replace(where, town=_NO_TOWN)


def _has_town(where: WhereReading, intent: Intent, situation: Situation) -> bool:
    placed = bool(where.places or where.point)
    if situation is Situation.REPORTER_ASKED_WHERE:
        return True
    if situation is Situation.REPORTER_OPEN_REPORT or intent in (Intent.CORRECTION, Intent.RESPONDER_IN_TROUBLE):
        # Their report, or their task, has its town.
        return intent in _ABOUT_A_TOWN | _WHERE_KNOWN and (placed or where.town.basis in _TOLD)
    if intent in _ABOUT_A_TOWN:
        return True
    return intent in _WHERE_KNOWN and where.town.basis is not TownBasis.UNKNOWN
