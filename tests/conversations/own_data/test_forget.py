"""/forget: one question, and everything about somebody is gone, everywhere."""

from datetime import timedelta
from pathlib import Path

import pytest

from alerts.incidents.person_limits import STRANGER
from alerts.own_data.forgetting import GOODBYE_LASTS, forget
from alerts.own_data.ports import ERASURE, OWN_DATA
from alerts.people.pseudonym import pseudonym
from alerts.trust.ports import BANS
from alerts.upkeep.ports import PURGE
from storage.core import core_tables as t
from storage.database.sqlite_engine import checkpoint
from tests.conversations.incidents.test_limits import corners
from tests.conversations.incidents.test_muting import muted
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT, confirmed, reported
from tests.conversations.town import Town
from tests.storage.canaries import bytes_of


async def _forget(phone: Phone) -> None:
    await phone.says("/forget").hears("own_data.forget.ask")
    await phone.taps("forget.yes").hears("own_data.forgotten")


async def _kept(town: Town, person_id: int) -> list[str]:
    async with town.work.look() as uow:
        return [row.what for row in await OWN_DATA(uow).of(person_id)]


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_everything_is_gone_at_once_and_the_address_within_minutes(town: Town, platform: str) -> None:
    (rosa,) = await town.with_people(f"Rosa en member {platform}")
    await rosa.says(REPORT)
    old, people = rosa.person_id, len(await town.rows(t.person))
    await _forget(rosa)
    assert await _kept(town, old) == []
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    assert len(await town.rows(t.person)) == people - 1
    assert await town.rows(t.contact) == []
    assert await town.rows_of("inbox") == []
    [report] = await town.rows_of("report")
    assert (report.person_id, report.contact_id, report.verified) == (None, None, True)
    assert report.words, "the desk still needs what was seen"


async def test_in_the_file_no_byte_leads_to_them(town: Town, tmp_path: Path) -> None:
    (rosa,) = await town.with_people("Rosa en member")
    await rosa.says(REPORT)
    [contact], inbox = await town.rows(t.contact), await town.rows(t.inbox)
    marks = {bytes(contact.address_index), bytes(contact.address), *(bytes(row.sender_index) for row in inbox)}
    await checkpoint(town.store.engine)
    assert all(mark in bytes_of(tmp_path / "rebato.db") for mark in marks)
    await _forget(rosa)
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    assert not any(mark in bytes_of(tmp_path / "rebato.db") for mark in marks)


async def test_an_operator_erases_somebody_without_a_word_in_the_log_that_names_them(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa en member")
    async with town.work.begin() as uow:
        person = await uow.people.get(rosa.person_id)
        assert person is not None
        assert await forget(uow, town.now, person, None) is None
    assert await _kept(town, rosa.person_id) == []
    assert await town.rows(t.person) == []
    [entry] = [row for row in await town.rows_of("audit_entry") if row.action == "forgotten"]
    assert (entry.by_id, entry.whom_id) == (None, rosa.person_id)


async def test_it_is_asked_once_and_a_no_changes_nothing(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.says("/olvidame").hears("own_data.forget.ask")
    await rosa.taps("forget.no").is_told("stop.kept")
    await rosa.says("/status").hears("status.head")


async def test_who_writes_again_meanwhile_is_a_stranger_who_is_heard(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa en member")
    await _forget(rosa)
    await rosa.says(REPORT).hears("report.received")
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    [report] = await town.rows_of("report")
    assert report.person_id is not None
    assert not report.verified


async def test_a_plea_right_behind_the_yes_is_heard_as_a_strangers(town: Town) -> None:
    dana, rosa = await town.with_people("Dana en dispatcher", "Rosa en member")
    await rosa.says("/forget").hears("own_data.forget.ask")
    old = rosa.person_id
    town.forget_news()
    await town.together(rosa.taps("forget.yes"), rosa.says(REPORT))
    assert [(one.person_id in (None, old), one.verified) for one in await town.rows_of("report")] == [(False, False)]
    assert dana.screen.unheard()
    assert await _kept(town, old) == []


async def test_the_last_coordinator_cannot(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/forget").hears("trust.last_coordinator").hears_nothing()
    await cora.says("/status").hears("status.head")


async def test_nor_who_became_the_last_after_the_question(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await cora.says("/forget").hears("own_data.forget.ask")
    await ben.says("/forget").taps("forget.yes").hears("own_data.forgotten")
    await cora.taps("forget.yes").hears("trust.last_coordinator")
    await cora.says("/status").hears("status.head")


async def test_of_the_desk_the_coordinators_hear_by_digits_and_the_log_has_no_name(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", "Dana en dispatcher")
    code = pseudonym(dana.person_id)
    await _forget(dana)
    await ben.hears("own_data.left_desk", code=code)
    assert "Dana" not in ben.text
    await cora.says("/audit").hears("audit.head")
    assert code in cora.text
    assert "Dana" not in cora.text
    assert town.log is not None
    assert dana.address not in town.log.getvalue()
    assert "Dana" not in town.log.getvalue()


async def test_what_they_had_in_hand_goes_on_and_every_app_is_forgotten(town: Town) -> None:
    cast = await confirmed(town)
    other = await town.also(cast.jean, "signal")
    old = cast.jean.person_id
    await _forget(other)
    assert await _kept(town, old) == []
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    town.forget_news()
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    await cast.jean.hears_nothing()
    await cast.marisol.says("/status").hears("status.head")


async def test_the_desk_keeps_what_somebody_showed_it_from_a_task_without_them(town: Town) -> None:
    cast = await reported(town)
    for _ in range(3):
        await cast.jean.sends_photo().hears("task.passed_on", number=1)
    await cast.dana.hears("desk.task.photo").hears("desk.task.more")
    old = cast.jean.person_id
    await _forget(cast.jean)
    assert await _kept(town, old) == []
    town.forget_news()
    await cast.dana.taps("choice.whole")
    assert len([line for line in cast.dana.screen.news if line.says("desk.task.photo", name="desk.somebody")]) == 2
    assert {row.person_id for row in await town.rows_of("task_media")} == {None}


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_no_to_their_request_outlives_it_for_a_month_as_a_keyed_hash(town: Town, platform: str) -> None:
    cora, sam = await town.with_people("Cora en coordinator", f"Sam {platform}")
    await sam.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    await cora.hears("join.request").taps("choice.decline")
    await sam.hears("join.declined").says("/forget").hears("own_data.forget.ask").sees("own_data.forget.declined")
    await sam.taps("forget.yes").hears("own_data.forgotten")
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    assert await town.rows_of("join_request") == []
    town.forget_news()
    await sam.says("/join").taps("consent.en").taps("join.town", name="Northampton").is_told("join.declined_before")
    await cora.hears_nothing()
    await town.forward(days=31)
    assert await town.rows_of("held_decline") == []
    await sam.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    await cora.hears("join.request")


async def test_a_ban_outlives_it_as_a_keyed_hash(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    await cora.says(f"/people {pseudonym(mallory.person_id)}").taps("ban.ask").taps("ban.yes")
    town.forget_news()
    await mallory.says("/forget").hears_nothing()
    assert len(await town.rows_of("ban")) == 1


async def test_of_who_is_suspended_the_coordinators_hear_it_too(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    code = pseudonym(dana.person_id)
    async with town.work.begin() as uow:
        assert await uow.people.suspend(dana.person_id, cora.person_id, town.now)
    await _forget(dana)
    await cora.hears("own_data.left_desk", code=code)


@pytest.mark.parametrize("way", ["/forget", "an operator", "/stop and the purge"])
async def test_a_suspension_outlives_it_by_the_same_digits(town: Town, way: str) -> None:
    cora, ben, mallory = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", "Mallory en responder signal"
    )
    words, old = await town.invitation("responder"), mallory.person_id
    other = await town.also(mallory, "telegram")
    await cora.says(f"/people {pseudonym(old)}").taps("lock.now").is_told("toast.trust.suspended")
    await _goes(town, mallory, way)
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    assert [row.person_id for row in await town.rows(t.contact) if row.person_id == old] == []
    assert await town.rows_of("resting_grant") == []
    town.forget_news()
    for phone in (mallory, other):
        await phone.says(f"/start {words}").hears("trust.suspended_still")
        await phone.says("/join").hears("trust.suspended_still")
    await mallory.says(REPORT).hears("report.received")
    assert not (await town.rows_of("report"))[-1].verified
    await ben.says(f"/people {pseudonym(old)}").taps("lock.lift").is_told("toast.trust.lifted")
    assert await town.rows_of("held_address") == []
    await mallory.hears("trust.you_are_back")
    await mallory.says(f"/start {words}").taps("consent.en").hears("join.as.responder")


async def test_who_is_suspended_and_forgotten_can_be_banned_yet(town: Town) -> None:
    cora, ben, mallory = await town.with_people("Cora en coordinator", "Ben es coordinator", "Mallory en member")
    words, old = await town.invitation("member"), mallory.person_id
    await cora.says(f"/people {pseudonym(old)}").taps("lock.now")
    await mallory.says("/forget").hears("own_data.forget.suspended")
    await mallory.taps("forget.yes").hears("own_data.forgotten")
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    # They may have worked the desk: nothing says so any more, so another one than who suspended them does it.
    await cora.says(f"/people {pseudonym(old)}").taps("ban.ask").is_told("trust.ban_second")
    await ben.says(f"/people {pseudonym(old)}").taps("ban.ask").taps("ban.yes")
    town.forget_news()
    await mallory.says(f"/start {words}").says(REPORT).hears_nothing()
    assert [row.person_id for row in await town.rows_of("ban")] == [old]


async def test_who_is_banned_and_in_a_group_is_not_heard_after_an_operator_erased_them(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member signal")
    words, old = await town.invitation("member"), mallory.person_id
    await town.with_groups()
    [group] = [row for row in await town.rows(t.group_chat) if row.line_id == 2]
    [contact] = [row for row in await town.rows(t.contact) if row.person_id == old]
    async with town.work.begin() as uow:
        await ERASURE(uow).still_in(contact.id, [group.id])
    await cora.says(f"/people {pseudonym(old)}").taps("ban.ask").taps("ban.yes")
    await _goes(town, mallory, "an operator")
    town.forget_news()
    await mallory.says(f"/start {words}").says(REPORT).hears_nothing()
    assert await town.rows_of("incident") == []
    async with town.work.begin() as uow:
        assert await BANS(uow).end(old)
    await mallory.says(REPORT).hears("report.received")


async def test_a_mute_outlives_it_and_then_the_address_is_gone(town: Town) -> None:
    cast, sam = await muted(town)
    await _forget(sam)
    people = len(await town.rows(t.person))
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    town.forget_news()
    assert len(await town.rows(t.person)) == people
    [mute] = await town.rows_of("mute")
    await town.forward(seconds=(mute.until - town.now).total_seconds() - 60)
    town.forget_news()
    await sam.says("migra at Pine & 3rd, Northampton").hears("report.received")
    await cast.dana.hears_nothing()


async def test_with_the_mute_the_address_goes_where_nothing_was_written(town: Town) -> None:
    _, sam = await muted(town)
    await _forget(sam)
    people = len(await town.rows(t.person))
    [mute] = await town.rows_of("mute")
    await town.forward(seconds=(mute.until - town.now).total_seconds() + 1)
    assert await town.rows_of("mute") == []
    assert len(await town.rows(t.person)) == people - 1


async def _goes(town: Town, phone: Phone, way: str) -> None:
    if way == "/forget":
        await _forget(phone)
    elif way == "an operator":
        async with town.work.begin() as uow:
            person = await uow.people.get(phone.person_id)
            assert person is not None
            assert await forget(uow, town.now, person, None) is None
    else:
        await phone.says("/stop").taps("stop.yes")
        async with town.work.begin() as uow:
            await PURGE(uow).strangers(town.now + timedelta(days=4))


async def test_forgetting_again_and_again_fills_no_desk(town: Town) -> None:
    await town.with_people("Dana es dispatcher")
    (sam,) = await town.with_people("Sam")
    for first in range(0, 18, 3):
        for corner in corners(18)[first : first + 3]:
            await sam.says(corner)
        await sam.says("/forget")
        if any(line.says("own_data.forget.ask") for line in sam.screen.news):
            await sam.taps("forget.yes")
        town.forget_news()
    assert len(await town.rows_of("incident")) <= 2 * (STRANGER.open_incidents or 0) + 2
