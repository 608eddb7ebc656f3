"""Reminders, the word on how many came, refreshers after a year, and what is forgotten when."""

from datetime import timedelta

from tests.conversations.town import Town
from tests.conversations.trainings.announced import PLACE, announced, is_now, kept


async def test_who_has_a_place_is_reminded_a_day_and_two_hours_before_and_nobody_else(town: Town) -> None:
    cora, rosa, luis, ana, kim = await town.with_people(
        "Cora en coordinator", "Rosa es member", "Luis es member signal", "Ana en member", "Kim en member"
    )
    training = await announced(town, cora, capacity=2)
    for phone in (rosa, luis, ana):
        await phone.says("/trainings").taps("trainings.join")
    town.forget_news()
    await is_now(town, training, hours=24, minutes=1)
    await town.nobody_hears_anything_else()
    # A new run of the program finds them in the database.
    town.begin(town.store)
    await is_now(town, training, hours=24)
    for phone in (rosa, luis):
        await phone.hears("trainings.told.reminder", place=PLACE, at=training.starts_at)
    await town.nobody_hears_anything_else()
    await luis.taps("trainings.back")
    await ana.hears("trainings.told.place_free")
    await is_now(town, training, hours=2, minutes=1)
    town.forget_news()
    await is_now(town, training, hours=1)
    for phone in (rosa, ana):
        await phone.hears("trainings.told.reminder")
    await town.nobody_hears_anything_else()
    assert kim.screen.lines == []


async def test_after_it_the_coordinators_hear_how_many_came(town: Town) -> None:
    cora, ada, rosa, luis = await town.with_people(
        "Cora en coordinator", "Ada en coordinator Holyoke", "Rosa es member", "Luis es member signal"
    )
    training = await announced(town, cora)
    for phone in (rosa, luis):
        await phone.says("/trainings").taps("trainings.join")
    await is_now(town, training, minutes=5)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.list").taps("trainings.here", name="Rosa")
    town.forget_news()
    await is_now(town, training, hours=-3)
    await cora.hears("trainings.told.came", signed_up=2, came=1, by_code=0).hears_nothing()
    await ada.hears_nothing()
    await cora.taps("trainings.list").taps("trainings.here", name="Luis").is_told("toast.trainings.there")


async def test_place_and_who_did_not_come_are_forgotten_after_a_week_and_all_after_thirteen_months(town: Town) -> None:
    cora, rosa, luis = await town.with_people("Cora en coordinator", "Rosa es member", "Luis es member signal")
    training = await announced(town, cora)
    for phone in (rosa, luis):
        await phone.says("/trainings").taps("trainings.join")
    await is_now(town, training, minutes=5)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.list").taps("trainings.here", name="Rosa")
    await rosa.says("/mydata").hears("own_data.page")
    assert "training" in rosa.text or "capacitación" in rosa.text
    await is_now(town, training, days=-7)
    after = await kept(town, training)
    assert after is not None
    assert after.plan.place == ""
    assert [row.person_id for row in await town.rows_of("training_seat")] == [rosa.person_id]
    await is_now(town, training, days=-401)
    assert await town.rows_of("training") == []
    assert await town.rows_of("training_seat") == []


async def test_a_year_after_it_who_was_there_is_asked_once_with_what_comes_next(town: Town) -> None:
    cora, rosa, luis, ana = await town.with_people(
        "Cora en coordinator", "Rosa es member", "Luis es member signal", "Ana en member"
    )
    training = await announced(town, cora)
    for phone in (rosa, luis, ana):
        await phone.says("/trainings").taps("trainings.join")
    await is_now(town, training, minutes=5)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.list")
    for name in ("Rosa", "Luis"):
        await cora.taps("trainings.here", name=name)
    await is_now(town, training, days=-360)
    following = await announced(town, cora, starts_at=town.now + timedelta(days=20))
    # Luis signed up by himself.
    await luis.says("/trainings").taps("trainings.join")
    town.forget_news()
    await is_now(town, training, days=-366)
    await rosa.hears("trainings.told.refresher").sees("trainings.line.members", at=following.starts_at)
    await town.nobody_hears_anything_else()
    await rosa.taps("trainings.join").hears("trainings.signed_up")
    await is_now(town, following, minutes=5)
    town.forget_news()
    await is_now(town, training, days=-380)
    assert not any("trainings.told.refresher" in line.keys for line in rosa.screen.news)


async def test_nothing_of_a_training_looks_like_an_alert(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    training = await announced(town, cora)
    await rosa.says("/trainings").taps("trainings.join")
    await is_now(town, training, hours=1)
    kinds = {row.kind for row in await town.rows_of("notice")}
    assert kinds <= {"reply", "reminder"}
    assert {row.lane for row in await town.rows_of("notice") if row.kind == "reminder"} == {4}
    assert all(row.subject_id is None for row in await town.rows_of("notice"))
