"""The note for the team: who writes it, who reads it, what never stands in it."""

import pytest

from alerts.people.person import Role
from tests.conversations.phone import Phone
from tests.conversations.town import Town


async def writes_own(phone: Phone, words: str) -> None:
    await phone.says("/me").hears("profile.me").taps("me.note").hears("profile.note_ask").says(words)


async def test_somebody_writes_their_own_and_erases_it(town: Town) -> None:
    (jean,) = await town.with_people("Jean en responder signal")
    await writes_own(jean, "not on Tuesdays, no car")
    await jean.hears("profile.note")
    await jean.says("/me").hears("profile.me")
    assert "not on Tuesdays, no car" in jean.text
    await jean.taps("me.note").hears("profile.note_ask").taps("me.note_gone").is_told("profile.note_none")
    [row] = await town.rows_of("profile")
    assert row.note is None


@pytest.mark.parametrize(
    "words",
    [
        "call me at 413-555-0199",
        "I live at 12 Elm St, apt 3",
        "ask for Rosa López",
        "me llama al 413 555 0199",
        "undocumented",
    ],
)
async def test_what_identifies_is_not_kept_and_asked_for_anew(town: Town, words: str) -> None:
    (jean,) = await town.with_people("Jean en responder")
    await writes_own(jean, words)
    await jean.hears("profile.note_private").says("no car").hears("profile.note")
    assert words not in jean.text


async def test_a_note_that_is_too_long_is_asked_for_anew(town: Town) -> None:
    (jean,) = await town.with_people("Jean en responder")
    await writes_own(jean, "no car " * 40)
    await jean.hears("profile.note_long", most=200).taps("me.note_stays").is_told("profile.unchanged")
    assert await town.rows_of("profile") == []


async def test_a_report_in_its_place_is_a_report(town: Town) -> None:
    (jean,) = await town.with_people("Jean en member signal")
    await writes_own(jean, "two ICE agents with a white van at Main St, Northampton")
    await jean.hears("report.received")
    assert await town.rows_of("profile") == []


async def test_the_desk_writes_one_and_whom_it_is_on_is_told(town: Town) -> None:
    jean, dana = await town.with_people("Jean en responder", "Dana en dispatcher signal")
    await dana.says("/helpers").hears("profile.helpers").taps("helper.of").hears("profile.helpers_head")
    await dana.taps("note.on").hears("profile.note_ask_on", name="Jean").says("only after 6 pm").hears("profile.note")
    await jean.hears("profile.note_by", name="Dana")
    assert "only after 6 pm" in jean.text
    [entry] = [row for row in await town.rows_of("audit_entry") if row.action == "noted"]
    assert (entry.by_id, entry.whom_id) == (dana.person_id, jean.person_id)
    await dana.says("/helpers").taps("helper.of").hears("profile.helpers").hears("profile.helper_noted")
    await dana.taps("note.on").hears("profile.note_ask_on").taps("note.gone").is_told("profile.note_none")
    await jean.hears("profile.note_erased_by")


async def test_the_desk_of_another_town_may_not(town: Town) -> None:
    jean, dana = await town.with_people("Jean en responder", "Dana en dispatcher")
    await dana.says("/helpers").taps("helper.of").taps("note.on")
    town.forget_news()
    async with town.work.begin() as uow:
        await uow.grants.take(dana.person_id, 1)
    await dana.says("no car").hears("refused.role")
    await dana.taps("note.on").is_told("refused.role")
    async with town.work.begin() as uow:
        holyoke = town.network.named("Holyoke")
        assert holyoke is not None
        await uow.grants.give(dana.person_id, Role.DISPATCHER, holyoke.id, town.now)
    await dana.taps("note.on").is_told("refused.role")
    await dana.taps("helper.of").is_told("refused.role")
    await jean.hears_nothing()


async def test_it_stands_on_the_page_with_what_they_can_do(town: Town) -> None:
    jean, cora = await town.with_people("Jean en responder", "Cora en coordinator")
    await jean.says("/me").taps("choice.profile.skills").taps("me.can:driver").taps("me.can:media").taps("me.told")
    await jean.says("/me").taps("choice.profile.when").taps("me.hours:night")
    await writes_own(jean, "no stairs")
    await cora.says("/people").hears("trust.people_head").taps("who.can").hears("trust.person_can", name="Jean")
    assert "choice.trust.view" in cora.keys
    await cora.taps("who.is").hears("trust.page", name="Jean")
    assert {"trust.can", "profile.hours_said", "profile.note", "trust.state.reached"} <= cora.keys
    await jean.says("/me").taps("me.away").taps("me.gone:7")
    await cora.taps("who.is").hears("trust.state.away")
    await cora.taps("choice.trust.note").hears("profile.note_ask_on")
    await jean.says("/me").taps("choice.profile.skills").taps("me.can:driver").taps("me.can:media").taps("me.told")
    await cora.taps("who.can").is_told("choose.stale")


async def test_the_test_of_the_alarm_comes_in_a_minute_and_says_that_it_is_one(town: Town) -> None:
    (jean,) = await town.with_people("Jean en responder signal")
    await jean.says("/me").hears("profile.me").taps("choice.profile.alarm").hears("profile.alarm_ask")
    await jean.taps("me.alarm:android").hears("profile.alarm_head").taps("me.try").hears("profile.alarm_wait")
    await town.forward(seconds=50)
    await jean.hears_nothing()
    await town.forward(seconds=15)
    await jean.hears("profile.alarm_test")
