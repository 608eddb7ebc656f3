"""Open incidents are found by where they are, however many are open; what is over is found by nobody."""

from sqlalchemy import update

from alerts.incidents.incident import Incident, State
from alerts.incidents.matter import Matter
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.places.place import Place
from storage.incidents.tables import incident as incident_table
from storage.incidents.tables import place_key
from storage.incidents.tables import report as report_table
from tests.storage.house import HOLYOKE, NORTHAMPTON, House
from tests.storage.incidents.test_incidents import reported

ELM, OAK = Place(words="Elm & 3rd"), Place(words="Oak & 9th")
HERE, NEAR, FAR = Place(point=(42.325, -72.641)), Place(point=(42.327, -72.642)), Place(point=(42.4, -72.7))


async def near(house: House, place: Place, town_id: int | None = NORTHAMPTON) -> list[int]:
    async with house.begin() as uow:
        return [incident.number for incident, _ in await INCIDENTS(uow).near(place, town_id)]


async def changed(house: House, incident: Incident, **changes: object) -> Incident:
    async with house.begin() as uow:
        after = await INCIDENTS(uow).change(incident, **changes)
    assert after is not None
    return after


async def test_it_is_found_by_its_words_as_people_write_them_and_by_its_point(house: House) -> None:
    elm, _, here = [await house.incident(place=place) for place in (ELM, OAK, HERE)]
    assert await near(house, Place(words="3rd and Elm St")) == [elm.number]
    assert await near(house, NEAR) == [here.number]
    assert await near(house, FAR) == []
    assert await near(house, ELM, HOLYOKE) == []
    assert await near(house, ELM, None) == [elm.number]


async def test_it_is_found_by_every_way_in_which_it_was_told(house: House) -> None:
    elm = await house.incident(place=ELM)
    assert await near(house, NEAR) == []
    await changed(house, elm, ways=(ELM, HERE))
    assert await near(house, NEAR) == [elm.number]


async def test_what_is_over_is_found_no_more_until_it_is_opened_again(house: House) -> None:
    elm = await house.incident(place=ELM)
    ended = await changed(house, elm, state=State.CLOSED, closed_at=house.now)
    assert await house.rows(place_key) == []
    await changed(house, ended, state=State.VERIFYING, closed_at=None)
    assert await near(house, ELM) == [elm.number]


async def test_what_was_open_before_there_was_an_index_is_found_all_the_same(house: House) -> None:
    elm = await house.incident(place=ELM)
    async with house.store.write() as session:
        connection = await session.connection()
        await connection.execute(place_key.delete())
        await connection.execute(update(incident_table).values(indexed=False))
    assert await near(house, ELM) == [elm.number]


async def test_the_oldest_other_incident_of_a_town_is_offered_as_the_same(house: House) -> None:
    first, second = await house.incident(place=ELM), await house.incident(place=OAK)
    async with house.begin() as uow:
        incidents = INCIDENTS(uow)
        assert await incidents.another_open(second, list(Matter)) == first.number
        assert await incidents.another_open(second, [Matter.WAGES]) is None
        await incidents.change(first, muted=True)
        assert await incidents.another_open(second, list(Matter)) is None


async def test_who_said_that_it_is_not_safe_is_found_also_where_only_the_taps_tell(house: House) -> None:
    incident = await house.incident(place=ELM)
    person, _ = await house.someone("501")
    async with house.begin() as uow:
        report = reported(incident, person_id=person.id, facts={"kind": "came", "write": "no"})
        await REPORTS(uow).add(report)
        assert await REPORTS(uow).silent(frozenset()) == {person.id}
    async with house.store.write() as session:
        await (await session.connection()).execute(update(report_table).values(silent=None))
    async with house.begin() as uow:
        assert await REPORTS(uow).silent(frozenset()) == {person.id}
        await INCIDENTS(uow).change(incident, closed_at=house.now)
        assert await REPORTS(uow).silent(frozenset()) == frozenset()
        assert await REPORTS(uow).silent(frozenset({incident.id})) == {person.id}
