"""/reach: one test message to everybody of a town, on each of their apps; whom it reached, and whom to call."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from sqlalchemy import update

import locales
from alerts.people.person import Role
from alerts.people.pseudonym import pseudonym
from storage.core import core_tables as t
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town


async def _tested(town: Town, coordinator: Phone) -> None:
    await coordinator.says("/reach Northampton").taps("reach.ask").hears("reach_tests.sure").taps("reach.start")
    await coordinator.hears("reach_tests.results_first")


@pytest.mark.parametrize("app", ["", "signal"])
async def test_a_coordinator_tests_a_town_after_one_question_and_everybody_answers_with_one_tap(
    town: Town, app: str
) -> None:
    cora, rosa, jean, ines = await town.with_people(
        f"Cora en coordinator {app}", f"Rosa es member {app}", "Jean en responder signal", "Ines es member Holyoke"
    )
    await cora.says("/reach").hears("reach_tests.never", town="Northampton")
    await cora.taps("reach.ask").hears("reach_tests.sure", people=3, messages=3)
    await cora.taps("reach.start").hears("reach_tests.test").hears("reach_tests.results_first")
    await rosa.hears("reach_tests.test.first").taps("reach.got").is_told("toast.reach_tests.thanks")
    await jean.hears("reach_tests.test").says("I got it").hears("toast.reach_tests.thanks")
    await ines.hears_nothing()
    await town.forward(seconds=20)
    await cora.says("/reach").hears("reach_tests.town", people=3, silent=1)
    assert "within 1 min: 2" in cora.screen.lines[-2].spoken.text


async def test_everybody_gets_it_on_each_of_their_apps_and_in_their_language(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    signal = await town.also(rosa, "signal")
    await cora.says("/reach").taps("reach.ask").hears("reach_tests.sure", people=2, messages=3).taps("reach.start")
    for phone in (rosa, signal):
        await phone.hears("reach_tests.test_each_app")
        assert phone.text.startswith("PRUEBA, no es alerta")
        assert phone.languages == {"es"}


async def test_the_results_follow_the_answers_in_place_and_say_what_is_known_after_fifteen_minutes(town: Town) -> None:
    cora, rosa, omar = await town.with_people("Cora en coordinator", "Rosa es member", "Omar en coordinator Holyoke")
    await _tested(town, cora)
    page = next(line for line in cora.screen.lines if line.says("reach_tests.results_first"))
    assert "Not sent (yet): 2." in page.spoken.text
    town.forget_news()
    await rosa.taps("reach.got")
    await town.forward(seconds=20)
    assert "within 1 min: 1, within 5 min: 1, and within 15 min: 1. Later: 0. No answer: 1." in page.spoken.text
    assert "reach_tests.unsent" not in page.keys
    assert page.edits
    await cora.hears_nothing()
    await town.forward(minutes=15)
    await cora.hears("reach_tests.results", people=2, silent=1)
    await omar.hears_nothing()


async def test_a_thumb_an_emoji_or_thanks_are_an_answer_and_a_report_is_a_report(town: Town) -> None:
    cora, rosa, jean, luis, ana = await town.with_people(
        "Cora en coordinator", "Rosa es member signal", "Jean en member", "Luis es member signal", "Ana es member"
    )
    await _tested(town, cora)
    await rosa.reacts("👍", "reach_tests.test").hears("toast.reach_tests.thanks")
    await jean.says("👌").hears("toast.reach_tests.thanks")
    await luis.says("ok gracias").hears("toast.reach_tests.thanks")
    await ana.says("agentes en Elm y 3ra, Northampton").hears("report.received")
    answered = [row.answered_at is not None for row in await town.rows_of("reach_test_app")]
    assert sorted(answered) == [False, False, True, True, True]


async def test_who_answers_late_is_counted_later_and_after_a_day_it_is_over(town: Town) -> None:
    cora, rosa, jean = await town.with_people("Cora en coordinator", "Rosa es member", "Jean en member")
    await _tested(town, cora)
    await town.forward(hours=3)
    await (
        rosa.taps("reach.got").is_told("toast.reach_tests.thanks").taps("reach.got").is_told("toast.reach_tests.thanks")
    )
    await cora.says("/reach").hears("reach_tests.results", later=1, silent=2)
    await town.forward(hours=21)
    await jean.taps("reach.got").is_told("toast.reach_tests.over")
    await cora.says("/reach").hears("reach_tests.results_over", later=1, silent=2)


async def test_no_test_wakes_anybody_at_night(town: Town) -> None:
    town.now = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await cora.says("/reach").taps("reach.ask").hears("reach_tests.night", town="Northampton")
    await rosa.hears_nothing()


async def test_what_waits_for_its_platform_is_not_sent_in_the_night(town: Town) -> None:
    town.now = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
    cora, _ = await town.with_people("Cora en coordinator", "Rosa es member")
    await _tested(town, cora)
    [expires] = {row.expires_at for row in await town.rows(t.notice) if row.expires_at is not None}
    assert expires == datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


async def test_a_town_is_tested_once_a_week_at_most(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await _tested(town, cora)
    start = cora.button("reach.start")
    await town.forward(days=2)
    town.forget_news()
    await cora.says("/reach").taps("reach.ask").hears("reach_tests.too_soon", town="Northampton")
    await cora.presses(start).is_told("reach_tests.too_soon")
    await rosa.hears_nothing()


async def test_nobody_is_tested_while_an_incident_is_open_there(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await cora.says("/reach").taps("reach.ask").hears("reach_tests.sure")
    start = cora.button("reach.start")
    await rosa.says(REPORT)
    town.forget_news()
    await cora.says("/reach").taps("reach.ask").hears("reach_tests.incident_open", number=1)
    await cora.presses(start).is_told("reach_tests.incident_open")


async def test_what_is_left_of_a_test_is_not_sent_behind_an_alert(town: Town) -> None:
    """Somebody who hears both would take the alert for the test."""
    cora, dana, rosa = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Rosa es subscriber")
    await _tested(town, cora)
    # Telegram asks us to wait: as if nothing of it had gone out.
    later = {"state": "queued", "ref": None, "shown": 0, "due_at": town.now + timedelta(minutes=3)}
    async with town.store.write() as session:
        mine = t.delivery.c.expires_at.is_not(None)
        await (await session.connection()).execute(update(t.delivery).where(mine).values(later))
    town.forget_news()
    await dana.says(REPORT).taps("desk.confirm").taps("basis.inside").taps("confirm.send")
    assert any(key.startswith("alert.") for line in rosa.screen.lines for key in line.keys)
    town.forget_news()
    await town.forward(minutes=5)
    await rosa.hears_nothing()
    assert {row.state for row in await town.rows(t.delivery) if row.expires_at is not None and row.lane == 4} == {
        "withdrawn"
    }


async def test_who_stopped_is_suspended_away_or_unknown_gets_none(town: Town) -> None:
    cora, rosa, dana, sam, jean = await town.with_people(
        "Cora en coordinator", "Rosa es member", "Dana en dispatcher", "Sam", "Jean en member"
    )
    await sam.says("hello")
    async with town.work.begin() as uow:
        await uow.people.set_away(jean.person_id, town.now + timedelta(days=3))
    await rosa.says("/stop").taps("stop.yes")
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.now")
    town.forget_news()
    await cora.says("/reach").taps("reach.ask").hears("reach_tests.sure", people=1).taps("reach.start")
    for phone in (rosa, dana, sam, jean):
        await phone.hears_nothing()


async def test_who_misses_two_in_a_row_is_listed_for_a_call_with_the_app_that_is_silent(town: Town) -> None:
    cora, rosa, jean = await town.with_people("Cora en coordinator", "Rosa es member", "Jean en member")
    signal = await town.also(jean, "signal")
    for _ in range(2):
        await _tested(town, cora)
        await cora.taps("reach.got")
        await jean.taps("reach.got")
        await signal.hears("reach_tests.test_each_app")
        await town.forward(days=8)
        town.forget_news()
    await cora.says("/reach").hears("reach_tests.missed", count=2).taps("reach.missed").hears("reach_tests.missed_head")
    assert f"Rosa, {pseudonym(rosa.person_id)}: no answer on any app." in cora.text
    assert f"Jean, {pseudonym(jean.person_id)}: answers, but not on Signal." in cora.text
    await cora.taps("choice.trust.open", name="Rosa").hears("trust.page", name="Rosa")


async def test_one_missed_test_lists_nobody_and_a_third_test_leaves_two_results(town: Town) -> None:
    cora, _ = await town.with_people("Cora en coordinator", "Rosa es member")
    await _tested(town, cora)
    await town.forward(days=8)
    await cora.says("/reach").hears("reach_tests.results_over")
    assert "reach_tests.missed" not in cora.keys
    for _ in range(2):
        await _tested(town, cora)
        await town.forward(days=8)
    assert len(await town.rows_of("reach_test_app")) == 4
    await town.forward(days=70)
    assert await town.rows_of("reach_test_app") == []
    assert await town.rows_of("reach_test") == []


async def test_all_towns_at_once_are_one_message_to_who_is_in_several(town: Town) -> None:
    cora, rosa, ines = await town.with_people(
        "Cora en coordinator everywhere", "Rosa es member", "Ines es member Holyoke"
    )
    async with town.work.begin() as uow:
        await uow.grants.give(rosa.person_id, Role.MEMBER, town.network.towns[1].id, town.now)
    await (
        cora.says("/reach")
        .hears("reach_tests.list")
        .taps("choice.reach_tests.all")
        .hears("reach_tests.sure", people=3, messages=3)
    )
    await cora.taps("reach.start")
    await rosa.hears("reach_tests.test").hears_nothing()
    await ines.hears("reach_tests.test")
    await cora.hears("reach_tests.town", town="Northampton", people=2)
    assert "Holyoke, people: 3." in cora.text


@pytest.mark.parametrize("app", ["", "signal"])
async def test_a_monthly_test_goes_by_itself_on_its_day_and_once(town: Town, app: str) -> None:
    cora, ben, rosa = await town.with_people(f"Cora en coordinator {app}", "Ben en coordinator", "Rosa es member")
    await (
        cora.says("/reach")
        .taps("reach.day")
        .hears("reach_tests.which_day")
        .taps("choice.reach_tests.day", day="reach_tests.day.1")
    )
    await (
        cora.hears("reach_tests.which_hour")
        .taps("choice.reach_tests.hour", hour="reach_tests.hour.18")
        .hears("reach_tests.scheduled")
    )
    await ben.hears("reach_tests.told_scheduled", by="Cora", town="Northampton")
    await town.forward(days=10)
    town.forget_news()
    await town.forward(days=2)
    assert [row.started_at for row in await town.rows_of("reach_test")] == [datetime(2026, 12, 1, 23, 0, tzinfo=UTC)]
    await rosa.hears("reach_tests.test").hears_nothing()
    await cora.hears("reach_tests.told_monthly").hears("reach_tests.results")
    await town.forward(days=40)
    assert len(await town.rows_of("reach_test")) == 2


async def test_a_monthly_test_waits_a_day_while_an_incident_is_open_and_says_so(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await cora.says("/reach").taps("reach.day").taps("choice.reach_tests.day", day="reach_tests.day.1")
    await cora.taps("choice.reach_tests.hour", hour="reach_tests.hour.18")
    town.now = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
    await town.settle()
    await rosa.says(REPORT)
    town.forget_news()
    await town.forward(hours=4)
    await cora.hears("reach_tests.put_off", town="Northampton")
    assert "reach_tests.incident_open" in cora.keys
    assert await town.rows_of("reach_test") == []


async def test_a_bot_that_was_off_at_that_hour_tests_nobody_in_the_night(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await cora.says("/reach").taps("reach.day").taps("choice.reach_tests.day", day="reach_tests.day.1")
    await cora.taps("choice.reach_tests.hour", hour="reach_tests.hour.20")
    town.forget_news()
    town.now = datetime(2026, 12, 2, 4, 0, tzinfo=UTC)
    await town.settle()
    await cora.hears("reach_tests.put_off")
    await town.forward(hours=24)
    assert [row.started_at for row in await town.rows_of("reach_test")] == [datetime(2026, 12, 3, 1, 0, tzinfo=UTC)]
    await rosa.hears("reach_tests.test")


async def test_towns_of_one_hour_are_one_test(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator everywhere", "Rosa es member everywhere")
    for name in ("Northampton", "Holyoke"):
        await cora.says(f"/reach {name}").taps("reach.day").taps("choice.reach_tests.day", day="reach_tests.day.1")
        await cora.taps("choice.reach_tests.hour", hour="reach_tests.hour.18")
    town.forget_news()
    await town.forward(days=13)
    assert len(await town.rows_of("reach_test")) == 1
    await rosa.hears("reach_tests.test").hears_nothing()


async def test_a_monthly_test_is_ended_and_comes_no_more(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await cora.says("/reach").taps("reach.day").taps("choice.reach_tests.day", day="reach_tests.day.1")
    await cora.taps("choice.reach_tests.hour", hour="reach_tests.hour.18")
    await cora.says("/reach").hears("reach_tests.monthly").taps("reach.never").is_told("toast.reach_tests.unscheduled")
    await ben.hears("reach_tests.told_unscheduled", by="Cora")
    await cora.taps("reach.never").is_told("choose.stale")
    await town.forward(days=30)
    assert await town.rows_of("reach_test") == []


async def test_other_coordinators_of_the_town_hear_of_a_test_and_it_stands_in_the_log(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await _tested(town, cora)
    await ben.hears("reach_tests.told", by="Cora")
    assert [row.action for row in await town.rows_of("audit_entry")] == ["reach_tested"]


async def test_a_coordinator_of_another_town_tests_nothing_here(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator Holyoke")
    await cora.says("/reach").taps("reach.ask").hears("reach_tests.sure")
    await ben.says("/reach Northampton").hears("reach_tests.never", town="Holyoke")
    assert "Northampton" not in ben.text


async def test_what_is_kept_on_a_person_is_shown_to_them_and_goes_with_them(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa en member")
    await _tested(town, cora)
    await rosa.taps("reach.got").says("/mydata").hears("own_data.page")
    assert "A test message from us" in rosa.text
    await rosa.says("/forget").taps("forget.yes")
    assert len(await town.rows_of("reach_test_app")) == 1


@pytest.mark.parametrize(("code", "word"), [("en", "TEST"), ("es", "PRUEBA")])
def test_it_cannot_be_mistaken_for_an_alert_nor_an_alert_for_it(code: str, word: str) -> None:
    """Nothing else that we say begins with the word in capitals, and it begins as no alert does."""
    begin = [
        entry.id
        for file in (Path(locales.__file__).parent / code).glob("*.po")
        for entry in read_po(BytesIO(file.read_bytes()))
        if str(entry.string).startswith(word)
    ]
    assert begin == ["reach_tests.test.first"]
