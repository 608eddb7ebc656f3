"""How often one hand may ask the others for a yes: whoever is asked again and again says it once, half asleep."""

from datetime import datetime

from alerts.audit.deed import Action
from alerts.notices import text
from alerts.people.person import COMMITTEE, DESK, Person
from alerts.trust.one_hand import done_by_hand
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

MOST_ASKED = {
    Action.INVITED: 10,
    Action.HOLD_ASKED: 10,
    Action.EXPORT_ASKED: 3,
    Action.VOUCHES_ASKED: 3,
    Action.PANIC_ASKED: 3,
}
"""So often a day (our choice): an invitation to the desk and a hold are daily work, the rest is not."""
_TO_THE_DESK = DESK | COMMITTEE


async def asks_too_often(uow: UnitOfWork, now: datetime, by: Person, action: Action) -> Refused | None:
    """Return why this hand asks the others no more today; None where it may. Of invitations those count that wait."""
    asked = await done_by_hand(uow, now, by, action)
    if action is Action.INVITED:
        asked = [one for one in asked if one.role in _TO_THE_DESK]
    most = MOST_ASKED[action]
    return Refused(text("trust.asks_too_often", most=most)) if len(asked) >= most else None
