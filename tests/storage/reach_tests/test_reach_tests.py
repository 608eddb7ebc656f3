"""Tests of the alarm, kept in either database."""

from alerts.people.person import Role
from alerts.reach_tests.ports import REACH_SCHEDULES, REACH_TESTS
from alerts.work.running_tests import RUNNING_TESTS
from tests.storage.house import HOLYOKE, NORTHAMPTON, House, saying


async def test_a_test_goes_to_every_app_of_its_towns_and_counts_each_answer_once(house: House) -> None:
    luis, app = await house.someone("u-1", (Role.RESPONDER, HOLYOKE))
    ana, other = await house.someone("u-2", (Role.MEMBER, None), line=house.signal)
    await house.someone("u-3", (Role.COMMITTEE, HOLYOKE))
    async with house.begin() as uow:
        tests = REACH_TESTS(uow)
        assert await tests.contacts([NORTHAMPTON], frozenset()) == {ana.id: [other.id]}
        assert await tests.contacts([NORTHAMPTON, HOLYOKE], {house.signal}) == {luis.id: [app.id]}
        test = await tests.begin([NORTHAMPTON, HOLYOKE], house.now)
        contacts = [app.id, other.id]
        await tests.add(test.id, await uow.mail.post(saying(), contacts, house.now), contacts, house.now)
        assert await tests.get(test.id) == test
        assert await tests.of_town(HOLYOKE, 1) == [test]
        assert await tests.answered(test.id, app.id, house.now)
        assert not await tests.answered(test.id, app.id, house.now)
        people = await tests.people(test.id, HOLYOKE)
        assert [(one.person_id, one.apps[0].answered_at) for one in people] == [(luis.id, house.now), (ana.id, None)]
        assert [one.person_id for one in await tests.people(test.id, NORTHAMPTON)] == [ana.id]


async def test_an_alert_takes_back_what_waits_of_a_test_in_its_town_only(house: House) -> None:
    _, app = await house.someone("u-1", (Role.RESPONDER, HOLYOKE))
    async with house.begin() as uow:
        test = await REACH_TESTS(uow).begin([HOLYOKE], house.now)
        notice = await uow.mail.post(saying(), [app.id], house.now)
        await REACH_TESTS(uow).add(test.id, notice, [app.id], house.now)
        await RUNNING_TESTS(uow).withdraw(NORTHAMPTON)
    assert await house.deliveries(notice) == {app.id: "queued"}
    async with house.begin() as uow:
        await RUNNING_TESTS(uow).withdraw(HOLYOKE)
    assert await house.deliveries(notice) == {app.id: "withdrawn"}


async def test_results_are_shown_in_one_place_until_the_test_is_forgotten(house: House) -> None:
    cora, app = await house.someone("u-1", (Role.COORDINATOR, HOLYOKE))
    async with house.begin() as uow:
        tests = REACH_TESTS(uow)
        test = await tests.begin([HOLYOKE], house.now)
        for _ in range(2):
            notice = await uow.mail.post(saying(), [app.id], house.now)
            await tests.set_page(test.id, cora.id, notice)
        assert await tests.pages(test.id) == {cora.id: notice}
        await tests.end(test.id, house.now)
        ended = await tests.get(test.id)
        assert ended is not None
        assert ended.ended_at == house.now
        await tests.forget(test.id)
        assert await tests.get(test.id) is None


async def test_a_town_has_one_monthly_test_whose_deadline_stays_when_it_is_moved(house: House) -> None:
    async with house.begin() as uow:
        schedules = REACH_SCHEDULES(uow)
        first = await schedules.set(HOLYOKE, 2, 18)
        moved = await schedules.set(HOLYOKE, 3, 18)
        assert (moved.id, await schedules.get(first.id)) == (first.id, moved)
        north = await schedules.set(NORTHAMPTON, 3, 18)
        assert await schedules.alike(north) == sorted((moved, north), key=lambda one: one.id)
        assert await schedules.end(HOLYOKE)
        assert not await schedules.end(HOLYOKE)
        assert await schedules.of(HOLYOKE) is None
