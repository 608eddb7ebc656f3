"""Which of the towns that a shift was widened to it covers still: those whose desk the first in it works now.

Asked anew each time: who is first changes by swaps, overrides and silence, and roles end at any moment.
"""

from sqlalchemy import exists, or_, select

from alerts.people.person import DESK
from storage.core.core_tables import grant, person
from storage.on_call.tables import shift_seat, shift_town

_FIRST = (
    select(shift_seat.c.person_id)
    .join(person, person.c.id == shift_seat.c.person_id)
    .where(
        shift_seat.c.shift_id == shift_town.c.shift_id,
        *(gone.is_(None) for gone in (person.c.stopped_at, person.c.suspended_at, person.c.banned_at)),
    )
    .order_by(shift_seat.c.position)
    .limit(1)
    .correlate(shift_town)
    .scalar_subquery()
)
IS_COVERED = or_(
    shift_town.c.widened.is_(False),
    exists()
    .where(
        grant.c.person_id == _FIRST,
        grant.c.role.in_(sorted(role.value for role in DESK)),
        or_(grant.c.town_id == shift_town.c.town_id, grant.c.town_id.is_(None)),
    )
    .correlate(shift_town),
)
"""Holds for a row of shift_town that is one of the shift's own towns, or one that it covers still."""
