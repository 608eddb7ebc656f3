"""What a desk covers while it runs: its own towns, those beside them, or all; wider as fewer are there."""

from datetime import datetime

from alerts.network.town import Network
from alerts.notices import text
from alerts.on_call.ports import SHIFTS
from alerts.on_call.seat_access import may_plan_shifts, may_sit, shift_for
from alerts.on_call.shift import Shift
from alerts.on_call.taps import DeskScope
from alerts.on_call.telling_desk import tell_who_has_desk
from alerts.people.person import DESK, Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def set_scope(uow: UnitOfWork, now: datetime, shift_id: int, scope: DeskScope, by: Person) -> Shift | Refused:
    """Let a shift that runs cover so much, of the towns whose desk its primary works: the desks there hear so.

    The primary says it, or who coordinates its towns.
    """
    shift = await shift_for(uow, now, by, shift_id, may_sit)
    if isinstance(shift, Refused):
        return shift
    first = shift.primary
    if first is None or not shift.is_on(now):
        return Refused(text("on_call.not_begun", at=shift.starts_at))
    if first.person_id != by.id and not may_plan_shifts(by, shift.town_ids):
        return Refused(text("refused.role"))
    primary = await uow.people.get(first.person_id)
    wanted = _towns(await uow.network(), shift, scope)
    more = [town_id for town_id in wanted if primary is not None and primary.has(DESK, town_id)]
    if scope is not DeskScope.OWN and not more:
        return Refused(text("on_call.nothing_to_add"))
    await SHIFTS(uow).widen(shift.id, more)
    changed = await SHIFTS(uow).get(shift.id) or shift
    await tell_who_has_desk(uow, now, changed)
    return changed


def _towns(network: Network, shift: Shift, scope: DeskScope) -> list[int]:
    """Return the towns that are not its own and that it covers so."""
    if scope is DeskScope.OWN:
        return []
    if scope is DeskScope.ALL:
        return [town.id for town in network.towns if town.id not in shift.town_ids]
    own = [town for town in network.towns if town.id in shift.town_ids]
    beside = dict.fromkeys(one.id for town in own for one in network.neighbors(town))
    return [town_id for town_id in beside if town_id not in shift.town_ids]
