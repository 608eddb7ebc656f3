"""Many leads dismissed at once: which may be, and what becomes of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.incidents import closing, desk
from alerts.incidents.incident import Incident, State
from alerts.incidents.lifecycle import Event
from alerts.incidents.matter import Matter
from alerts.incidents.open_filter import OpenFilter, of_desk
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.salute import pleads
from alerts.notices import Notice, text
from alerts.people.person import DESK, Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

DISMISSED = frozenset({State.REPORTED, State.VERIFYING})
"""From these an incident can be dismissed; what could not be verified is closed, one by one."""
PAGE, PAGES = 24, 5
"""Incidents that are looked at together, and how often (our choice): who pleads is left out only after that."""


@dataclass(frozen=True, kw_only=True)
class ManyDismissed:
    """What became of the leads that were to be dismissed."""

    dismissed: tuple[int, ...]
    """Their numbers."""
    left: tuple[int, ...]
    """Those that somebody else has, decided, or that somebody vouched for reported meanwhile."""


async def oldest(uow: UnitOfWork, person: Person, most: int) -> list[Incident]:
    """Return so many leads of this person's desks that may be dismissed, the oldest; see offered()."""
    wanted = OpenFilter(towns=of_desk(person), states=DISMISSED, matters=frozenset({Matter.SIGHTING}), leads=True)
    found: list[Incident] = []
    for page in range(PAGES):
        some = await INCIDENTS(uow).some_open(wanted, PAGE, after=page * PAGE)
        found += await offered(uow, some, most - len(found))
        if len(found) >= most or len(some) < PAGE:
            break
    return found


async def offered(uow: UnitOfWork, incidents: Iterable[Incident], most: int) -> list[Incident]:
    """Return which of these are leads: sightings, undecided, seen by no observer, reported by nobody vouched for.

    The first so many: each costs two statements. Whoever says that they came for them, or that somebody was taken, is
    looked at alone.
    """
    sightings = [one for one in incidents if one.matter is Matter.SIGHTING and one.observer_id is None]
    undecided = [one for one in sightings if one.state in DISMISSED]
    found: list[Incident] = []
    for one in undecided:
        if len(found) == most:
            break
        if await _is_lead(uow, one):
            found.append(one)
    return found


async def _is_lead(uow: UnitOfWork, incident: Incident) -> bool:
    if (await REPORTS(uow).tally(incident.id)).verified:
        return False
    return not pleads(await REPORTS(uow).taps(incident.id))


async def dismiss(uow: UnitOfWork, now: datetime, person: Person, incident_ids: Sequence[int]) -> ManyDismissed:
    """Dismiss those of them that are still leads; each desk is rung once for all of its own."""
    dismissed: list[Incident] = []
    left: list[int] = []
    for incident_id in incident_ids:
        incident = await INCIDENTS(uow).get(incident_id)
        if incident is None or not person.has(DESK, incident.town_id):
            continue
        lead = await offered(uow, [incident], 1)
        ended = await closing.end(uow, now, incident, person, Event.DISMISS, ring=False) if lead else None
        if ended is None or isinstance(ended, Refused):
            left.append(incident.number)
        else:
            dismissed.append(incident)
    await _ring(uow, now, person, dismissed)
    return ManyDismissed(dismissed=tuple(one.number for one in dismissed), left=tuple(left))


async def _ring(uow: UnitOfWork, now: datetime, person: Person, dismissed: Sequence[Incident]) -> None:
    for town_id in dict.fromkeys(one.town_id for one in dismissed if not one.muted):
        here = [one for one in dismissed if one.town_id == town_id and not one.muted]
        numbers = tuple(f"#{one.number}" for one in here)
        name = await desk.name_of(uow, person.id)
        await desk.ring(uow, now, here[0], Notice(parts=(text("desk.ended.several", numbers=numbers, name=name),)))
