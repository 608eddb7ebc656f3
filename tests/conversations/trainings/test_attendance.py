"""Who was there: by the trainer's tap, or by the code on the spot; and what comes of it."""

from datetime import timedelta

import pytest

from alerts.joining.guesses import TELLING
from alerts.people.person import Role
from alerts.people.pseudonym import pseudonym
from alerts.trainings.training_records import trained_at
from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced, code_on, is_now


async def trained(town: Town, phone: Phone) -> bool:
    async with town.work.look() as uow:
        return await trained_at(uow, phone.person_id) is not None


async def test_a_coordinator_marks_who_came_by_a_tap_each_and_takes_it_back(town: Town) -> None:
    cora, rosa, luis = await town.with_people("Cora en coordinator", "Rosa es member", "Luis es member signal")
    training = await announced(town, cora)
    for phone in (rosa, luis):
        await phone.says("/trainings").taps("trainings.join")
    await cora.says("/trainings").taps("trainings.show").taps("trainings.list")
    await cora.hears("trainings.head").hears("trainings.line.members").hears("trainings.mark_later", placed=2)
    await is_now(town, training, minutes=10)
    town.forget_news()
    await cora.taps("trainings.list").hears("trainings.list").taps("trainings.here", name="Rosa")
    await cora.is_told("toast.trainings.there", name="Rosa")
    await cora.taps("trainings.here", name="Rosa").is_told("trainings.marked_there")
    assert (await trained(town, rosa), await trained(town, luis)) == (True, False)
    await cora.taps("trainings.list").sees("trainings.listed.there", name="Rosa").taps("trainings.away", name="Rosa")
    await cora.is_told("toast.trainings.away")
    assert not await trained(town, rosa)
    await cora.says("/audit").sees("audit.did.attended", whom=pseudonym(rosa.person_id))
    await cora.sees("audit.did.attendance_undone", whom=pseudonym(rosa.person_id))


async def test_before_it_and_long_after_nobody_is_marked(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    training = await announced(town, cora)
    await rosa.says("/trainings").taps("trainings.join")
    await is_now(town, training, minutes=20)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.list")
    here = cora.button("trainings.here")
    town.now -= timedelta(minutes=20)
    await cora.presses(here).is_told("trainings.too_early")
    await town.forward(days=8)
    await cora.presses(here).is_told("trainings.seat_gone")
    assert not await trained(town, rosa)


async def test_the_code_counts_from_half_an_hour_before_until_three_hours_after(town: Town) -> None:
    cora, rosa, luis, ana = await town.with_people(
        "Cora en coordinator", "Rosa es member", "Luis es subscriber signal", "Ana en member"
    )
    training = await announced(town, cora)
    await rosa.says("/trainings").taps("trainings.join")
    await cora.says("/trainings").taps("trainings.show").taps("trainings.code")
    code = code_on(cora)
    assert len(code) == 6
    await is_now(town, training, minutes=31)
    await rosa.says(f"/here {code}").hears("trainings.told.reminder").sees("trainings.wrong_code")
    await is_now(town, training, minutes=30)
    town.forget_news()
    await rosa.says(f"/aqui {code[:3]} {code[3:]}").hears("trainings.here").says(f"/here {code}")
    await rosa.hears("trainings.here_already")
    # Who came without signing up is put on the list.
    await luis.says(f"/here {code}").hears("trainings.here")
    assert await trained(town, rosa)
    assert await trained(town, luis)
    await cora.taps("trainings.list").sees("trainings.listed.by_code", name="Luis")
    await is_now(town, training, hours=-3, minutes=-1)
    await ana.says(f"/here {code}").hears("trainings.wrong_code")
    assert not await trained(town, ana)


async def test_a_new_code_ends_the_one_before_and_none_is_guessed(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    training = await announced(town, cora)
    await is_now(town, training, minutes=5)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.code")
    first = code_on(cora)
    await cora.taps("trainings.code")
    second = code_on(cora)
    town.forget_news()
    await mallory.says("/here").hears("trainings.code_shape").says("/here 12345").hears("trainings.code_shape")
    wrong = [f"{(int(second) + n) % 10**6:06}" for n in (1, 2)]
    for code in (first, *wrong):
        await mallory.says(f"/here {code}").hears("trainings.wrong_code")
    # Now not even the right one is looked at.
    await mallory.says(f"/here {second}").hears("join.guess_wait", at=town.now + timedelta(minutes=1))
    assert not await trained(town, mallory)
    await town.forward(minutes=1)
    await mallory.says(f"/here {second}").hears("trainings.here")


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_coordinator_names_who_holds_it_and_that_one_marks_who_came(town: Town, platform: str) -> None:
    cora, ada, marta, rosa, tomas = await town.with_people(
        "Cora en coordinator",
        "Ada en coordinator",
        f"Marta es member {platform}",
        "Rosa es member",
        "Tomas es subscriber",
    )
    training = await announced(town, cora)
    for phone in (marta, rosa, tomas):
        await phone.says("/trainings").taps("trainings.join")
    town.forget_news()
    await cora.says("/trainings").taps("trainings.show").taps("trainings.whose").hears("trainings.head")
    await cora.hears("trainings.line.members").hears("trainings.whose")
    assert "Tomas" not in cora.text, "nobody knows them"
    await cora.taps("trainings.hand", name="Marta").is_told("toast.trainings.named", name="Marta")
    await marta.hears("trainings.told.yours")
    await ada.hears("trainings.told.named", name="Marta", by="Cora")
    await is_now(town, training, minutes=10)
    await marta.says("/trainings").taps("trainings.list").taps("trainings.here", name="Rosa")
    await marta.is_told("toast.trainings.there", name="Rosa")
    assert await trained(town, rosa)
    assert not any(line.offer(what) for line in marta.screen.lines for what in ("trainings.off", "trainings.whose"))
    # With the trust of the town goes the list.
    async with town.work.begin() as uow:
        await uow.grants.take_role(marta.person_id, Role.MEMBER, town.network.towns[0].id)
        await uow.grants.give(marta.person_id, Role.SUBSCRIBER, town.network.towns[0].id, town.now)
    await marta.taps("trainings.here", name="Tomas").is_told("refused.role")
    town.forget_news()
    await cora.says("/trainings").taps("trainings.show").taps("trainings.ours").is_told("toast.trainings.dropped")
    await marta.hears("trainings.told.not_yours")


async def test_the_list_is_shown_by_pages(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await announced(town, cora, capacity=20)
    for n in range(10):
        (one,) = await town.with_people(f"P{n} es member")
        await one.says("/trainings").taps("trainings.join")
    await cora.says("/trainings").taps("trainings.show").taps("trainings.list").hears("trainings.list")
    assert "P7" in cora.text
    assert "P8" not in cora.text
    await cora.taps("choice.trainings.more").hears("trainings.list")
    assert "P8" in cora.text


@pytest.mark.parametrize("language", ["en", "es"])
async def test_who_guesses_a_training_s_code_is_told_of_in_words_that_are_true_of_it(town: Town, language: str) -> None:
    cora, mallory = await town.with_people(f"Cora {language} coordinator", f"Mallory {language} member")
    training = await announced(town, cora)
    await is_now(town, training, minutes=5)
    for number in range(TELLING):
        await mallory.says(f"/here 00000{number}").sees("trainings.wrong_code")
        await town.forward(minutes=5)
    await cora.hears("join.guessing", n=TELLING)
    assert {"en": "training", "es": "capacitación"}[language] in cora.text
    town.forget_news()
    await mallory.says("/mydata").hears("own_data.page")
    assert {"en": "wrong codes", "es": "códigos equivocados"}[language] in mallory.text
    assert {"en": "training", "es": "capacitación"}[language] in mallory.text
