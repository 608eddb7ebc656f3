"""The SQL of an audience against its rule, on populations nobody would think of."""

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.network.audience import Audience
from alerts.people.person import Role
from storage.core import core_tables as t
from storage.unit_of_work import SqlUnitOfWork
from tests.storage.house import HOLYOKE, NORTHAMPTON, House, saying


@dataclass(frozen=True)
class Reached:
    """One contact of somebody."""

    on_signal: bool
    heard: int
    """Minutes after the first."""
    reachable: bool


@dataclass(frozen=True)
class Somebody:
    """A person of the population."""

    grants: frozenset[tuple[Role, int | None]]
    consented: bool
    stopped: bool
    away: bool
    contacts: list[Reached]


ROLES = st.frozensets(st.sampled_from(Role), max_size=3)
GRANTS = st.frozensets(st.tuples(st.sampled_from(Role), st.sampled_from([NORTHAMPTON, HOLYOKE, None])), max_size=4)
CONTACTS = st.lists(st.builds(Reached, st.booleans(), st.integers(0, 3), st.booleans()), min_size=1, max_size=3)
PEOPLE = st.builds(Somebody, GRANTS, st.booleans(), st.booleans(), st.booleans(), CONTACTS)
POPULATION = st.lists(PEOPLE, min_size=1, max_size=8)


async def settle(house: House, uow: SqlUnitOfWork, name: str, somebody: Somebody) -> tuple[int, int | None]:
    """They live there now: the person, and the contact they should hear on."""
    person_id = 0
    reachable: list[tuple[int, int, int]] = []
    for number, contact in enumerate(somebody.contacts):
        line = house.signal if contact.on_signal else house.telegram
        at = house.now + timedelta(minutes=contact.heard)
        added, its = await uow.people.add(line, f"{name}:{number}", at)
        if person_id:
            await uow.people.merge(person_id, added.id, house.now)
        person_id = person_id or added.id
        if contact.reachable:
            reachable.append((contact.heard, -its.id, its.id))
        else:
            await uow.contacts.unreachable(its.id)
    for role, town in somebody.grants:
        await uow.grants.give(person_id, role, town, house.now)
    if somebody.consented:
        await uow.people.consent(person_id, "", house.now)
    if somebody.away:
        await uow.people.set_away(person_id, house.now + timedelta(days=3))
    if somebody.stopped:
        marking = t.person.update().where(t.person.c.id == person_id).values(stopped_at=house.now)
        await (await uow.session.connection()).execute(marking)
        uow.session.expire_all()
    return person_id, max(reachable)[2] if reachable else None


@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    population=POPULATION,
    roles=ROLES,
    but_roles=ROLES,
    town=st.sampled_from([NORTHAMPTON, HOLYOKE]),
    left_out=st.sets(st.integers(0, 7), max_size=2),
    also_away=st.booleans(),
)
async def test_a_broadcast_goes_to_exactly_whom_the_rule_holds(
    plain_house: House,
    population: list[Somebody],
    roles: frozenset[Role],
    but_roles: frozenset[Role],
    town: int,
    left_out: set[int],
    also_away: bool,
) -> None:
    """Each hears once, on the reachable contact heard last; the preview counts the same people."""
    async with plain_house.undone() as uow:
        living = [await settle(plain_house, uow, str(n), somebody) for n, somebody in enumerate(population)]
        but = frozenset(living[n][0] for n in left_out if n < len(living))
        audience = Audience(town_id=town, roles=roles, but_roles=but_roles, but_persons=but, also_away=also_away)
        people = {person_id: await uow.people.get(person_id) for person_id, _ in living}
        hearing = [contact for person_id, contact in living if (p := people[person_id]) and audience.holds(p)]
        reached = sorted(contact for contact in hearing if contact is not None)
        assert await uow.mail.broadcast(saying(), audience, plain_house.now) == len(reached)
        rows = await (await uow.session.connection()).execute(t.delivery.select())
        assert sorted(row.contact_id for row in rows) == reached
        heard_at = {person_id for person_id, contact in living if contact in reached}
        assert await uow.mail.persons_in(audience) == heard_at
        reach = await uow.mail.reach(audience)
        assert (sum(reach.people.values()), reach.unreachable) == (len(reached), hearing.count(None))
