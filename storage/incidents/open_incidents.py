"""Open incidents as SQL: so many of those that are wanted, or how many there are, without opening the others."""

from typing import Any

from sqlalchemy import Select, func, select

from alerts.incidents.incident import OPEN
from alerts.incidents.matter import Matter
from alerts.incidents.open_filter import OpenFilter
from storage.core.core_tables import subject
from storage.incidents.tables import incident as i
from storage.incidents.tables import report as r

_NONE = 0
"""In place of NULL, so that no index of towns or observers is used: they lead through all that was ever reported."""


def count_of(wanted: OpenFilter) -> Select[Any]:
    """Query how many these are."""
    return _of(wanted, func.count())


def ids_of(wanted: OpenFilter, most: int, after: int, *, newest: bool) -> Select[Any]:
    """Query the ids of so many of them, in the order of their numbers; `after`: without as many at the beginning."""
    order = i.c.number.desc() if newest else i.c.number
    return _of(wanted, i.c.id).order_by(order).limit(most).offset(after)


def _of(wanted: OpenFilter, what: Any) -> Select[Any]:
    conditions: list[Any] = [i.c.state.in_([state.value for state in sorted(wanted.states & OPEN)])]
    if wanted.towns is not None:
        conditions.append(func.coalesce(subject.c.town_id, _NONE).in_([_NONE, *sorted(wanted.towns)]))
    if wanted.matters != frozenset(Matter):
        conditions.append(i.c.matter.in_([matter.value for matter in sorted(wanted.matters)]))
    if wanted.muted is not None:
        conditions.append(i.c.muted.is_(wanted.muted))
    if wanted.leads:
        vouched = select(r.c.id).where(r.c.incident_id == i.c.id, r.c.verified).exists()
        conditions += [func.coalesce(i.c.observer_id, _NONE) == _NONE, ~vouched]
    return select(what).select_from(i.join(subject, subject.c.id == i.c.id)).where(*conditions)
