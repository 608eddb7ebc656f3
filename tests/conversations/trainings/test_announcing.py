"""A coordinator announces a training step by step, and calls it off; nothing is announced unseen."""

from datetime import UTC, datetime, timedelta

import pytest

from alerts.trainings.training import TrainingAudience
from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced, kept


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_it_is_asked_one_thing_at_a_time_and_announced_as_it_was_shown(town: Town, platform: str) -> None:
    cora, rosa = await town.with_people(f"Cora en coordinator {platform}", "Rosa es member")
    await cora.says("/trainings").hears("trainings.none_yet").taps("trainings.new").hears("trainings.ask.audience")
    await cora.taps("trainings.for:members").hears("trainings.ask.language").taps("trainings.in:es")
    await cora.hears("trainings.ask.day").taps("trainings.days").hears("trainings.ask.day")
    day = (town.now.astimezone(town.network.zone) + timedelta(days=9)).date()
    await cora.taps(f"trainings.day:{day.toordinal()}").hears("trainings.ask.time")
    await cora.taps(f"trainings.time:{18 * 60 + 30}").hears("trainings.ask.place")
    await cora.says("Parish hall, 12 Elm St").hears("trainings.ask.capacity").taps("trainings.most:20")
    await cora.hears("trainings.review").sees("trainings.where", place="Parish hall, 12 Elm St")
    assert await town.rows_of("training") == []
    await cora.taps("trainings.yes").hears("trainings.announced")
    [row] = await town.rows_of("training")
    starts_at = datetime(day.year, day.month, day.day, 18, 30, tzinfo=town.network.zone).astimezone(UTC)
    assert (row.audience, row.language, row.starts_at, row.capacity) == ("members", "es", starts_at, 20)
    await rosa.hears_nothing()
    await rosa.says("/trainings").hears("trainings.line.members", at=starts_at)
    await cora.says("/audit").sees("audit.did.training_announced")


async def test_time_and_number_may_be_written_and_what_is_not_understood_is_shown_by_example(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator everywhere")
    await cora.says("/trainings").taps("trainings.new").hears("trainings.none_yet").hears("trainings.ask.town")
    await cora.taps("choice.name", name="Holyoke").taps("trainings.for:employers").taps("trainings.in:en")
    town.forget_news()
    await cora.says("12/5 6:30").hears("trainings.not_a_time").says("2020-01-05 18:30").hears("trainings.in_the_past")
    await cora.says("2036-01-05 18:30").hears("trainings.too_far")
    day = (town.now + timedelta(days=20)).date().isoformat()
    await cora.says(f"{day} 6:30 pm").hears("trainings.ask.place").says("...").hears("trainings.ask.place")
    await cora.says("x" * 121).hears("trainings.place_long").says("Town hall").hears("trainings.ask.capacity")
    await cora.says("many").hears("trainings.not_a_number").says("for 18 people").hears("trainings.review")
    await cora.says("ok").hears("trainings.choose_one").taps("trainings.yes").hears("trainings.announced")
    [row] = await town.rows_of("training")
    assert (row.town_id, row.audience, row.capacity) == (2, "employers", 18)


async def test_what_is_written_meanwhile_and_is_a_report_is_filed(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await cora.says("/trainings").taps("trainings.new").taps("trainings.for:members").taps("trainings.in:es")
    await cora.says("two ICE vans at Elm & 3rd, Northampton")
    assert len(await town.rows_of("report")) == 1
    await cora.says("/trainings").taps("trainings.new").taps("trainings.for:members").taps("trainings.in:es")
    day = (town.now + timedelta(days=20)).date().isoformat()
    await cora.says(f"{day} 18:30").says("they are taking people at Oak & 9th, Northampton")
    assert len(await town.rows_of("report")) == 2
    assert await town.rows_of("training") == []
    assert dana.screen.lines


async def test_old_buttons_of_the_questions_do_nothing(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/trainings").taps("trainings.new").taps("trainings.for:members")
    audience = cora.button("trainings.for:employers")
    await cora.taps("trainings.in:es")
    await cora.presses(audience).is_told("choose.stale")
    await cora.taps("trainings.no").is_told("toast.trainings.dropped_plan")
    await cora.taps("trainings.day").is_told("choose.stale")


async def test_of_another_town_nobody_announces_or_calls_off_anything(town: Town) -> None:
    cora, hugo, rosa = await town.with_people("Cora en coordinator", "Hugo en coordinator Holyoke", "Rosa en member")
    training = await announced(town, cora)
    await hugo.says("/trainings").hears("trainings.none_yet")
    await rosa.says("/trainings").hears("trainings.line.members")
    offered = [choice.action for row in rosa.screen.lines[-1].spoken.notice.choices for choice in row]
    assert [action.partition(":")[0] for action in offered] == ["trainings.join"]
    assert (await kept(town, training)) == training


@pytest.mark.parametrize("audience", TrainingAudience)
async def test_everybody_who_signed_up_hears_that_it_is_off_and_is_not_reminded(
    town: Town, audience: TrainingAudience
) -> None:
    cora, rosa, luis, ana = await town.with_people(
        "Cora en coordinator", "Rosa es member", "Luis es member signal", "Ana en member"
    )
    training = await announced(town, cora, capacity=1, audience=audience)
    if audience is TrainingAudience.MEMBERS:
        await rosa.says("/trainings").taps("trainings.join")
        await luis.says("/trainings").taps("trainings.join")
    await cora.says("/trainings").taps("trainings.show").taps("trainings.off").hears("trainings.head")
    await cora.hears("trainings.cancel_sure")
    town.forget_news()
    off = cora.button("trainings.ended")
    await cora.taps("trainings.ended").is_told("toast.trainings.off")
    if audience is TrainingAudience.MEMBERS:
        await rosa.hears("trainings.told.off", at=training.starts_at)
        await luis.hears("trainings.told.off")
    await cora.presses(off).is_told("trainings.off")
    await ana.says("/trainings").hears("trainings.none_yet")
    town.forget_news()
    await town.forward(days=15)
    await town.nobody_hears_anything_else()
    assert await town.rows_of("training") == []
    assert await town.rows_of("training_seat") == []
