"""Towns' groups, and who is in them."""

from dataclasses import replace

from alerts.groups.group import GroupReader
from alerts.groups.ports import GROUPS
from alerts.people.person import Role
from storage.groups.groups import SqlGroups
from storage.groups.memberships import SqlMemberships, TownGroup
from tests.storage.house import HOLYOKE, NORTHAMPTON, House


async def test_a_group_is_a_towns_once_it_is_connected(house: House) -> None:
    async with house.begin() as uow:
        added = await GROUPS(uow).added(house.telegram, "-100", "Neighbours")
        assert (added.town_id, added.active, added.address, added.title) == (None, True, "-100", "Neighbours")
        groups = SqlGroups(uow.session, house.store.vault)
        assert await groups.of_town(house.telegram, NORTHAMPTON) == []
        await groups.connect(added.id, NORTHAMPTON)
        found = await GROUPS(uow).get(added.id)
        assert found == replace(added, town_id=NORTHAMPTON)
        assert await groups.of_town(house.telegram, NORTHAMPTON) == [found]
        assert await groups.of_town(house.signal, NORTHAMPTON) == []
        assert await GROUPS(uow).get(1) is None


async def test_a_group_that_comes_back_is_the_same_under_its_new_title(house: House) -> None:
    group = await house.group("-100")
    async with house.begin() as uow:
        await GROUPS(uow).removed(house.telegram, "-100")
        await GROUPS(uow).removed(house.signal, "-100")
        gone = await GROUPS(uow).get(group)
        assert gone is not None
        assert not gone.active
        back = await GROUPS(uow).added(house.telegram, "-100", "Vecinos")
    assert (back.id, back.active, back.town_id, back.title) == (group, True, NORTHAMPTON, "Vecinos")


async def test_one_address_on_two_lines_is_two_groups(house: House) -> None:
    assert await house.group("same") != await house.group("same", line=house.signal)


def signal_group(house: House, group_id: int | None, reader: GroupReader = GroupReader.COMMUNITY) -> TownGroup:
    """One of Northampton's groups on Signal."""
    ids = (group_id,) if group_id is not None else ()
    return TownGroup(line_id=house.signal, town_id=NORTHAMPTON, reader=reader, group_ids=ids)


async def test_whoever_receives_the_towns_alerts_is_let_in_and_who_left_is_put_out(house: House) -> None:
    people = {
        "here": await house.someone("u-1", (Role.MEMBER, NORTHAMPTON), line=house.signal),
        "everywhere": await house.someone("u-2", (Role.SUBSCRIBER, None), line=house.signal),
        "there": await house.someone("u-3", (Role.MEMBER, HOLYOKE), line=house.signal),
        "stranger": await house.someone("u-4", line=house.signal),
        "telegram": await house.someone("501", (Role.MEMBER, NORTHAMPTON)),
    }
    contact = {name: entry[1].id for name, entry in people.items()}
    group = await house.group("g", line=house.signal)
    made, none = signal_group(house, group), signal_group(house, None)
    async with house.store.write() as session:
        memberships = SqlMemberships(session, house.store.vault)
        missing = await memberships.missing(made)
        assert sorted(missing) == [(contact["here"], "u-1"), (contact["everywhere"], "u-2")]
        assert await memberships.missing(none) == missing
        await memberships.add(group, [contact["here"], contact["there"], contact["stranger"]])
        assert await memberships.missing(made) == [(contact["everywhere"], "u-2")]
        gone = await memberships.gone(made)
        assert sorted(gone) == [(contact["there"], "u-3"), (contact["stranger"], "u-4")]
        await memberships.remove(group, [contact["there"], contact["stranger"]])
        assert await memberships.gone(made) == []
    async with house.begin() as uow:
        await uow.people.stop(people["here"][0].id, house.now)
    async with house.store.write() as session:
        assert await SqlMemberships(session, house.store.vault).gone(made) == [(contact["here"], "u-1")]


async def test_responders_have_a_group_of_their_own_and_the_desk_has_none_unless_it_asks(house: House) -> None:
    _, member = await house.someone("u-1", (Role.MEMBER, NORTHAMPTON), line=house.signal)
    _, responder = await house.someone(
        "u-2", (Role.RESPONDER, NORTHAMPTON), (Role.MEMBER, NORTHAMPTON), line=house.signal
    )
    dana, dispatcher = await house.someone(
        "u-3", (Role.DISPATCHER, NORTHAMPTON), (Role.RESPONDER, NORTHAMPTON), line=house.signal
    )
    await house.someone("u-4", (Role.COORDINATOR, None), (Role.SUBSCRIBER, NORTHAMPTON), line=house.signal)
    group = await house.group("g", line=house.signal)
    community, responders = signal_group(house, group), signal_group(house, None, GroupReader.RESPONDERS)
    async with house.store.write() as session:
        memberships = SqlMemberships(session, house.store.vault)
        assert await memberships.missing(community) == [(member.id, "u-1")]
        assert await memberships.missing(responders) == [(responder.id, "u-2")]
        asking = await memberships.askers(community, ["u-3", "somebody"])
        assert asking == [(dispatcher.id, "u-3")]
        await memberships.add(group, [dispatcher.id], asked=True)
        assert await memberships.gone(community) == []
        await memberships.add(group, [responder.id])
        assert await memberships.gone(community) == [(responder.id, "u-2")], "who became a responder is parted"
    async with house.begin() as uow:
        await uow.grants.take(dana.id, NORTHAMPTON)
    async with house.store.write() as session:
        gone = await SqlMemberships(session, house.store.vault).gone(community)
        assert (dispatcher.id, "u-3") in gone
