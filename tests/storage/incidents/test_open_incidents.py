"""Lists of what is open: so many of those that are wanted, the others are not read."""

import pytest
from sqlalchemy import update

from alerts.incidents.incident import Incident, State
from alerts.incidents.matter import PRIVATE, Matter
from alerts.incidents.open_filter import OpenFilter, of_desk
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.people.person import Role
from storage.incidents.tables import incident as incident_table
from tests.storage.house import HOLYOKE, NORTHAMPTON, House
from tests.storage.incidents.test_incidents import reported


async def listed(
    house: House, wanted: OpenFilter, most: int = 99, *, after: int = 0, newest: bool = False
) -> list[int]:
    async with house.begin() as uow:
        found = await INCIDENTS(uow).some_open(wanted, most, after=after, newest=newest)
        assert await INCIDENTS(uow).count_open(wanted) >= len(found)
    return [incident.number for incident in found]


async def changed(house: House, incident: Incident, **changes: object) -> None:
    async with house.begin() as uow:
        assert await INCIDENTS(uow).change(incident, **changes)


async def test_the_oldest_or_the_newest_come_and_no_more_than_are_wanted(house: House) -> None:
    for _ in range(5):
        await house.incident()
    anything = OpenFilter()
    assert await listed(house, anything, 3) == [1, 2, 3]
    assert await listed(house, anything, 3, after=3) == [4, 5]
    assert await listed(house, anything, 2, newest=True) == [5, 4]
    assert await listed(house, anything, 0) == []
    async with house.begin() as uow:
        assert await INCIDENTS(uow).count_open(anything) == 5


async def test_a_town_has_its_own_and_what_is_in_no_town_yet(house: House) -> None:
    for town_id in (NORTHAMPTON, HOLYOKE, None):
        await house.incident(town_id=town_id)
    assert await listed(house, OpenFilter(towns=frozenset({HOLYOKE}))) == [2, 3]
    assert await listed(house, OpenFilter(towns=frozenset())) == [3]
    assert await listed(house, OpenFilter()) == [1, 2, 3]


async def test_states_matters_and_who_is_muted_tell_apart(house: House) -> None:
    over, taken, quiet, need = [await house.incident() for _ in range(4)]
    await changed(house, over, state=State.CLOSED, closed_at=house.now)
    await changed(house, taken, state=State.VERIFYING)
    await changed(house, quiet, muted=True)
    await changed(house, need, matter=Matter.NEED)
    assert await listed(house, OpenFilter()) == [2, 3, 4]
    # What is over is not open, whatever is asked for.
    assert await listed(house, OpenFilter(states=frozenset({State.VERIFYING, State.CLOSED}))) == [2]
    assert await listed(house, OpenFilter(muted=True)) == [3]
    assert await listed(house, OpenFilter(muted=False)) == [2, 4]
    assert await listed(house, OpenFilter(matters=PRIVATE)) == [4]


async def test_a_lead_is_what_no_observer_saw_and_nobody_vouched_for_reported(house: House) -> None:
    lead, members, seen = [await house.incident() for _ in range(3)]
    observer, _ = await house.someone("rosa")
    await changed(house, seen, observer_id=observer.id)
    async with house.begin() as uow:
        await REPORTS(uow).add(reported(lead))
        await REPORTS(uow).add(reported(members, verified=True))
    assert await listed(house, OpenFilter(leads=True)) == [1]


async def test_no_place_is_opened_but_those_that_are_listed(house: House) -> None:
    for _ in range(12):
        await house.incident()
    async with house.store.write() as session:
        older = update(incident_table).where(incident_table.c.number <= 2)
        # Who opens one of these fails.
        await (await session.connection()).execute(older.values(place=b"damaged"))
    assert await listed(house, OpenFilter(), 10, newest=True) == list(range(12, 2, -1))


@pytest.mark.parametrize(
    ("grants", "towns"),
    [
        ([(Role.DISPATCHER, NORTHAMPTON)], {NORTHAMPTON}),
        ([(Role.DISPATCHER, NORTHAMPTON), (Role.MEMBER, HOLYOKE)], {NORTHAMPTON}),
        ([(Role.COORDINATOR, None)], None),
        ([(Role.MEMBER, NORTHAMPTON)], set()),
    ],
)
async def test_a_desk_has_the_towns_of_its_roles(
    house: House, grants: list[tuple[Role, int | None]], towns: set[int] | None
) -> None:
    person, _ = await house.someone("dana", *grants)
    assert of_desk(person) == (None if towns is None else frozenset(towns))
