"""Which chats on Signal have no timer yet, in either database."""

from datetime import timedelta

from alerts.people.person import Role
from storage.lines.message_timers import has_work, set_timer, without_timer
from tests.storage.house import NORTHAMPTON, House, saying


async def test_groups_come_first_then_who_was_quiet_and_each_gets_one_timer(house: House) -> None:
    await house.group("g-1", line=house.signal)
    _, contact = await house.someone("u-1", (Role.MEMBER, NORTHAMPTON), line=house.signal)
    await house.someone("u-2", (Role.MEMBER, NORTHAMPTON), line=house.telegram)
    async with house.store.write() as session:
        given = session, house.store.vault, house.signal
        before = house.now - timedelta(seconds=1)
        assert [chat.address for chat in await without_timer(*given, before, 5)] == ["g-1"]
        chats = await without_timer(*given, house.now, 5)
        assert [(chat.group, chat.address) for chat in chats] == [(True, "g-1"), (False, "u-1")]
        for chat in chats:
            await set_timer(session, chat, house.now)
        assert await without_timer(*given, house.now, 5) == []
        assert not await has_work(session, house.signal, house.now)
    async with house.begin() as uow:
        await uow.mail.post(saying(), [contact.id], house.now)
        assert await has_work(uow.session, house.signal, house.now)
