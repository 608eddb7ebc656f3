"""Trainings as they are kept: found by town and time, each seat in its turn, and attendance for whoever asks."""

from datetime import timedelta

import pytest

from alerts.towns.ports import TOWNS
from alerts.trainings.ports import SEATS, TRAININGS
from alerts.trainings.training import Training, TrainingAudience, TrainingPlan
from alerts.trainings.training_records import next_training, trained_among, trained_at
from storage.trainings.tables import TrainingRow
from tests.storage.house import HOLYOKE, NORTHAMPTON, House


def plan(house: House, **changes: object) -> TrainingPlan:
    given: dict[str, object] = {
        "town_id": HOLYOKE,
        "audience": TrainingAudience.MEMBERS,
        "language": "es",
        "starts_at": house.now + timedelta(days=7),
        "place": "Salón de la parroquia, 12 Elm St",
        "capacity": 20,
    }
    return TrainingPlan(**(given | changes))  # type: ignore[arg-type]


async def announced(house: House, **changes: object) -> Training:
    async with house.begin() as uow:
        return await TRAININGS(uow).add(plan(house, **changes))


async def test_a_training_is_kept_as_it_was_announced_and_its_place_sealed(house: House) -> None:
    training = await announced(house)
    assert training.plan == plan(house)
    async with house.begin() as uow:
        assert await TRAININGS(uow).get(training.id) == training
        assert await TRAININGS(uow).get(1) is None
    [row] = await house.rows(TrainingRow.__table__)  # type: ignore[attr-defined]
    assert b"parroquia" not in row.place


async def test_what_comes_is_found_by_town_the_soonest_first(house: House) -> None:
    later = await announced(house, starts_at=house.now + timedelta(days=9))
    sooner = await announced(house)
    elsewhere = await announced(house, town_id=NORTHAMPTON)
    off = await announced(house)
    async with house.begin() as uow:
        assert await TRAININGS(uow).cancel(off.id, house.now)
        assert not await TRAININGS(uow).cancel(off.id, house.now)
        assert await TRAININGS(uow).since(house.now, [HOLYOKE]) == [sooner, later]
        assert await TRAININGS(uow).since(house.now + timedelta(days=8)) == [later]
        assert elsewhere in await TRAININGS(uow).since(house.now)


async def test_the_next_training_is_in_their_language_if_there_is_one(house: House) -> None:
    english = await announced(house, language="en")
    spanish = await announced(house, starts_at=house.now + timedelta(days=9))
    await announced(house, audience=TrainingAudience.EMPLOYERS, starts_at=house.now + timedelta(days=1))
    async with house.begin() as uow:
        assert await next_training(uow, house.now, HOLYOKE, "es") == spanish
        assert await next_training(uow, house.now, HOLYOKE, "en") == english
        assert await next_training(uow, house.now, HOLYOKE, "pt") == english
        assert await next_training(uow, house.now, HOLYOKE, None) == english
        assert await next_training(uow, house.now, NORTHAMPTON, "es") is None
        assert await next_training(uow, house.now + timedelta(days=10), HOLYOKE, "es") is None


async def test_seats_stand_in_the_order_in_which_people_signed_up(house: House) -> None:
    training = await announced(house)
    rosa, luis = (await house.someone("1"))[0], (await house.someone("2"))[0]
    async with house.begin() as uow:
        first = await SEATS(uow).take(training.id, luis.id, house.now)
    house.forward(minutes=1)
    async with house.begin() as uow:
        second = await SEATS(uow).take(training.id, rosa.id, house.now)
        assert (await SEATS(uow).take(training.id, luis.id, house.now)).id == first.id
        assert await SEATS(uow).of(training.id) == [first, second]
        await SEATS(uow).place(first.id, house.now)
        placed = await SEATS(uow).one(training.id, luis.id)
        assert placed is not None
        assert placed.placed_at == house.now
        assert await SEATS(uow).taken_by(rosa.id) == [second]
        await uow.people.stop(rosa.id, house.now)
        assert [seat.id for seat in await SEATS(uow).of(training.id)] == [first.id]
        assert await SEATS(uow).give_back(training.id, luis.id)
        assert not await SEATS(uow).give_back(training.id, luis.id)
        assert await SEATS(uow).get(first.id) is None


async def test_who_attended_was_trained_until_it_is_taken_back(house: House) -> None:
    training = await announced(house)
    for_employers = await announced(house, audience=TrainingAudience.EMPLOYERS)
    rosa, luis = (await house.someone("1"))[0], (await house.someone("2"))[0]
    async with house.begin() as uow:
        assert await trained_at(uow, rosa.id) is None
        seat = await SEATS(uow).take(training.id, rosa.id, house.now)
        other = await SEATS(uow).take(for_employers.id, luis.id, house.now)
        assert await SEATS(uow).attend(seat.id, house.now)
        assert not await SEATS(uow).attend(seat.id, house.now)
        assert await SEATS(uow).attend(other.id, house.now)
        assert not await SEATS(uow).give_back(training.id, rosa.id)
        assert await trained_at(uow, rosa.id) == house.now
        assert await trained_among(uow, [rosa.id, luis.id]) == {rosa.id: house.now}
        assert await SEATS(uow).attend(seat.id, None)
        assert not await SEATS(uow).attend(seat.id, None)
        assert await trained_at(uow, rosa.id) is None


async def test_a_code_is_found_in_its_time_only_and_kept_as_a_hash(house: House) -> None:
    training = await announced(house)
    day = timedelta(days=1)
    async with house.begin() as uow:
        await TRAININGS(uow).set_code(training.id, "123456")
        at = training.starts_at
        found = await TRAININGS(uow).with_code("123456", at - day, at + day)
        assert found is not None
        assert found.id == training.id
        assert await TRAININGS(uow).with_code("123457", at - day, at + day) is None
        assert await TRAININGS(uow).with_code("123456", at - 2 * day, at - day) is None
        assert await TRAININGS(uow).with_code("123456", at + day, at + 2 * day) is None
        await TRAININGS(uow).cancel(training.id, house.now)
        assert await TRAININGS(uow).with_code("123456", at - day, at + day) is None
    [row] = await house.rows(TrainingRow.__table__)  # type: ignore[attr-defined]
    assert b"123456" not in row.code_index


async def test_after_it_only_who_attended_is_kept_and_then_nobody(house: House) -> None:
    training = await announced(house)
    rosa, luis = (await house.someone("1"))[0], (await house.someone("2"))[0]
    async with house.begin() as uow:
        seat = await SEATS(uow).take(training.id, rosa.id, house.now)
        await SEATS(uow).take(training.id, luis.id, house.now)
        await SEATS(uow).attend(seat.id, house.now)
        await TRAININGS(uow).forget_place(training.id)
        kept = await TRAININGS(uow).get(training.id)
        assert kept is not None
        assert kept.plan.place == ""
        assert [one.person_id for one in await SEATS(uow).of(training.id)] == [rosa.id]
    async with house.begin() as uow:
        await TRAININGS(uow).remove(training.id)
        assert await trained_at(uow, rosa.id) is None


async def test_who_attended_stays_trained_where_the_town_or_the_trainer_is_gone(house: House) -> None:
    training = await announced(house)
    rosa, _ = await house.someone("1")
    async with house.begin() as uow:
        seat = await SEATS(uow).take(training.id, rosa.id, house.now)
        await SEATS(uow).attend(seat.id, house.now)
        await TRAININGS(uow).hand_to(training.id, rosa.id)
        await TRAININGS(uow).expect(training.id, 3)
        await TOWNS(uow).remove(HOLYOKE)
    async with house.begin() as uow:
        kept = await TRAININGS(uow).get(training.id)
        assert kept is not None
        assert (kept.plan.town_id, kept.trainer_id, kept.expected) == (None, rosa.id, 3)
        assert await trained_at(uow, rosa.id) == house.now
        assert await TRAININGS(uow).since(house.now, [NORTHAMPTON]) == [kept]


@pytest.mark.parametrize("better", ["of who stays", "of who goes"])
@pytest.mark.parametrize("seat", ["attended", "placed", "earlier"])
async def test_of_two_seats_of_who_turns_out_to_be_one_the_better_stays_as_it_is(
    house: House, seat: str, better: str
) -> None:
    training, other = await announced(house), await announced(house)
    keep, gone = (await house.someone("1"))[0], (await house.someone("2"))[0]
    has, lacks = (keep, gone) if better == "of who stays" else (gone, keep)
    async with house.begin() as uow:
        good = await SEATS(uow).take(training.id, has.id, house.now)
        house.forward(minutes=1)
        poor = await SEATS(uow).take(training.id, lacks.id, house.now)
        elsewhere = await SEATS(uow).take(other.id, gone.id, house.now)
        if seat == "attended":
            await SEATS(uow).attend(good.id, house.now)
            await SEATS(uow).place(poor.id, house.now)
        elif seat == "placed":
            await SEATS(uow).place(good.id, house.now)
        await uow.people.merge(keep.id, gone.id, house.now)
    async with house.begin() as uow:
        assert [(one.id, one.person_id) for one in await SEATS(uow).of(training.id)] == [(good.id, keep.id)]
        assert await SEATS(uow).get(poor.id) is None
        assert {one.id for one in await SEATS(uow).taken_by(keep.id)} == {good.id, elsewhere.id}
        assert (await trained_at(uow, keep.id) is not None) == (seat == "attended")
