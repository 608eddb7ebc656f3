"""Which leads of strangers nobody took, as SQL: nothing sealed is read for it."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from alerts.incidents.incident import State
from alerts.incidents.matter import Matter
from storage.core.core_tables import subject
from storage.incidents.tables import incident as i
from storage.incidents.tables import report as r


@lru_cache
def untaken_leads(*, of_town: bool, most: int | None, carded: bool) -> Select[Any]:
    """Query them, oldest first. `of_town`: of one town, else of none; `most`: a few, in any order."""
    vouched = select(r.c.id).where(r.c.incident_id == i.c.id, r.c.verified).exists()
    town = subject.c.town_id == bindparam("town") if of_town else subject.c.town_id.is_(None)
    asking = (
        select(i.c.id, i.c.number, i.c.opened_at, i.c.card_id)
        .join(subject, subject.c.id == i.c.id)
        .where(
            i.c.state == State.REPORTED.value,
            i.c.matter == Matter.SIGHTING.value,
            ~i.c.muted,
            i.c.observer_id.is_(None),
            town,
            ~vouched,
            *([i.c.card_id.is_not(None)] if carded else []),
        )
    )
    # Who wants a few wants to know whether there are so many: in no order the first are found without the rest.
    return asking.order_by(i.c.number) if most is None else asking.limit(most)
