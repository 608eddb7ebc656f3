"""/queue: who waits, by town and voucher; many at once receive alerts, one by one members; undone within the hour."""

import pytest

from alerts.joining import asking
from alerts.people.person import Role
from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.conversations.vouching.scenes import asks_for, code_of, newcomer, vouches


async def _several(town: Town, count: int) -> list[Phone]:
    return [await newcomer(town, f"Nina{number}", "signal" if number % 2 else "") for number in range(count)]


async def _grants(town: Town, phone: Phone) -> set[str]:
    return {row.role for row in await town.rows_of("grant_") if row.person_id == phone.person_id}


@pytest.mark.parametrize("app", ["", "signal"])
async def test_the_oldest_are_let_in_together_by_a_second_tap_to_alerts_and_no_more(town: Town, app: str) -> None:
    cora, hugo = await town.with_people(f"Cora en coordinator {app}", "Hugo en coordinator Holyoke")
    people = await _several(town, 8)
    await cora.says("/queue").hears("vouching.queue_town", town="Northampton")
    assert len([key for key in cora.text.splitlines() if "calls themselves" in key]) == 6
    await cora.taps("choice.vouching.more").hears("vouching.queue_town")
    assert len([key for key in cora.text.splitlines() if "calls themselves" in key]) == 2
    await cora.says("/queue").taps("queue.many").hears("vouching.batch").taps("queue.sure")
    await cora.hears("vouching.batch_sure", count=8).taps("queue.yes")
    await cora.hears("vouching.batch_done", count=8, other=0)
    for one in people:
        await one.hears("join.as.subscriber", town="Northampton")
        assert await _grants(town, one) == {"subscriber"}
    await hugo.hears_nothing()
    await cora.says("/queue").hears("vouching.queue_town").sees("vouching.queue_empty")
    assert {row.action for row in await town.rows_of("audit_entry")} == {"let_in"}


async def test_a_batch_is_taken_back_within_the_hour_of_whom_nothing_has_changed(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    nina, otto, pia = await _several(town, 3)
    before = {row.person_id: row.first_asked_at for row in await town.rows_of("join_request")}
    await cora.says("/queue").taps("queue.many").taps("queue.sure").taps("queue.yes").hears("vouching.batch_done")
    async with town.work.begin() as uow:
        await uow.grants.give(otto.person_id, Role.MEMBER, town.network.towns[0].id, town.now)
    await pia.says("/stop")
    town.forget_news()
    await ben.says("/queue").hears("vouching.queue_town").taps("queue.undo")
    await ben.is_told("toast.vouching.undone", count=1, left=2)
    await nina.hears("vouching.taken_back")
    assert await _grants(town, nina) == set()
    assert await _grants(town, otto) == {"subscriber", "member"}
    after = {row.person_id: row for row in await town.rows_of("join_request")}
    assert after[nina.person_id].first_asked_at == before[nina.person_id]
    await ben.says("/queue").hears("vouching.queue_town").taps("queue.is", name="Nina0").hears("vouching.newcomer")
    await cora.taps("queue.undo").is_told("vouching.undo_nothing")


async def test_after_an_hour_nothing_is_taken_back(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    (nina,) = await _several(town, 1)
    await cora.says("/queue").taps("queue.many").taps("queue.sure").taps("queue.yes").hears("vouching.batch_done")
    await town.forward(hours=1, seconds=1)
    await cora.taps("queue.undo").is_told("choose.stale")
    assert await _grants(town, nina) == {"subscriber"}


async def test_those_who_were_listed_are_let_in_and_nobody_who_asked_since(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    nina, otto = await _several(town, 2)
    await cora.says("/queue").taps("queue.many")
    pia = await newcomer(town, "Pia")
    await ben.says("/queue").taps("queue.is", name="Nina0").taps("join.decline").is_told("toast.declined")
    await cora.taps("queue.sure").taps("queue.yes").hears("vouching.batch_done", count=1, other=1)
    assert await _grants(town, otto) == {"subscriber"}
    assert await _grants(town, nina) == await _grants(town, pia) == set()


async def test_a_report_in_between_is_a_report_and_the_list_is_there_still(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await _several(town, 1)
    await cora.says("/queue").taps("queue.many")
    await cora.says("agents at 12 Main St, Northampton")
    assert len(await town.rows_of("incident")) == 1


async def test_one_by_one_they_are_let_in_as_members_and_that_is_undone_too(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    (nina,) = await _several(town, 1)
    await cora.says("/queue").taps("queue.is").hears("vouching.newcomer").taps("choice.as.member")
    await cora.is_told("toast.let_in")
    await ben.hears("trust.came_in", name="Nina0")
    await nina.hears("join.as.member")
    await ben.says("/queue").taps("queue.undo").is_told("toast.vouching.undone", count=1)
    await cora.hears("vouching.told_undone", by="Ben", name="Nina0")
    assert await _grants(town, nina) == set()
    assert await town.rows_of("vouch") == []


async def test_who_was_vouched_for_is_found_by_who_did(town: Town) -> None:
    rosa, jean, cora = await town.with_people("Rosa es member", "Jean en member", "Cora en coordinator")
    await asks_for(town, 3)
    nina, otto = await _several(town, 2)
    for voucher, whom in ((rosa, nina), (jean, nina), (jean, otto)):
        await vouches(voucher, await code_of(whom))
    await cora.says("/queue").hears("vouching.queue_town").taps("queue.who").hears("vouching.vouchers")
    await cora.taps("queue.of", name="Rosa").hears("vouching.queue_of", name="Rosa")
    assert "Nina0" in cora.text
    assert "Nina1" not in cora.text
    await cora.taps("queue.many").hears("vouching.batch").taps("queue.sure").taps("queue.yes")
    await cora.hears("vouching.batch_done", count=1)
    await cora.says("/queue").taps("choice.vouching.view.vouched").taps("queue.is", name="Nina0")
    await cora.hears("vouching.newcomer").sees("vouching.gets_alerts")
    await cora.taps("vouch.member").is_told("toast.let_in")
    assert await _grants(town, nina) == {"subscriber", "member"}


async def test_who_waits_for_three_days_is_shown_and_told_once_a_day(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await _several(town, 2)
    await town.forward(days=3, minutes=1)
    await cora.hears("vouching.went_cold", town="Northampton", count=2).hears_nothing()
    await cora.taps("queue.in").hears("vouching.queue_town").sees("vouching.line_cold")
    await town.forward(days=1)
    await cora.hears("vouching.went_cold").hears_nothing()
    await cora.says("/queue").taps("queue.many").taps("queue.sure").taps("queue.yes").hears("vouching.batch_done")
    town.forget_news()
    await town.forward(days=2)
    await cora.hears_nothing()


async def test_in_a_wave_coordinators_are_told_by_the_hour_and_not_of_each(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    heard = 0
    for number in range(12):
        (phone,) = await town.with_people(f"Nina{number}")
        await phone.says("/join").taps("consent.en").taps("join.town", name="Northampton").hears("join.asked")
        heard += len(cora.screen.unheard())
        cora.screen.news.clear()
    assert heard == 5
    await town.forward(minutes=11)
    await cora.hears("vouching.grew", count=12, cold=0).hears_nothing()


async def test_a_coordinator_sees_their_own_towns_only(town: Town) -> None:
    hugo, rosa, cora = await town.with_people(
        "Hugo en coordinator Holyoke", "Rosa es member", "Cora en coordinator everywhere"
    )
    await _several(town, 1)
    await hugo.says("/queue Northampton").hears("vouching.queue_town", town="Holyoke").sees("vouching.queue_empty")
    assert "Nina" not in hugo.text
    await rosa.says("/queue").hears("refused.role")
    await cora.says("/queue").hears("vouching.queue").taps("queue.in", name="Northampton")
    await cora.hears("vouching.queue_town").sees("vouching.line")


async def test_one_coordinator_turns_away_so_many_a_day_and_another_goes_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_DECLINED", 2)
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    people = [await newcomer(town, name) for name in ("Nina", "Otto", "Pia")]
    for phone in people[:2]:
        await cora.says("/queue").taps("queue.is", name=phone.name).taps("choice.decline").is_told("toast.declined")
        await phone.hears("join.declined")
    await cora.says("/queue").taps("queue.is", name="Pia").taps("choice.decline").is_told("join.too_many_declined")
    await people[2].hears_nothing()
    await ben.says("/queue").taps("queue.is", name="Pia").taps("choice.decline").is_told("toast.declined")
    await people[2].hears("join.declined")
