"""How often one coordinator changes towns: a new name is told to everybody there, a new town shown to newcomers."""

from datetime import datetime

from alerts.audit.deed import Action
from alerts.audit.ports import AUDIT_LOG
from alerts.network.town import Town
from alerts.notices import text
from alerts.people.person import Person
from alerts.trust.one_hand import LATELY, done_by_hand
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

MOST_MADE = 5
"""So many towns one coordinator adds or splits off within a day (our choice): an operator goes on."""


async def makes_too_many(uow: UnitOfWork, now: datetime, by: Person | None) -> Refused | None:
    """Return why no further town is made today; None where one is. `by`: None for an operator."""
    if by is None:
        return None
    made = [deed for one in (Action.TOWN_MADE, Action.TOWN_SPLIT) for deed in await done_by_hand(uow, now, by, one)]
    return Refused(text("towns.too_many", most=MOST_MADE)) if len(made) >= MOST_MADE else None


async def changed_today(
    uow: UnitOfWork, now: datetime, action: Action, town: Town, by: Person | None
) -> Refused | None:
    """Return why this town is not renamed, or split, once more today; None where it is. `by`: None for an operator.

    Everybody there is told each time: whoever has a coordinator's phone writes to all of them with it.
    """
    if by is None or all(deed.town_id != town.id for deed in await AUDIT_LOG(uow).since(action, now - LATELY)):
        return None
    return Refused(text("towns.changed_today", town=town.name))
