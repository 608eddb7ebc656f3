"""Who is muted, and to whom the desk wrote."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.incidents.incident import State
from alerts.incidents.limit_ports import MUTES
from alerts.incidents.mute import Mute
from alerts.incidents.ports import INCIDENTS, REPORTS
from storage.incidents.tables import mute as mute_table
from tests.storage.house import House
from tests.storage.incidents.test_incidents import reported

DAY = timedelta(hours=24)


def muted(house: House, person_id: int, report_id: int | None = None) -> Mute:
    return Mute(person_id=person_id, report_id=report_id, muted_at=house.now, until=house.now + DAY)


async def test_a_mute_stands_until_its_moment_or_until_it_is_lifted(house: House) -> None:
    one, two = [(await house.someone(address))[0].id for address in ("501", "502")]
    first, second = muted(house, one), muted(house, two)
    async with house.begin() as uow:
        await MUTES(uow).mute(first)
        await MUTES(uow).mute(second)
        assert await MUTES(uow).standing(house.now) == [first, second]
        assert await MUTES(uow).among([two, 7], house.now) == {two: second}
        assert await MUTES(uow).among([], house.now) == {}
        assert await MUTES(uow).among([one], first.until) == {}
        assert await MUTES(uow).standing(first.until) == []
        await MUTES(uow).lift(one)
        assert await MUTES(uow).standing(house.now) == [second]


async def test_a_second_mute_takes_the_place_of_the_first_and_those_that_are_over_go(house: House) -> None:
    one, two = [(await house.someone(address))[0].id for address in ("501", "502")]
    async with house.begin() as uow:
        await MUTES(uow).mute(muted(house, one))
        await MUTES(uow).mute(muted(house, two))
    house.forward(hours=25)
    again = muted(house, two)
    async with house.begin() as uow:
        await MUTES(uow).mute(again)
        assert await MUTES(uow).standing(house.now) == [again]
    assert len(await house.rows(mute_table)) == 1


@pytest.mark.parametrize("both", [False, True])
async def test_two_who_turn_out_to_be_one_are_muted_once(house: House, both: bool) -> None:
    keep, gone = [(await house.someone(address))[0].id for address in ("501", "502")]
    async with house.begin() as uow:
        for person_id in (keep, gone) if both else (gone,):
            await MUTES(uow).mute(muted(house, person_id))
        await uow.people.merge(keep, gone, house.now)
        assert list(await MUTES(uow).among([keep, gone], house.now)) == [keep]


async def test_the_desk_finds_whom_it_wrote_to_last_while_the_incident_is_open(house: House) -> None:
    (person, _), first, second = await house.someone("501"), await house.incident(), await house.incident()
    async with house.begin() as uow:
        made = [await REPORTS(uow).add(reported(one, person_id=person.id)) for one in (first, second)]
        assert await REPORTS(uow).asked_back(person.id) is None
        for minutes, report in zip((2, 1), made, strict=True):
            await REPORTS(uow).save(replace(report, asked_at=house.now + timedelta(minutes=minutes)))
        found = await REPORTS(uow).asked_back(person.id)
        assert found is not None
        assert (found.id, found.asked_at) == (made[0].id, house.now + timedelta(minutes=2))
        await INCIDENTS(uow).change(first, state=State.CLOSED, closed_at=house.now)
        later = await REPORTS(uow).asked_back(person.id)
        assert later is not None
        assert later.id == made[1].id
        assert await REPORTS(uow).asked_back(person.id + 1) is None
