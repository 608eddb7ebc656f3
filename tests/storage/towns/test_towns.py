"""Towns in the database: added, renamed, merged, left, and what refers to them."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlmodel import SQLModel

from alerts.directory.entry import Listing, ServiceKind
from alerts.directory.ports import DIRECTORY
from alerts.groups.group import GroupReader
from alerts.groups.ports import GROUPS
from alerts.joining.ports import CODES, JOIN_REQUESTS, LINKED_CONTACTS
from alerts.people.code import Code
from alerts.people.person import Grant, Role
from alerts.towns.headcount import Gap
from alerts.towns.ports import TOWNS
from storage.core import core_tables as t
from storage.network.networks import FRESH, NetworkReader
from tests.storage.house import HOLYOKE, NORTHAMPTON, House

EASTHAMPTON = (42.267, -72.669)


async def _names(house: House) -> list[str]:
    async with house.begin() as uow:
        return [town.name for town in (await uow.network()).towns]


async def _references_to(house: House, town_id: int) -> dict[str, int]:
    """How many rows of each table name this town."""
    found = {}
    async with house.store.read() as session:
        connection = await session.connection()
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                if any(key.column is t.town.c.id for key in column.foreign_keys):
                    query = select(func.count()).select_from(table).where(column == town_id)
                    found[str(column)] = (await connection.execute(query)).scalar_one()
    return {column: count for column, count in found.items() if count}


async def test_a_town_that_is_added_is_there_at_once_with_an_id_that_no_town_had(house: House) -> None:
    async with house.begin() as uow:
        first = await TOWNS(uow).add("Easthampton", EASTHAMPTON)
        found = (await uow.network()).town(first)
        assert found is not None
        assert (found.name, found.point, found.also) == ("Easthampton", EASTHAMPTON, ())
    async with house.begin() as uow:
        await TOWNS(uow).remove(first)
        assert await TOWNS(uow).add("Easthampton", EASTHAMPTON) == first + 1
    assert await _names(house) == ["Northampton", "Holyoke", "Easthampton"]


async def test_what_was_undone_was_never_there(house: House) -> None:
    async with house.undone() as uow:
        await TOWNS(uow).add("Easthampton", EASTHAMPTON)
        assert len((await uow.network()).towns) == 3
    assert await _names(house) == ["Northampton", "Holyoke"]


async def test_a_running_program_sees_within_seconds_what_another_one_changed(house: House) -> None:
    moments = [100.0]
    reader = NetworkReader(house.store.vault, lambda: moments[0])

    async def seen() -> int:
        async with house.store.read() as session:
            return len((await reader.read(session)).towns)

    assert await seen() == 2
    async with house.begin() as uow:
        await TOWNS(uow).add("Easthampton", EASTHAMPTON)
    assert await seen() == 2, "it does not ask the database at every message"
    moments[0] += FRESH
    assert await seen() == 3


async def test_a_town_that_is_renamed_keeps_the_names_it_had(house: House) -> None:
    async with house.begin() as uow:
        await TOWNS(uow).rename(HOLYOKE, "Paper City", ("Holyoke", "Jolio"))
    async with house.begin() as uow:
        town = (await uow.network()).bearing("holyoke")
        assert town is not None
        assert (town.id, town.name, town.also) == (HOLYOKE, "Paper City", ("Holyoke", "Jolio"))
        await TOWNS(uow).move(HOLYOKE, EASTHAMPTON)
    async with house.begin() as uow:
        moved = (await uow.network()).town(HOLYOKE)
        assert moved is not None
        assert (moved.point, moved.also) == (EASTHAMPTON, ("Holyoke", "Jolio"))


async def _filled(house: House) -> None:
    """Something of every kind in Holyoke, and some of it in Northampton too."""
    both, _ = await house.someone("501", (Role.MEMBER, HOLYOKE), (Role.MEMBER, NORTHAMPTON), (Role.RESPONDER, HOLYOKE))
    resting, contact = await house.someone("502", (Role.DISPATCHER, HOLYOKE))
    asker, _ = await house.someone("503")
    await house.incident(town_id=HOLYOKE)
    await house.group("-1", HOLYOKE)
    async with house.begin() as uow:
        await uow.people.suspend(resting.id, None, house.now)
        await LINKED_CONTACTS(uow).add([contact.id], [Grant(Role.MEMBER, HOLYOKE), Grant(Role.MEMBER, None)], house.now)
        await JOIN_REQUESTS(uow).begin(asker.id, HOLYOKE, house.now)
        until = house.now + timedelta(days=1)
        await CODES(uow).add(Code(id=1, purpose="invite", expires_at=until, role=Role.MEMBER, town_id=HOLYOKE), "A")
        await DIRECTORY(uow).add(Listing(kind=ServiceKind.LEGAL, town_id=HOLYOKE, name="Office"), house.now)
        await TOWNS(uow).set_neighbors(HOLYOKE, NORTHAMPTON, False)
        await GROUPS(uow).added(house.signal, "here", "Northampton", GroupReader.COMMUNITY)
        await GROUPS(uow).added(house.signal, "there", "Holyoke", GroupReader.COMMUNITY)
        for address, town in (("here", NORTHAMPTON), ("there", HOLYOKE)):
            group = await GROUPS(uow).find(house.signal, address)
            assert group is not None
            await GROUPS(uow).connect(group.id, town)
    assert both.verified


async def test_whatever_refers_to_a_town_goes_to_the_one_that_it_becomes_a_part_of(house: House) -> None:
    await _filled(house)
    assert len(await _references_to(house, HOLYOKE)) >= 8
    async with house.begin() as uow:
        await TOWNS(uow).hand_over(HOLYOKE, NORTHAMPTON)
    assert await _references_to(house, HOLYOKE) == {}
    assert await _names(house) == ["Northampton"]
    roles = {(row.role, row.town_id) for row in await house.rows(t.grant)}
    assert roles == {("member", NORTHAMPTON), ("responder", NORTHAMPTON)}
    assert [row.town_id for row in await house.rows(t.resting_grant)] == [NORTHAMPTON]
    assert [row.town_id for row in await house.rows(t.subject)] == [NORTHAMPTON]
    assert [row.town_id for row in await house.rows(t.code)] == [NORTHAMPTON]
    async with house.begin() as uow:
        [linked] = [one for row in await house.rows(t.person) for one in await LINKED_CONTACTS(uow).of(row.id)]
        assert linked.had == (Grant(Role.MEMBER, NORTHAMPTON), Grant(Role.MEMBER, None))
        telegram = await GROUPS(uow).find(house.telegram, "-1")
        own, gone = await GROUPS(uow).find(house.signal, "here"), await GROUPS(uow).find(house.signal, "there")
    assert [group and group.town_id for group in (telegram, own, gone)] == [NORTHAMPTON, NORTHAMPTON, None]


async def test_what_is_only_for_a_town_goes_with_it_and_incidents_and_groups_stay(house: House) -> None:
    await _filled(house)
    async with house.begin() as uow:
        await TOWNS(uow).remove(HOLYOKE)
    assert await _references_to(house, HOLYOKE) == {}
    assert {(row.role, row.town_id) for row in await house.rows(t.grant)} == {("member", NORTHAMPTON)}
    assert await house.rows(t.code) == []
    assert [row.town_id for row in await house.rows(t.subject)] == [None]
    assert sorted(row.town_id or 0 for row in await house.rows(t.group_chat)) == [0, 0, NORTHAMPTON]
    async with house.begin() as uow:
        assert await DIRECTORY(uow).all() == []
        [linked] = [one for row in await house.rows(t.person) for one in await LINKED_CONTACTS(uow).of(row.id)]
    assert linked.had == (Grant(Role.MEMBER, None),)


async def test_roles_are_copied_with_those_that_rest(house: House) -> None:
    await _filled(house)
    async with house.begin() as uow:
        part = await TOWNS(uow).add("South Holyoke", EASTHAMPTON)
        await TOWNS(uow).copy_roles(HOLYOKE, part, house.now)
    rows = [*await house.rows(t.grant), *await house.rows(t.resting_grant)]
    assert sorted(row.role for row in rows if row.town_id == part) == ["dispatcher", "member", "responder"]


async def test_neighbors_are_near_unless_a_coordinator_says_otherwise(house: House) -> None:
    async with house.begin() as uow:
        await TOWNS(uow).add("Boston", (42.36, -71.06))

    async def beside() -> list[str]:
        async with house.begin() as uow:
            network = await uow.network()
            return [town.name for town in network.neighbors(network.towns[0])]

    assert await beside() == ["Holyoke"]
    async with house.begin() as uow:
        await TOWNS(uow).set_neighbors(3, NORTHAMPTON, True)
        await TOWNS(uow).set_neighbors(HOLYOKE, NORTHAMPTON, False)
    assert await beside() == ["Boston"]
    async with house.begin() as uow:
        await TOWNS(uow).set_neighbors(NORTHAMPTON, HOLYOKE, None)
    assert await beside() == ["Holyoke", "Boston"]


async def test_a_roll_counts_each_person_once_and_nobody_who_is_out(house: House) -> None:
    await house.someone("1", (Role.SUBSCRIBER, HOLYOKE), (Role.RESPONDER, HOLYOKE), language="es")
    await house.someone("2", (Role.COORDINATOR, None))
    await house.someone("3", (Role.MEMBER, NORTHAMPTON))
    stopped, _ = await house.someone("4", (Role.MEMBER, HOLYOKE))
    suspended, _ = await house.someone("5", (Role.MEMBER, HOLYOKE))
    _, blocked = await house.someone("6", (Role.MEMBER, HOLYOKE))
    await house.someone("7")
    await house.group("-1", HOLYOKE)
    async with house.begin() as uow:
        await uow.people.stop(stopped.id, house.now)
        await uow.people.suspend(suspended.id, None, house.now)
        await uow.contacts.unreachable(blocked.id)
        headcount = await TOWNS(uow).headcount(HOLYOKE)
    assert (headcount.people, headcount.unreachable, dict(headcount.groups)) == (3, 1, {"telegram": 1})
    assert headcount.roles == {Role.SUBSCRIBER: 1, Role.RESPONDER: 1, Role.COORDINATOR: 1, Role.MEMBER: 1}
    assert headcount.languages == {"es": 1, "en": 2}
    assert headcount.gaps == (Gap.RESPONDERS,)


async def test_a_town_without_anybody_lacks_everything(house: House) -> None:
    async with house.begin() as uow:
        assert (await TOWNS(uow).headcount(HOLYOKE)).gaps == (Gap.DESK, Gap.RESPONDERS, Gap.GROUP)
