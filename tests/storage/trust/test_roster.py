"""The list of people: counted and paged in the database, whatever they hold."""

import time

from sqlalchemy import event

from alerts.people.person import Role
from alerts.trust.ports import PEOPLE_BY_TOWN, PeopleView, TownCounts
from storage.core.ids import new_id
from storage.core.people_tables import GrantRow, PersonRow
from tests.storage.house import HOLYOKE, NORTHAMPTON, House

MANY = 2_000


async def _people(house: House, count: int) -> None:
    async with house.store.write() as session:
        for _ in range(count):
            person = PersonRow(id=new_id(), created_at=house.now, seen_at=house.now)
            session.add(person)
            await session.flush()
            session.add(
                GrantRow(
                    id=new_id(),
                    person_id=person.id,
                    town_id=NORTHAMPTON,
                    role=Role.MEMBER.value,
                    granted_at=house.now,
                )
            )


async def test_a_role_in_every_town_counts_in_each_and_one_that_rests_as_suspended(house: House) -> None:
    async with house.begin() as uow:
        ada, _ = await uow.people.add(1, "501", house.now)
        rosa, _ = await uow.people.add(1, "502", house.now)
        await uow.grants.give(ada.id, Role.COORDINATOR, None, house.now)
        await uow.grants.give(rosa.id, Role.MEMBER, NORTHAMPTON, house.now)
        await uow.grants.give(rosa.id, Role.RESPONDER, NORTHAMPTON, house.now)
        await uow.people.suspend(rosa.id, ada.id, house.now)
        found = await PEOPLE_BY_TOWN(uow).counts([NORTHAMPTON, HOLYOKE])
        assert found == {
            NORTHAMPTON: TownCounts(people=2, roles={Role.COORDINATOR: 1}, suspended=1),
            HOLYOKE: TownCounts(people=1, roles={Role.COORDINATOR: 1}),
        }
        assert await PEOPLE_BY_TOWN(uow).page(NORTHAMPTON, PeopleView.SUSPENDED, 0, 5) == [rosa.id]
        assert await PEOPLE_BY_TOWN(uow).page(NORTHAMPTON, PeopleView.ALL, 0, 5) == [rosa.id, ada.id]
        assert await PEOPLE_BY_TOWN(uow).page(NORTHAMPTON, PeopleView.ALL, 1, 5) == [ada.id]
        assert await PEOPLE_BY_TOWN(uow).ending_with(str(rosa.id)[-6:], 2) == [rosa.id]
        assert await PEOPLE_BY_TOWN(uow).ending_with("%", 2) == []


async def test_of_thousands_one_page_is_read(house: House) -> None:
    await _people(house, MANY)
    rows = 0

    def counted(*given: object) -> None:
        nonlocal rows
        rows += 1

    event.listen(house.store.engine.sync_engine, "after_cursor_execute", counted)
    async with house.begin() as uow:
        began = time.process_time()
        first = await PEOPLE_BY_TOWN(uow).page(NORTHAMPTON, PeopleView.MEMBER, 0, 6)
        last = await PEOPLE_BY_TOWN(uow).page(NORTHAMPTON, PeopleView.MEMBER, MANY - 6, 6)
        counts = await PEOPLE_BY_TOWN(uow).counts([NORTHAMPTON])
        spent = time.process_time() - began
    assert len({*first, *last}) == 12
    assert counts[NORTHAMPTON].people == MANY
    assert counts[NORTHAMPTON].unreachable == MANY, "none of them has an app"
    assert rows <= 8, "a page is one statement, the counts are four"
    assert spent < 2
