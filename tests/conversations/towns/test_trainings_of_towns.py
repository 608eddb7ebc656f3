"""Trainings of a town that changes: called off where the network leaves it, moved where it becomes part of another."""

import pytest

from alerts.towns import adding_towns, ending
from alerts.trainings.training_records import trained_at
from alerts.work.refused import Refused
from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced, code_on, is_now, kept

FLORENCE = (42.322, -72.693)
NORTHAMPTON, HOLYOKE = 1, 2


async def test_a_training_of_a_town_that_is_left_is_called_off_and_who_signed_up_and_who_holds_it_are_told(
    town: Town,
) -> None:
    cora, rosa, luis, marta, ada = await town.with_people(
        "Cora en coordinator everywhere",
        "Rosa es member Holyoke",
        "Luis en subscriber Holyoke signal",
        "Marta en responder Holyoke",
        "Ada en member Holyoke",
    )
    training = await announced(town, cora, town_id=HOLYOKE, capacity=2)
    elsewhere = await announced(town, cora)
    for phone in (marta, rosa, luis):
        await phone.says("/trainings").taps("trainings.join")
    await cora.says("/trainings").taps("trainings.show", at=training.starts_at).taps("trainings.whose")
    await cora.taps("trainings.hand", name="Marta")
    town.forget_news()
    async with town.work.begin() as uow:
        assert not isinstance(await ending.retire_town(uow, town.now, HOLYOKE, None), Refused)
    await town.settle()
    for phone in (rosa, luis, marta):
        await phone.hears("trainings.told.off", town="Holyoke", at=training.starts_at)
        await phone.hears("towns.told.retired", town="Holyoke")
    await ada.hears("towns.told.retired")
    await cora.hears("towns.told.retired")
    await town.nobody_hears_anything_else()
    off, stands = await kept(town, training), await kept(town, elsewhere)
    assert off is not None
    assert off.cancelled_at == town.now
    assert stands == elsewhere
    # Nobody is reminded of it, and nothing of it is kept for long.
    await town.forward(days=7)
    assert rosa.screen.unheard() == []
    await town.forward(days=8)
    assert await kept(town, training) is None


async def test_a_coordinator_who_leaves_their_town_calls_its_trainings_off_and_is_not_told_of_it(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator everywhere")
    training = await announced(town, cora, town_id=HOLYOKE)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.join")
    await cora.says("/towns Holyoke").taps("towns.end").taps("choice.towns.yes").is_told("toast.towns.retired")
    assert not any(line.says("trainings.told.off") for line in cora.screen.lines)
    off = await kept(town, training)
    assert off is not None
    assert off.cancelled_at is not None
    actions = [(row.action, row.by_id, row.town_id) for row in await town.rows_of("audit_entry")]
    assert ("training_cancelled", cora.person_id, None) in actions, "the log names no town that is gone"


async def test_a_training_that_has_begun_goes_on_and_who_is_there_is_trained(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator everywhere", "Rosa es member Holyoke")
    training = await announced(town, cora, town_id=HOLYOKE)
    await rosa.says("/trainings").taps("trainings.join")
    await is_now(town, training, minutes=-5)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.code")
    code = code_on(cora)
    await rosa.says(f"/here {code}").sees("trainings.here")
    async with town.work.begin() as uow:
        await ending.retire_town(uow, town.now, HOLYOKE, None)
    await town.settle()
    going_on = await kept(town, training)
    assert going_on is not None
    assert (going_on.cancelled_at, going_on.plan.town_id) == (None, None)
    async with town.work.look() as uow:
        assert await trained_at(uow, rosa.person_id) is not None


@pytest.mark.parametrize("app", ["telegram", "signal"])
async def test_a_training_moves_with_its_town_into_another_and_keeps_its_seats(town: Town, app: str) -> None:
    cora, rosa, ada = await town.with_people(
        "Cora en coordinator everywhere", f"Rosa en member Holyoke {app}", "Ada en member"
    )
    training = await announced(town, cora, town_id=HOLYOKE)
    await rosa.says("/trainings").taps("trainings.join")
    async with town.work.begin() as uow:
        assert not isinstance(await ending.merge_towns(uow, town.now, HOLYOKE, NORTHAMPTON, None), Refused)
    await town.settle()
    town.forget_news()
    await ada.says("/trainings").hears("trainings.line.members", town="Northampton", at=training.starts_at)
    await rosa.says("/trainings").hears("trainings.line.members", town="Northampton").sees("trainings.state.placed")
    await is_now(town, training, hours=24)
    await rosa.hears("trainings.told.reminder", town="Northampton")


async def test_a_training_stays_in_the_town_from_which_a_part_is_split_off_and_the_part_s_people_see_it(
    town: Town,
) -> None:
    cora, rosa = await town.with_people("Cora en coordinator everywhere", "Rosa en member")
    training = await announced(town, cora)
    async with town.work.begin() as uow:
        await adding_towns.split_town(uow, town.now, NORTHAMPTON, "Florence", FLORENCE, None)
    await town.settle()
    town.forget_news()
    await rosa.says("/trainings").hears("trainings.line.members", town="Northampton", at=training.starts_at)
