"""Bans: known again by a keyed hash of the address, whatever the line, and by nothing else; on every database."""

from alerts.people.person import Role
from alerts.trust.ban import Ban
from alerts.trust.ports import BANS
from storage.core import core_tables as t
from storage.trust.tables import ban
from tests.storage.house import NORTHAMPTON, House


async def test_every_address_of_a_person_is_banned_and_nothing_of_theirs_stands(house: House) -> None:
    async with house.begin() as uow:
        person, _ = await uow.people.add(1, "70001", house.now)
        other, _ = await uow.people.add(2, "a-uuid", house.now)
        await uow.people.merge(person.id, other.id, house.now)
        await uow.people.consent(person.id, "Mallory", house.now)
        await uow.grants.give(person.id, Role.MEMBER, NORTHAMPTON, house.now)
        await BANS(uow).add(person.id, None, house.now)
    async with house.begin() as uow:
        assert await BANS(uow).stands_for("70001")
        assert await BANS(uow).stands_for("a-uuid")
        assert not await BANS(uow).stands_for("70002")
        assert (await BANS(uow).count(), await BANS(uow).page(0, 5)) == (
            1,
            [Ban(person_id=person.id, by_id=None, banned_at=house.now)],
        )
        found = await uow.people.get(person.id)
    assert found is not None
    assert (found.banned, found.name, found.grants, found.consented_at) == (True, "", (), None)
    rows = await house.rows(ban)
    assert not any(word in bytes(row.address_index) for row in rows for word in (b"70001", b"a-uuid"))
    assert await house.rows(t.grant) == []


async def test_an_ended_ban_leaves_nothing(house: House) -> None:
    async with house.begin() as uow:
        person, _ = await uow.people.add(1, "70001", house.now)
        await BANS(uow).add(person.id, None, house.now)
        assert await BANS(uow).end(person.id)
        assert not await BANS(uow).end(person.id)
        assert not await BANS(uow).stands_for("70001")
        assert await BANS(uow).page(0, 5) == []
    assert await house.rows(ban) == []
