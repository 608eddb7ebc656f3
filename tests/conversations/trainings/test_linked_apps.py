"""Two apps of one person had a seat each in one training: linked, the better one counts, as one of the places."""

import pytest

from alerts.trainings.ports import SEATS
from alerts.trainings.training import Training
from alerts.trainings.training_records import trained_at
from alerts.trainings.training_times import REFRESHER_AFTER
from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced, code_on, is_now

PAIRS = pytest.mark.parametrize(("owners", "others"), [("telegram", "signal"), ("signal", "telegram")])


async def _linked(owner: Phone, other: Phone) -> None:
    await owner.says("/link").hears("link.code")
    await other.says(f"/link {code_on(owner)}").hears("link.sure").taps("link.mine").hears("link.asked")
    await owner.hears("link.ask").taps("link.yes").hears("link.done")
    await other.hears("link.done")
    other.person_id = owner.person_id


async def _signs_up(phone: Phone, *said: str) -> None:
    await phone.says("/trainings").taps("trainings.join")
    for key in said:
        await phone.sees(key)
    phone.town.forget_news()


async def _trained(town: Town, phone: Phone) -> bool:
    async with town.work.look() as uow:
        return await trained_at(uow, phone.person_id) is not None


async def _seats(town: Town, training: Training) -> list[tuple[int, bool, bool]]:
    async with town.work.look() as uow:
        found = await SEATS(uow).of(training.id)
    return [(seat.person_id, seat.placed_at is not None, seat.attended_at is not None) for seat in found]


@PAIRS
async def test_who_attended_with_either_app_was_there_and_is_asked_again_a_year_later(
    town: Town, owners: str, others: str
) -> None:
    cora, owner, other = await town.with_people(
        "Cora en coordinator", f"Rosa en subscriber {owners}", f"Rosa en subscriber {others}"
    )
    training = await announced(town, cora)
    await _signs_up(owner)
    await _signs_up(other)
    await is_now(town, training, minutes=5)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.code")
    await other.says(f"/here {code_on(cora)}").sees("trainings.here")
    town.forget_news()
    await _linked(owner, other)
    assert await _trained(town, owner)
    assert await _seats(town, training) == [(owner.person_id, True, True)]
    await cora.taps("trainings.list").sees("trainings.listed.by_code", name="Rosa")
    await town.forward(days=REFRESHER_AFTER.days)
    await owner.sees("trainings.told.refresher")


@PAIRS
async def test_one_place_is_theirs_and_the_other_goes_to_who_waits(town: Town, owners: str, others: str) -> None:
    cora, owner, other, luis = await town.with_people(
        "Cora en coordinator",
        f"Rosa en subscriber {owners}",
        f"Rosa en subscriber {others}",
        "Luis es member",
    )
    training = await announced(town, cora, capacity=2)
    await _signs_up(owner, "trainings.state.placed")
    await _signs_up(other, "trainings.state.placed")
    await _signs_up(luis, "trainings.state.waiting")
    await _linked(owner, other)
    await luis.hears("trainings.told.place_free")
    assert await _seats(town, training) == [(owner.person_id, True, False), (luis.person_id, True, False)]
    await other.says("/trainings").sees("trainings.state.placed").taps("trainings.back")
    await owner.says("/trainings").sees("trainings.state.free", free=1)


@PAIRS
async def test_a_place_is_better_than_a_turn_in_the_queue_whichever_app_has_it(
    town: Town, owners: str, others: str
) -> None:
    cora, owner, other, luis = await town.with_people(
        "Cora en coordinator", f"Rosa en subscriber {owners}", f"Rosa en subscriber {others}", "Luis es member"
    )
    training = await announced(town, cora, capacity=1)
    await _signs_up(other, "trainings.state.placed")
    await _signs_up(luis, "trainings.state.waiting")
    await _signs_up(owner, "trainings.state.waiting")
    await _linked(owner, other)
    assert await _seats(town, training) == [(owner.person_id, True, False), (luis.person_id, False, False)]
    await luis.hears_nothing()


@PAIRS
async def test_parting_them_leaves_it_with_who_keeps_the_roles(town: Town, owners: str, others: str) -> None:
    cora, owner, other = await town.with_people(
        "Cora en coordinator", f"Rosa en subscriber {owners}", f"Rosa en subscriber {others}"
    )
    training = await announced(town, cora)
    await _signs_up(owner)
    await _signs_up(other)
    await is_now(town, training, minutes=5)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.list")
    await cora.taps("trainings.here", name="Rosa")
    town.forget_news()
    await _linked(owner, other)
    await other.says("/unlink").taps("link.part").hears("link.parted_here")
    assert await _trained(town, owner)
    assert [seat[0] for seat in await _seats(town, training)] == [owner.person_id]
    await owner.says("/trainings").sees("trainings.state.attended")
    await other.says("/trainings").hears("trainings.join_first")
