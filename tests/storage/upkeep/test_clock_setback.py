"""A clock that stood ahead and was set back: nothing waits for that future, nothing goes early, and it is done once."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from alerts.people.person import Role
from alerts.work.deadline import Deadline
from storage.core import core_tables as t
from storage.upkeep.clock_setback import newest_moment, put_right
from tests.storage.house import NORTHAMPTON, House, alert, saying

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
KEPT = 14 * DAY
AHEAD = HOUR


async def right(house: House, ahead: timedelta = AHEAD) -> None:
    await house.store.transact(partial(put_right, now=house.now, ahead=ahead, kept=KEPT))


async def newest(house: House) -> datetime | None:
    return await house.store.transact(newest_moment)


async def due(house: House) -> dict[str, timedelta]:
    return {row.kind: row.due_at - house.now for row in await house.rows(t.deadline) if row.state == "pending"}


async def set_(house: House, kind: str, subject: int, span: timedelta) -> None:
    async with house.begin() as uow:
        await uow.deadlines.set(Deadline(kind), subject, house.now + span)


async def test_the_newest_moment_is_the_last_thing_that_happened(house: House) -> None:
    assert await newest(house) is None
    await set_(house, "card", 1, 5 * MINUTE)
    await house.set(t.deadline, state="fired", fired_at=house.now + 7 * MINUTE)
    assert await newest(house) == house.now + 7 * MINUTE


async def test_what_waits_is_due_by_so_much_sooner_and_what_happened_lies_behind(house: House) -> None:
    house.now += AHEAD
    await set_(house, "card", 1, 2 * MINUTE)
    await set_(house, "card", 2, timedelta(0))
    await house.set(t.deadline, t.deadline.c.subject_id == 2, state="fired", fired_at=house.now)
    house.now -= AHEAD
    await right(house)
    assert await due(house) == {"card": 2 * MINUTE}
    assert await newest(house) == house.now, "so that the next start finds a clock that was right"


async def test_an_incident_of_before_the_error_is_not_purged_for_it(house: House) -> None:
    await set_(house, "purge incident", 1, KEPT)
    house.now += MINUTE
    await right(house, 30 * DAY)
    assert await due(house) == {"purge incident": KEPT - MINUTE}
    house.now += 30 * DAY
    await set_(house, "purge incident", 1, KEPT)
    house.now -= 30 * DAY
    await right(house, 30 * DAY)
    assert await due(house) == {"purge incident": KEPT}, "and one of the wrong time no later than was promised"


async def test_an_alert_of_the_wrong_time_goes_out_now_and_expires_when_it_should(house: House) -> None:
    _, contact = await house.someone("501", (Role.RESPONDER, NORTHAMPTON))
    incident = await house.incident()
    async with house.begin() as uow:
        before = await uow.mail.post(saying(expires_at=house.now + 2 * HOUR), [contact.id], house.now)
    house.now += AHEAD
    async with house.begin() as uow:
        late = replace(alert(incident.id), expires_at=house.now + 2 * HOUR)
        during = await uow.mail.post(late, [contact.id], house.now)
    house.now -= AHEAD
    await right(house)
    rows = {row.notice_id: row for row in await house.rows(t.delivery)}
    assert rows[during].due_at <= house.now
    assert [rows[notice].expires_at - house.now for notice in (before, during)] == [2 * HOUR, 2 * HOUR]


async def test_a_line_is_heard_until_now_at_the_most_and_rests_no_longer(house: House) -> None:
    await house.set(t.line, heard_at=house.now + AHEAD, paused_until=house.now + AHEAD + MINUTE)
    await right(house)
    for row in await house.rows(t.line):
        assert (row.heard_at, row.paused_until) == (house.now, house.now + MINUTE)


async def test_the_purge_of_letters_is_due_by_so_much_sooner_like_the_rest(house: House) -> None:
    await set_(house, "purge mail", 0, AHEAD + timedelta(hours=6))
    await right(house)
    assert await due(house) == {"purge mail": timedelta(hours=6)}
