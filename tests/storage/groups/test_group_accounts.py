"""Accounts before or in a group of responders, and who waits for a link, in either database."""

from datetime import timedelta

from alerts.groups.group_account import AccountStanding
from alerts.groups.ports import GROUP_ACCOUNTS, MEMBERSHIPS
from alerts.people.person import Role
from tests.storage.house import NORTHAMPTON, House


async def test_an_account_stands_to_a_group_as_was_put_last(house: House) -> None:
    group_id = await house.group("-100")
    _, contact = await house.someone("u-1", (Role.MEMBER, NORTHAMPTON))
    async with house.begin() as uow:
        accounts = GROUP_ACCOUNTS(uow)
        put = await accounts.put(group_id, "u-1", AccountStanding.ASKS, house.now)
        again = await accounts.put(group_id, "u-1", AccountStanding.ASKS_AGAIN, house.now, contact.id)
        assert (again.id, await accounts.get(put.id)) == (put.id, again)
        assert await accounts.find(group_id, "u-1") == again
        await accounts.change(put.id, AccountStanding.OUT)
        [out] = await accounts.with_standing([group_id], [AccountStanding.OUT])
        assert (out.address, out.contact_id) == ("u-1", contact.id)
        await accounts.change(put.id, AccountStanding.TOLD, keep_address=False)
        told = await accounts.get(put.id)
        assert told is not None
        assert (told.address, await accounts.told_since(group_id, house.now)) == ("", 1)
        assert await accounts.told_since(group_id, house.now + timedelta(seconds=1)) == 0
        await accounts.delete(put.id)
        assert await accounts.find(group_id, "u-1") is None


async def test_who_was_refused_is_counted_once_each_time(house: House) -> None:
    group_id = await house.group("-100")
    async with house.begin() as uow:
        accounts = GROUP_ACCOUNTS(uow)
        for address in ("u-1", "u-2"):
            await accounts.put(group_id, address, AccountStanding.REFUSED, house.now)
        assert [await accounts.count_refused(group_id) for _ in range(2)] == [2, 0]
        await accounts.put(group_id, "u-1", AccountStanding.REFUSED, house.now)
        assert await accounts.count_refused(group_id) == 1


async def test_a_link_is_wanted_until_it_is_sent_or_they_are_inside(house: House) -> None:
    group_id = await house.group("-100")
    _, contact = await house.someone("u-1", (Role.RESPONDER, NORTHAMPTON))
    async with house.begin() as uow:
        memberships = MEMBERSHIPS(uow)
        for done in (memberships.note_link, memberships.note_joined):
            await memberships.want_link(group_id, contact.id)
            assert await memberships.wants_link(group_id, contact.id)
            await done(group_id, contact.id)
            assert not await memberships.wants_link(group_id, contact.id)
        await memberships.note_left(group_id, contact.id)
        await memberships.remove(group_id, [contact.id])
        await memberships.note_joined(group_id, contact.id)
