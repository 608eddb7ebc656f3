"""The inbox on every kind of database: what counts as kept, and what does not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from alerts.people.person import Role
from storage.core import core_tables as t
from storage.inbox import inbox
from storage.inbox.inbox import Arrived
from tests.storage.house import House


async def kept(house: House, *dedups: str) -> int:
    arrived = [
        Arrived(line_id=house.telegram, dedup=dedup, sender="77", sent_at=house.now, body={"text": "two vans"})
        for dedup in dedups
    ]
    async with house.store.write() as session:
        return await inbox.keep(session, house.store.vault, arrived, house.now)


async def test_a_message_that_comes_twice_is_kept_once(house: House) -> None:
    assert await kept(house, "1", "2", "1") == 2
    assert await kept(house, "2", "3") == 1
    assert len(await house.rows(t.inbox)) == 3


async def test_a_message_whose_id_is_taken_is_not_mistaken_for_one_that_is_kept_already(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "new_id", lambda: 7)
    assert await kept(house, "1") == 1
    with pytest.raises(IntegrityError):
        await kept(house, "2")
    assert len(await house.rows(t.inbox)) == 1


async def said(house: House, dedup: str, text: str, *, edit: bool = False, sender: str = "77", **more: Any) -> int:
    body = {
        "kind": "text",
        "text": text,
        "point": None,
        "chat": "77",
        "sender": sender,
        "ref": "5",
        "dedup": dedup,
    } | more
    one = Arrived(line_id=house.telegram, dedup=dedup, sender=sender, sent_at=house.now, body=body, is_edit=edit)
    house.forward(seconds=1)
    async with house.store.write() as session:
        return await inbox.keep(session, house.store.vault, [one], house.now)


async def test_an_edit_that_edits_nothing_is_not_kept(house: House) -> None:
    assert await said(house, "1", "two vans")
    assert await said(house, "2", "two vans", edit=True) == 0, "a reaction, say"
    assert await said(house, "3", "three vans", edit=True) == 1
    assert await said(house, "4", "three vans", edit=True) == 0
    assert await said(house, "5", "two vans", edit=True) == 1, "it is the newest version that counts"
    assert await said(house, "6", "two vans", edit=True, ref="6") == 1, "another message of the same words"
    assert await said(house, "7", "two vans", edit=True, chat="-1") == 1, "another chat"
    assert await said(house, "8", "two vans", edit=True, sender="78") == 1, "another person"


async def test_an_edit_of_an_edit_is_found_by_the_version_that_it_replaces(house: House) -> None:
    assert await said(house, "77:5", "two vans", ref="5")
    assert await said(house, "77:6", "three vans", edit=True, ref="5") == 1
    assert await said(house, "77:7", "three vans", edit=True, ref="6") == 0


async def test_a_place_that_did_not_move_is_not_kept_and_one_that_did_is(house: House) -> None:
    assert await said(house, "1", "", kind="location", point=(42.325, -72.641))
    assert await said(house, "2", "", edit=True, kind="location", point=(42.325, -72.641)) == 0
    assert await said(house, "3", "", edit=True, kind="location", point=(42.326, -72.641)) == 1


async def test_the_desk_is_answered_first_then_who_is_vouched_for_then_anybody(house: House) -> None:
    roles = {"stranger": None, "subscriber": Role.SUBSCRIBER, "member": Role.MEMBER, "dispatcher": Role.DISPATCHER}
    async with house.begin() as uow:
        for address, role in roles.items():
            person, _ = await uow.people.add(house.telegram, address, house.now)
            for given in (role, Role.MEMBER) if role is Role.DISPATCHER else (role,):
                if given is not None:
                    await uow.grants.give(person.id, given, None, house.now)
    arrived = [
        Arrived(
            line_id=house.telegram,
            dedup=sender,
            sender=sender,
            sent_at=house.now + timedelta(seconds=n),
            body={"text": sender},
        )
        for n, sender in enumerate([*roles, "never seen"])
    ]
    vault = house.store.vault
    async with house.store.write() as session:
        await inbox.keep(session, vault, arrived, house.now)
        found = await inbox.heads(session, vault, house.now, 9, inbox.InboxOrder())
    said = [waiting.body["text"] for waiting in found.due if waiting.body]
    assert said == ["dispatcher", "member", "stranger", "subscriber", "never seen"]


async def test_when_the_next_one_is_due_is_told_whoever_waits_until_then(house: House) -> None:
    await kept(house, "1")
    vault, later = house.store.vault, house.now + timedelta(seconds=7)
    async with house.store.write() as session:
        [first] = (await inbox.heads(session, vault, house.now, 8, inbox.InboxOrder())).due
        await inbox.put_off(session, first.id, later)
        assert await inbox.heads(session, vault, house.now, 8, inbox.InboxOrder()) == inbox.InboxHeads([], later)
        assert (await inbox.heads(session, vault, later, 8, inbox.InboxOrder(busy=frozenset({first.sender})))).due == []
