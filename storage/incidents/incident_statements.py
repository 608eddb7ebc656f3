"""Statements about incidents. Built once: every report asks for some, and to build one costs more than to run it.

They return rows, not objects: those cost more than the statement.
"""

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Select, bindparam, func, insert, literal, or_, select, update

from alerts.incidents.incident import OPEN, State
from storage.core.core_tables import network
from storage.core.core_tables import subject as subjects
from storage.incidents import tables as t

OF_SUBJECT = frozenset({"town_id", "closed_at", "merged_into_id"})
"""What stands in the subject's row: the machinery of messages asks for it, whatever the subject is."""

_WITH_SUBJECT = t.incident.join(subjects, subjects.c.id == t.incident.c.id)
_ALL = select(t.incident, *(subjects.c[name] for name in sorted(OF_SUBJECT))).select_from(_WITH_SUBJECT)
# As literals: a list of plain values is written out anew for each execution.
IS_OPEN = t.incident.c.state.in_([literal(state.value) for state in sorted(OPEN)])
_IS_FOUND = t.incident.c.id.in_(bindparam("found", expanding=True))
BY_ID = _ALL.where(t.incident.c.id == bindparam("incident"))
BY_IDS = _ALL.where(_IS_FOUND)
BY_NUMBER = _ALL.where(t.incident.c.number == bindparam("called"))
HELD_BY = _ALL.where(
    t.incident.c.holder_id == bindparam("holder"), t.incident.c.state == State.VERIFYING.value
).order_by(t.incident.c.number)
MERGED_INTO = _ALL.where(subjects.c.merged_into_id.in_(bindparam("incidents", expanding=True)))

_HEARD_AT = select(func.max(t.report.c.received_at)).where(t.report.c.incident_id == t.incident.c.id)
_HEARD = _ALL.add_columns(_HEARD_AT.scalar_subquery().label("heard_at")).order_by(t.incident.c.number)
STANDING = _HEARD.where(IS_OPEN)
_NO_TOWN = literal(0)
"""In place of NULL, so that no index of towns is used: it leads through all that was ever reported."""
_IN_TOWN = func.coalesce(subjects.c.town_id, _NO_TOWN).in_([bindparam("town", type_=BigInteger), _NO_TOWN])
STANDING_IN = STANDING.where(_IN_TOWN)
# Without their states, of which the index would lead through all that is open.
NEAR = _HEARD.where(_IS_FOUND)
NEAR_IN = NEAR.where(_IN_TOWN)
_ANOTHER = (
    select(t.incident.c.number)
    .select_from(_WITH_SUBJECT)
    .where(
        IS_OPEN,
        t.incident.c.id != bindparam("incident"),
        ~t.incident.c.muted,
        or_(bindparam("town", type_=BigInteger).is_(None), _IN_TOWN),
    )
    .order_by(t.incident.c.number)
    .limit(1)
)

NEXT_NUMBER = update(network).values(next_incident=network.c.next_incident + 1).returning(network.c.next_incident - 1)
ADD_SUBJECT, ADD = insert(subjects), insert(t.incident)
CHANGE_SUBJECT = update(subjects).where(subjects.c.id == bindparam("incident"))
CHANGE = update(t.incident).where(
    t.incident.c.id == bindparam("incident"),
    t.incident.c.version == bindparam("seen"),
    t.incident.c.state == bindparam("was"),
)
SET_CARD = update(t.incident).where(t.incident.c.id == bindparam("incident"))


@cache
def another(matters: int) -> Select[Any]:
    """Query the oldest other open incident that is of one of so many matters: `matter_0` and so on."""
    return _ANOTHER.where(t.incident.c.matter.in_([bindparam(f"matter_{n}") for n in range(matters)]))
