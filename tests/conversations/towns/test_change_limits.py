"""A coordinator's phone writes to a whole town by renaming it: once a day, and no dozens of towns before newcomers."""

import pytest

from alerts.people.person import Person
from alerts.towns import adding_towns, change_limits, changing
from alerts.trust.one_hand import LATELY
from alerts.work.refused import Refused
from tests.conversations.phone import Phone
from tests.conversations.town import Town

NORTHAMPTON = 1


async def _coordinator(town: Town, phone: Phone) -> Person:
    async with town.work.look() as uow:
        person = await uow.people.get(phone.person_id)
    assert person is not None
    return person


async def _renamed(town: Town, name: str, by: Person | None) -> str:
    async with town.work.begin() as uow:
        done = await changing.rename_town(uow, town.now, NORTHAMPTON, name, by)
    await town.settle()
    return done.why.key if isinstance(done, Refused) else done.key


async def test_a_town_is_renamed_once_a_day_by_whomever_and_an_operator_puts_it_right(town: Town) -> None:
    mallory, cora, rosa = await town.with_people("Mallory en coordinator", "Cora en coordinator", "Rosa en member")
    by = await _coordinator(town, mallory)
    assert await _renamed(town, "All come to Main St", by) == "toast.towns.renamed"
    await rosa.hears("towns.told.renamed")
    assert await _renamed(town, "Now to Elm St", by) == "towns.changed_today"
    assert await _renamed(town, "Northampton", await _coordinator(town, cora)) == "towns.changed_today"
    await rosa.hears_nothing()
    assert await _renamed(town, "Northampton", None) == "toast.towns.renamed"
    await rosa.hears("towns.told.renamed")
    await town.forward(seconds=LATELY.total_seconds() + 1)
    assert await _renamed(town, "Noho", by) == "toast.towns.renamed"


async def test_a_town_is_split_once_a_day(town: Town) -> None:
    mallory, rosa = await town.with_people("Mallory en coordinator", "Rosa en member")
    by = await _coordinator(town, mallory)
    keys = []
    for name, point in (("Florence", (42.322, -72.693)), ("Leeds", (42.348, -72.698))):
        async with town.work.begin() as uow:
            done = await adding_towns.split_town(uow, town.now, NORTHAMPTON, name, point, by)
        keys.append(done.why.key if isinstance(done, Refused) else done.name)
    await town.settle()
    assert keys == ["Florence", "towns.changed_today"]
    await rosa.hears("towns.told.split").hears_nothing()


async def test_one_hand_makes_a_few_towns_a_day(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_limits, "MOST_MADE", 2)
    mallory, cora = await town.with_people("Mallory en coordinator", "Cora en coordinator")
    keys = []
    for number, phone in enumerate((mallory, mallory, mallory, cora)):
        async with town.work.begin() as uow:
            by = await uow.people.get(phone.person_id)
            point = (42.6 + number / 10, -72.6)
            done = await adding_towns.add_town(uow, town.now, f"Town {'ABCD'[number]}", point, by)
        keys.append(done.why.key if isinstance(done, Refused) else done.name)
    await town.settle()
    assert keys == ["Town A", "Town B", "towns.too_many", "Town D"]
