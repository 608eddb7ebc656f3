"""/trainings: what comes next, one tap to sign up, one to give the place back; full means a queue that moves."""

from datetime import timedelta

import pytest

from alerts.people.person import Role
from alerts.trainings.training import TrainingAudience
from alerts.trainings.training_records import next_training
from tests.conversations.town import Town
from tests.conversations.trainings.announced import PLACE, announced, is_now


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_the_place_is_told_to_who_signed_up_and_nobody_else(town: Town, platform: str) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", f"Rosa es subscriber {platform}")
    training = await announced(town, cora)
    await rosa.says("/capacitaciones").hears("trainings.line.members", at=training.starts_at, town="Northampton")
    assert "trainings.state.free" in rosa.keys
    assert PLACE not in rosa.text
    await rosa.taps("trainings.join").hears("trainings.signed_up").sees("trainings.where", place=PLACE)
    await rosa.says("/trainings").hears("trainings.state.placed")
    await rosa.taps("trainings.back").is_told("toast.trainings.given_back")
    await rosa.says("/trainings").hears("trainings.state.free", free=12)
    assert PLACE not in rosa.text
    await town.nobody_hears_anything_else()


async def test_who_finds_it_full_waits_in_turn_and_is_told_when_a_place_is_free(town: Town) -> None:
    cora, rosa, luis, ana = await town.with_people(
        "Cora en coordinator", "Rosa es member", "Luis es member signal", "Ana en member"
    )
    await announced(town, cora, capacity=1)
    await rosa.says("/trainings").taps("trainings.join").hears("trainings.signed_up")
    await luis.says("/trainings").hears("trainings.state.full", waiting=0)
    await luis.taps("choice.trainings.queue").hears("trainings.queued").sees("trainings.state.waiting", position=1)
    assert PLACE not in luis.text
    await ana.says("/trainings").taps("trainings.join").hears("trainings.queued", position=2)
    town.forget_news()
    await rosa.taps("trainings.back").is_told("toast.trainings.given_back")
    await luis.hears("trainings.told.place_free", place=PLACE)
    await town.nobody_hears_anything_else()
    # Who signs up again stands behind those who wait.
    await rosa.says("/trainings").taps("trainings.join").hears("trainings.queued", position=2)
    town.forget_news()
    await luis.taps("trainings.back").is_told("toast.trainings.given_back")
    await ana.hears("trainings.told.place_free")
    await town.nobody_hears_anything_else()


async def test_a_place_of_somebody_who_is_erased_goes_to_who_waits_before_the_reminder(town: Town) -> None:
    cora, rosa, luis = await town.with_people("Cora en coordinator", "Rosa es member", "Luis es member signal")
    training = await announced(town, cora, capacity=1)
    await rosa.says("/trainings").taps("trainings.join")
    await luis.says("/trainings").taps("trainings.join").hears("trainings.queued")
    await rosa.says("/forget").taps("forget.yes")
    town.forget_news()
    await is_now(town, training, hours=23)
    await luis.hears("trainings.told.place_free").hears_nothing()


async def test_in_no_town_of_theirs_nobody_sees_it_or_signs_up(town: Town) -> None:
    cora, rosa, luis, sam = await town.with_people(
        "Cora en coordinator", "Rosa en member", "Luis en member Holyoke", "Sam"
    )
    await announced(town, cora)
    await luis.says("/trainings").hears("trainings.none_yet")
    await sam.says("/trainings").hears("trainings.join_first")
    await sam.says("/here 123456").hears("trainings.join_first")
    await rosa.says("/trainings").hears("trainings.line.members")
    join = rosa.button("trainings.join")
    async with town.work.begin() as uow:
        await uow.grants.take_role(rosa.person_id, Role.MEMBER, town.network.towns[0].id)
        await uow.grants.give(rosa.person_id, Role.MEMBER, town.network.towns[1].id, town.now)
    await rosa.presses(join).is_told("refused.role")
    assert await town.rows_of("training_seat") == []


async def test_who_is_suspended_signs_up_for_nothing(town: Town) -> None:
    cora, rosa, ada = await town.with_people("Cora en coordinator", "Rosa en member", "Ada en coordinator")
    await announced(town, cora)
    await rosa.says("/trainings").hears("trainings.line.members")
    async with town.work.begin() as uow:
        await uow.people.suspend(rosa.person_id, ada.person_id, town.now)
    await rosa.taps("trainings.join").is_told("trust.suspended_still")
    await rosa.says("/trainings").hears("trust.suspended_still")


async def test_several_are_a_list_and_those_for_employers_are_listed_only(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await announced(town, cora)
    await announced(town, cora, audience=TrainingAudience.EMPLOYERS, starts_at=town.now + timedelta(days=2))
    await rosa.says("/trainings").hears("trainings.head").sees("trainings.line.employers")
    await rosa.taps("trainings.show", at=town.now + timedelta(days=2)).hears("trainings.line.employers")
    assert rosa.button("trainings.show")
    assert PLACE not in rosa.text
    assert rosa.screen.lines[-1].offer("trainings.join") is None
    await cora.says("/trainings").taps("trainings.show", at=town.now + timedelta(days=2))
    await cora.hears("trainings.head").hears("trainings.expected", n=0)
    await cora.taps("trainings.count", more="+5").is_told("toast.trainings.expected", n=5)
    await cora.taps("trainings.count", more="-1").is_told("toast.trainings.expected", n=4)
    async with town.work.begin() as uow:
        following = await next_training(uow, town.now, town.network.towns[0].id, "es")
    assert following is not None
    assert following.plan.audience is TrainingAudience.MEMBERS


async def test_a_report_in_the_middle_of_it_is_a_report(town: Town) -> None:
    cora, rosa, _ = await town.with_people("Cora en coordinator", "Rosa es member", "Dana en dispatcher")
    await announced(town, cora)
    await rosa.says("/trainings").taps("trainings.join").hears("trainings.line.members").hears("trainings.signed_up")
    await rosa.says("hay migra en la calle Elm, Northampton").hears("report.received")
    await rosa.says("aquí")
    assert not any(key.startswith("trainings") for line in rosa.screen.news for key in line.keys)


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_the_calendar_file_holds_time_and_place_and_names_nobody(town: Town, platform: str) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", f"Rosa es member {platform}")
    training = await announced(town, cora)
    await rosa.says("/trainings").taps("trainings.join").taps("trainings.file").hears("trainings.calendar")
    sent = rosa.screen.lines[-1].spoken
    assert (sent.file_name, sent.file_type) == ("training.ics", "text/calendar")
    assert sent.file is not None
    lines = sent.file.decode().split("\r\n")
    assert f"DTSTART:{training.starts_at:%Y%m%dT%H%M%SZ}" in lines
    assert "SUMMARY:Capacitación" in lines
    assert "LOCATION:Parish hall\\, back door" in lines
    assert "Valley" not in sent.file.decode()
    # It was sent: it is kept no more.
    assert not any(b"ics" in (row.content or b"") for row in await town.rows_of("notice"))


async def test_who_has_no_place_gets_no_calendar_file(town: Town) -> None:
    cora, rosa, luis = await town.with_people("Cora en coordinator", "Rosa es member", "Luis es member")
    await announced(town, cora, capacity=1)
    await rosa.says("/trainings").taps("trainings.join")
    file = rosa.button("trainings.file")
    await rosa.taps("trainings.back")
    await luis.says("/trainings").taps("trainings.join")
    await rosa.presses(file).is_told("trainings.not_signed_up")
