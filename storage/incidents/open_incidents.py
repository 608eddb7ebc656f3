"""Open incidents as SQL: so many of those that are wanted, or how many there are, without opening the others."""

from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Select, bindparam, func, select

from alerts.incidents.incident import OPEN
from alerts.incidents.matter import Matter
from alerts.incidents.open_filter import OpenFilter
from storage.core.core_tables import subject
from storage.incidents.tables import incident as i
from storage.incidents.tables import report as r

Asking: TypeAlias = tuple[Select[Any], dict[str, Any]]
"""A statement, and the values that are given to it."""

_NONE = 0
"""In place of NULL, so that no index of towns or observers is used: they lead through all that was ever reported."""


def count_of(wanted: OpenFilter) -> Asking:
    """Query how many these are."""
    return _count(*_shape(wanted)), _given(wanted)


def ids_of(wanted: OpenFilter, most: int, after: int, *, newest: bool) -> Asking:
    """Query the ids of so many of them, in the order of their numbers; `after`: without as many at the beginning."""
    return _ids(newest, *_shape(wanted)), _given(wanted) | {"most": most, "after": after}


def _shape(wanted: OpenFilter) -> tuple[bool, bool, bool | None, bool]:
    return wanted.towns is not None, wanted.matters != frozenset(Matter), wanted.muted, wanted.leads


def _given(wanted: OpenFilter) -> dict[str, Any]:
    given: dict[str, Any] = {"states": [state.value for state in sorted(wanted.states & OPEN)]}
    if wanted.towns is not None:
        given["towns"] = [_NONE, *sorted(wanted.towns)]
    if wanted.matters != frozenset(Matter):
        given["matters"] = [matter.value for matter in sorted(wanted.matters)]
    return given


# Built once for each shape: the desk's lists have three.
@lru_cache
def _count(of_towns: bool, of_matters: bool, muted: bool | None, leads: bool) -> Select[Any]:
    return _of(func.count(), of_towns, of_matters, muted, leads)


@lru_cache
def _ids(newest: bool, of_towns: bool, of_matters: bool, muted: bool | None, leads: bool) -> Select[Any]:
    order = i.c.number.desc() if newest else i.c.number
    wanted = _of(i.c.id, of_towns, of_matters, muted, leads).order_by(order)
    return wanted.limit(bindparam("most")).offset(bindparam("after"))


def _of(what: Any, of_towns: bool, of_matters: bool, muted: bool | None, leads: bool) -> Select[Any]:
    conditions: list[Any] = [i.c.state.in_(bindparam("states", expanding=True))]
    if of_towns:
        conditions.append(func.coalesce(subject.c.town_id, _NONE).in_(bindparam("towns", expanding=True)))
    if of_matters:
        conditions.append(i.c.matter.in_(bindparam("matters", expanding=True)))
    if muted is not None:
        conditions.append(i.c.muted.is_(muted))
    if leads:
        vouched = select(r.c.id).where(r.c.incident_id == i.c.id, r.c.verified).exists()
        conditions += [func.coalesce(i.c.observer_id, _NONE) == _NONE, ~vouched]
    return select(what).select_from(i.join(subject, subject.c.id == i.c.id)).where(*conditions)
