"""A request to join waits for its answer, and a no holds, although whoever asked writes nothing meanwhile."""

from datetime import timedelta

from alerts.joining.join_request import DECLINED_HOLDS, REQUESTS
from alerts.upkeep.purging import PURGE_MAIL, purge_mail
from tests.conversations.town import Town
from tests.conversations.vouching.scenes import newcomer


async def _days_later(town: Town, span: timedelta) -> None:
    town.now += span
    async with town.work.begin() as uow:
        await purge_mail(uow, town.now, 0)
        await uow.deadlines.call_off(0, PURGE_MAIL)
    await town.settle()


async def test_a_no_holds_for_thirty_days_although_whoever_asked_writes_nothing(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    nina = await newcomer(town)
    await cora.taps("join.decline")
    await nina.hears("join.declined")
    await _days_later(town, DECLINED_HOLDS - timedelta(hours=1))
    await nina.says("/join").hears("join.which_town").taps("join.town", name="Northampton")
    await nina.hears("join.declined_before")
    await _days_later(town, timedelta(hours=2))
    assert await town.rows_of("join_request") == []


async def test_who_asked_is_still_let_in_weeks_later(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    nina = await newcomer(town)
    tap = cora.button("choice.as.member")
    await _days_later(town, timedelta(days=2))
    await cora.presses(tap).is_told("toast.let_in")
    await nina.hears("join.as.member")


async def test_nobody_is_kept_for_ever_because_nobody_answered(town: Town) -> None:
    await town.with_people("Cora en coordinator")
    nina = await newcomer(town)
    await _days_later(town, REQUESTS.span - timedelta(hours=1))
    assert [row.person_id for row in await town.rows_of("join_request")] == [nina.person_id]
    await _days_later(town, timedelta(hours=2))
    assert await town.rows_of("join_request") == []
    assert nina.person_id not in [row.id for row in await town.rows_of("person")]


async def test_who_asks_again_keeps_their_place(town: Town) -> None:
    await town.with_people("Cora en coordinator")
    nina = await newcomer(town)
    [before] = await town.rows_of("join_request")
    await town.forward(days=4)
    await nina.says("/join").taps("join.town", name="Northampton").hears("join.asked")
    [after] = await town.rows_of("join_request")
    assert after.first_asked_at == before.first_asked_at
    assert after.asked_at > before.asked_at
