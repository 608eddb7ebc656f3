"""Who may be asked to look, the nearest first: witnesses of the town, then those of the towns beside it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from alerts.incidents import timings
from alerts.incidents.incident import Incident, PickedBy, Verification, VerifierState
from alerts.incidents.ports import REPORTS, VERIFICATIONS
from alerts.incidents.silence import silent
from alerts.incidents.told import told_ids
from alerts.incidents.verifier_quota import missing
from alerts.people.person import DESK, Person, Role
from alerts.work.unit_of_work import UnitOfWork

_RESPONDER = frozenset({Role.RESPONDER})


async def looks_of(uow: UnitOfWork, incident: Incident) -> list[Verification]:
    """Return everybody asked to look at it, and at what was merged into it."""
    return [look for id_ in await told_ids(uow, incident) for look in await VERIFICATIONS(uow).of(id_)]


async def free_people(
    uow: UnitOfWork, now: datetime, incident: Incident, looks: Sequence[Verification], *, widely: bool
) -> dict[int, PickedBy]:
    """Return who could go (ids), asked already or not, the nearest first, each with why they are picked.

    Trained, reachable, here, at no desk of this town, no reporter, safe to be written to as far as we know, and neither
    on a scene nor on the way to one. Neighboring towns' follow where `widely`, or where the town's own are too few.
    """
    town = (await uow.network()).town(incident.town_id)
    if town is None:
        return {}
    left_out = await _left_out(uow, now, incident)
    own = await _free(uow, incident, left_out, town.id)
    asked = {look.person_id for look in looks}
    pending = sum(look.state is VerifierState.ASKED for look in looks)
    few = pending + sum(person.id not in asked for person in own) < missing(looks, now)
    beside: list[Person] = []
    for neighbor in (await uow.network()).neighbors(town) if widely or few else ():
        known = {person.id for person in (*own, *beside)}
        beside += [p for p in await _free(uow, incident, left_out, neighbor.id) if p.id not in known]
    last_asked = await VERIFICATIONS(uow).last_asked([person.id for person in (*own, *beside)])
    nearest = by_distance(own, town.id, last_asked)
    return {p.id: PickedBy.OWN_TOWN for p in nearest} | {p.id: PickedBy.NEIGHBOR for p in beside}


async def _left_out(uow: UnitOfWork, now: datetime, incident: Incident) -> frozenset[int]:
    busy = await VERIFICATIONS(uow).busy(now - timings.TASK_LASTS)
    return await REPORTS(uow).reporters(incident.id) | busy | await silent(uow)


async def _free(uow: UnitOfWork, incident: Incident, left_out: frozenset[int], town_id: int) -> list[Person]:
    people = await uow.people.with_role(_RESPONDER, town_id)
    here = [p for p in people if p.id not in left_out and not p.away and not p.has(DESK, incident.town_id)]
    reachable = await uow.contacts.reachable([person.id for person in here])
    return [person for person in here if person.id in reachable]


def by_distance(people: Iterable[Person], town_id: int, last_asked: dict[int, datetime]) -> list[Person]:
    """Return these people, the town's own first, then whoever was asked longest ago.

    That is as near as we know: we keep nobody's position.
    """
    return sorted(
        people,
        key=lambda p: (
            town_id not in p.own_towns(),
            last_asked[p.id].timestamp() if p.id in last_asked else 0.0,
            p.id,
        ),
    )
