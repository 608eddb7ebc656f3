"""The town's Signal group: made once, with the town's people in it, and nobody else."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import SQLModel

from alerts.groups.ports import GROUPS
from alerts.groups.strangers import STRANGERS
from alerts.network.retention import Retention
from alerts.notices import Notice, text
from alerts.people.person import Role
from alerts.towns.changing import rename_town
from alerts.towns.ports import TOWNS
from bot.drill.signal.group import MOST_MEMBERS, SignalGroup
from bot.drill.signal.phone import SignalPhone
from bot.drill.signal.server import SignalServer
from bot.lines.signal_groups import MOST, SignalGroups
from bot.outbound.line_lease import ExclusiveLease, Lease
from bot.transports.signal.rest import RestGroup
from bot.transports.signal.transport import SignalTransport
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine
from storage.database.store import Store
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.groups.groups import SqlGroups
from storage.lines import lines
from storage.network import networks
from storage.unit_of_work import UnitOfWorkFactory
from tests.bot.transports.signal.listeners import Ears, now

ZONE = ZoneInfo("America/New_York")
LISTED = "GET /v1/groups/+12025550123"


class Town:
    """Northampton and Holyoke with a Signal line, and the people who are in them."""

    def __init__(self, store: Store, server: SignalServer, transport: SignalTransport) -> None:
        self.work = UnitOfWorkFactory(store, Retention(), "", cleaner())
        self.server = server
        self.transport = transport

    async def groups(self, lease: Lease | None = None, most: int = MOST) -> SignalGroups:
        """As the app builds it, after each start."""
        return SignalGroups(
            self.work.store,
            self.transport,
            lambda language: ReaderLocale(language, ZONE),
            lease or ExclusiveLease("first"),
            lambda: datetime.now(UTC),
            most,
        )

    async def joins(self, phone: SignalPhone, town_id: int, *roles: Role) -> int:
        """They wrote once, and have these roles there; a subscriber's where none is given."""
        await phone.says("hola")
        async with self.work.begin() as uow:
            person, _ = await uow.people.add(self.transport.line_id, phone.uuid, datetime.now(UTC))
            for role in roles or (Role.SUBSCRIBER,):
                await uow.grants.give(person.id, role, town_id, datetime.now(UTC))
        return person.id

    def made(self, name: str) -> Sequence[SignalGroup]:
        """The groups of that town at the platform."""
        return [group for group in self.server.groups if name in group.name]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    keyring = Keyring.generate()
    engine = open_engine(tmp_path / "rebato.db", keyring, DriverOptions.PLAIN)
    # As the models say, without the way there: nearly all of a test's time.
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    store = Store(engine, Vault(keyring))
    async with store.write() as session:
        places = [("Northampton", (42.325, -72.641)), ("Holyoke", (42.204, -72.616))]
        await networks.create(session, store.vault, name="Valley", languages=("en", "es"), zone=str(ZONE), towns=places)
        line = await lines.of_account(session, store.vault, "signal", "+12025550123")
    async with _attached(line.id) as (server, transport):
        yield Town(store, server, transport)
    await store.close()


@asynccontextmanager
async def _attached(line_id: int) -> AsyncIterator[tuple[SignalServer, SignalTransport]]:
    server = SignalServer()
    await server.start()
    transport = SignalTransport(line_id, server.service, server.number, now, heard_at=None)
    await transport.start(Ears(), None)
    yield server, transport
    await transport.stop()
    await server.stop()


async def test_a_group_is_made_for_a_town_with_people_and_for_no_other(town: Town) -> None:
    jean = town.server.add_user("Jean")
    await town.joins(jean, 1)
    await (await town.groups()).mend()
    (group,) = town.made("Northampton")
    assert group.members == [jean]
    assert group.permissions["send_messages"] == "only-admins"
    assert group.group_link == "enabled-with-approval"
    assert not town.made("Holyoke")


async def test_who_joins_later_is_let_in_and_who_leaves_is_taken_out(town: Town) -> None:
    jean, tomas = town.server.add_user("Jean"), town.server.add_user("Tomás")
    await town.joins(jean, 1)
    groups = await town.groups()
    await groups.mend()
    person_id = await town.joins(tomas, 1)
    await groups.mend()
    (group,) = town.made("Northampton")
    assert group.members == [jean, tomas]
    async with town.work.begin() as uow:
        await uow.people.stop(person_id, datetime.now(UTC))
    await groups.mend()
    assert group.members == [jean]


async def test_a_run_that_ended_before_it_wrote_the_group_down_makes_no_second_one(town: Town) -> None:
    jean = town.server.add_user("Jean")
    await town.joins(jean, 1)
    name = ReaderLocale("en", ZONE).text(text("group.signal_name", network="Valley", town="Northampton"))
    assert await town.transport.create_group(name, [])
    await (await town.groups()).mend()
    await (await town.groups()).mend()
    (group,) = town.made("Northampton")
    assert group.members == [jean]


async def test_a_group_of_that_name_that_somebody_else_made_is_not_taken_for_ours(town: Town) -> None:
    jean, mallory = town.server.add_user("Jean"), town.server.add_user("Mallory")
    await town.joins(jean, 1)
    name = ReaderLocale("en", ZONE).text(text("group.signal_name", network="Valley", town="Northampton"))
    address = await town.transport.create_group(name, [])
    assert address
    await mallory.says("hola")
    await town.transport.add_to_group(address, [mallory.uuid])
    await (await town.groups()).mend()
    theirs, ours = town.made("Northampton")
    assert (theirs.members, ours.members) == ([mallory], [jean])


async def test_while_nobody_knows_which_groups_there_are_no_second_one_is_made(town: Town) -> None:
    await town.joins(town.server.add_user("Jean"), 1)
    name = ReaderLocale("en", ZONE).text(text("group.signal_name", network="Valley", town="Northampton"))
    assert await town.transport.create_group(name, [])
    groups = await town.groups()
    town.server.fail_next("groups", 500)
    await groups.mend()
    town.server.fail_next("groups", how="drop")
    await groups.mend()
    await groups.mend()
    assert len(town.made("Northampton")) == 1


@dataclass(frozen=True)
class Lapsing(ExclusiveLease):
    """Holds when it is asked first, and then no more: meanwhile the process was frozen."""

    asked: list[bool] = field(default_factory=list)

    def holds(self) -> bool:
        self.asked.append(True)
        return len(self.asked) == 1


async def test_who_was_frozen_and_lost_the_line_makes_no_group(town: Town) -> None:
    await town.joins(town.server.add_user("Jean"), 1)
    await (await town.groups(Lapsing("first"))).mend()
    assert not town.server.groups


async def test_a_stop_waits_for_one_call_and_no_more(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for town_id in (1, 2):
        await town.joins(town.server.add_user("Jean"), town_id)
    groups, asked = await town.groups(), town.transport.groups

    async def meanwhile() -> list[RestGroup] | None:
        groups.stop()
        return await asked()

    monkeypatch.setattr(town.transport, "groups", meanwhile)
    await groups.run()
    assert not town.server.groups


async def test_a_service_that_refuses_is_asked_again_later(town: Town) -> None:
    await town.joins(town.server.add_user("Jean"), 1)
    town.server.fail_next("groups", 500, times=2)
    groups = await town.groups()
    for _ in range(2):
        await groups.mend()
        assert not town.made("Northampton")
    await groups.mend()
    assert len(town.made("Northampton")) == 1


async def test_responders_are_kept_apart_from_the_community_and_the_desk_is_in_neither(town: Town) -> None:
    jean, rosa, ana, luis, dana = (town.server.add_user(name) for name in ("Jean", "Rosa", "Ana", "Luis", "Dana"))
    await town.joins(jean, 1)
    await town.joins(rosa, 1, Role.MEMBER)
    for responder in (ana, luis):
        await town.joins(responder, 1, Role.RESPONDER, Role.MEMBER)
    await town.joins(dana, 1, Role.DISPATCHER, Role.SUBSCRIBER)
    await (await town.groups()).mend()
    community, responders = town.made("Northampton")
    assert (community.members, responders.members) == ([jean, rosa], [ana, luis])
    assert community.name != responders.name


async def test_for_one_responder_alone_no_group_is_made(town: Town) -> None:
    await town.joins(town.server.add_user("Ana"), 1, Role.RESPONDER)
    await (await town.groups()).mend()
    assert not town.server.groups


async def test_the_desk_is_let_in_if_it_asks_and_a_stranger_is_not(town: Town) -> None:
    jean, dana, sam = (town.server.add_user(name) for name in ("Jean", "Dana", "Sam"))
    await town.joins(jean, 1)
    await town.joins(dana, 1, Role.DISPATCHER)
    groups = await town.groups()
    await groups.mend()
    (group,) = town.made("Northampton")
    for phone in (dana, sam):
        group.asked_by(phone)
    await (await town.groups()).mend()
    await groups.mend()
    assert group.members == [jean, dana]


async def test_the_bridge_is_asked_for_its_groups_once_a_minute_however_much_is_posted(town: Town) -> None:
    await town.joins(town.server.add_user("Jean"), 1)
    groups = await town.groups()
    await groups.mend()
    asked = town.server.routes.calls.count(LISTED)
    assert asked
    for _ in range(20):
        await groups.mend()
    assert town.server.routes.calls.count(LISTED) == asked


@pytest.mark.parametrize("how", ["at the first look", "later"])
async def test_a_newcomer_whom_signal_refuses_holds_up_nobody(town: Town, how: str) -> None:
    people = [town.server.add_user(name) for name in ("Jean", "Kim", "Tomás", "Rosa")]
    groups = await town.groups()
    await town.joins(people[0], 1)
    if how == "later":
        await groups.mend()
    for phone in people[1:]:
        await town.joins(phone, 1)
    people[1].unregisters()
    await groups.mend()
    (group,) = town.made("Northampton")
    assert group.members == [people[0], people[2], people[3]]


async def test_who_was_refused_is_not_asked_for_at_each_look(town: Town) -> None:
    jean, kim = town.server.add_user("Jean"), town.server.add_user("Kim")
    for phone in (jean, kim):
        await town.joins(phone, 1)
    kim.unregisters()
    groups = await town.groups()
    await groups.mend()
    asked = list(town.server.routes.calls)
    for _ in range(5):
        await groups.mend()
    assert [call for call in town.server.routes.calls if call.startswith("POST")] == [
        call for call in asked if call.startswith("POST")
    ]


async def test_a_group_that_we_were_thrown_out_of_is_not_taken_for_the_towns_again(town: Town) -> None:
    await town.joins(town.server.add_user("Jean"), 1)
    groups = await town.groups()
    await groups.mend()
    (old,) = town.made("Northampton")
    old.account_in = False
    async with town.work.begin() as uow:
        await GROUPS(uow).removed(town.transport.line_id, old.group_id)
    await groups.mend()
    assert len(town.made("Northampton")) == 2


async def test_all_groups_are_made_before_people_are_let_into_any(town: Town) -> None:
    """A preview counts groups: one that is made a moment later would keep an alert from being sent as it was shown."""
    for name in ("Ana", "Luis"):
        await town.joins(town.server.add_user(name), 1, Role.RESPONDER)
    for town_id in (1, 2):
        await town.joins(town.server.add_user(f"Jean {town_id}"), town_id)
    await (await town.groups()).mend()
    posts = [call for call in town.server.routes.calls if call.startswith("POST /v1/groups")]
    assert [call.endswith("/members") for call in posts] == [False] * 3 + [True] * 3


def test_a_group_of_ours_is_never_fuller_than_signal_lets_it_be() -> None:
    assert MOST + 1 < MOST_MEMBERS


async def test_a_town_with_more_people_than_a_group_takes_gets_another_one(town: Town) -> None:
    phones = [town.server.add_user(f"Jean {n}") for n in range(5)]
    for phone in phones[:2]:
        await town.joins(phone, 1)
    await (await town.groups(most=2)).mend()
    [first] = town.made("Northampton")
    for phone in phones[2:]:
        await town.joins(phone, 1)
    groups = await town.groups(most=2)
    await groups.mend()
    await groups.mend()
    assert [group.members for group in town.made("Northampton")] == [phones[:2], phones[2:4], phones[4:]]
    assert [group.name for group in town.made("Northampton")] == [first.name, f"{first.name} 2", f"{first.name} 3"]


async def test_a_post_is_in_each_of_a_town_s_groups_once(town: Town) -> None:
    phones = [town.server.add_user(f"Jean {n}") for n in range(3)]
    for phone in phones:
        await town.joins(phone, 1)
    await (await town.groups(most=2)).mend()
    async with town.work.begin() as uow:
        posted = await uow.mail.to_groups(Notice.of("group.ask"), 1, datetime.now(UTC))
    assert posted == 2


async def test_who_leaves_makes_room_for_the_next_in_the_group_where_they_were(town: Town) -> None:
    phones = [town.server.add_user(f"Jean {n}") for n in range(4)]
    people = [await town.joins(phone, 1) for phone in phones[:3]]
    groups = await town.groups(most=2)
    await groups.mend()
    async with town.work.begin() as uow:
        await uow.grants.take(people[0], 1)
    await groups.mend()
    await town.joins(phones[3], 1)
    await groups.mend()
    assert [group.members for group in town.made("Northampton")] == [[phones[1], phones[3]], [phones[2]]]


async def test_a_subscriber_who_follows_the_responders_link_is_not_let_in(town: Town) -> None:
    ana, luis, jean, dana = (town.server.add_user(name) for name in ("Ana", "Luis", "Jean", "Dana"))
    for responder in (ana, luis):
        await town.joins(responder, 1, Role.RESPONDER)
    await town.joins(jean, 1)
    await town.joins(dana, 1, Role.DISPATCHER)
    await (await town.groups()).mend()
    [responders] = [group for group in town.made("Northampton") if ana in group.members]
    for phone in (jean, dana):
        responders.asked_by(phone)
    groups = await town.groups()
    await groups.mend()
    assert responders.members == [ana, luis, dana]


async def test_a_dispatcher_who_had_asked_and_is_none_any_more_is_taken_out_of_the_responders_group(town: Town) -> None:
    ana, luis, dana = (town.server.add_user(name) for name in ("Ana", "Luis", "Dana"))
    for responder in (ana, luis):
        await town.joins(responder, 1, Role.RESPONDER)
    person = await town.joins(dana, 1, Role.DISPATCHER, Role.SUBSCRIBER)
    await (await town.groups()).mend()
    [responders] = [group for group in town.made("Northampton") if ana in group.members]
    responders.asked_by(dana)
    await (await town.groups()).mend()
    assert dana in responders.members
    async with town.work.begin() as uow:
        await uow.grants.take_role(person, Role.DISPATCHER, 1)
    await (await town.groups()).mend()
    assert responders.members == [ana, luis]


async def test_a_responder_who_lost_the_role_or_is_suspended_is_out_of_the_responders_group(town: Town) -> None:
    phones = [town.server.add_user(name) for name in ("Jean", "Luis", "Ines")]
    jean, luis, ines = [await town.joins(phone, 1, Role.RESPONDER, Role.MEMBER) for phone in phones]
    groups = await town.groups()
    await groups.mend()
    (group,) = town.made("responders")
    assert group.members == phones
    async with town.work.begin() as uow:
        await uow.grants.take_role(jean, Role.RESPONDER, 1)
        await uow.people.suspend(luis, None, datetime.now(UTC))
    await groups.mend()
    assert group.members == phones[2:]
    assert ines


async def test_a_group_follows_the_name_of_its_town_and_one_that_people_named_does_not(town: Town) -> None:
    await town.joins(town.server.add_user("Jean"), 1)
    groups = await town.groups()
    await groups.mend()
    [group] = town.made("Northampton")
    async with town.work.begin() as uow:
        await rename_town(uow, datetime.now(UTC), 1, "Paradise City", None)
    await (await town.groups()).mend()
    assert group.name.endswith("Paradise City")
    assert len(town.server.groups) == 1
    async with town.work.begin() as uow:
        kept = await GROUPS(uow).find(town.transport.line_id, group.group_id)
        assert kept is not None
        assert kept.title == group.name
    async with town.work.begin() as uow:
        await SqlGroups(uow.session, town.work.store.vault).rename(kept.id, "Our own name")
        await rename_town(uow, datetime.now(UTC), 1, "Hamp", None)
    calls = len(town.server.routes.calls)
    await (await town.groups()).mend()
    assert not [call for call in town.server.routes.calls[calls:] if call.startswith("PUT")]


async def test_a_town_added_while_the_bot_runs_gets_its_group(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    groups = await town.groups()
    await groups.mend()
    async with town.work.begin() as uow:
        added = await TOWNS(uow).add("Easthampton", (42.267, -72.669))
    await town.joins(town.server.add_user("Jean"), added)
    monkeypatch.setattr(networks, "FRESH", 0.0)
    await groups.mend()
    assert len(town.made("Easthampton")) == 1


async def _strangers_are_told(town: Town) -> int:
    async with town.work.begin() as uow:
        return len(await uow.deadlines.standing(STRANGERS))


async def test_somebody_in_the_responders_group_whom_we_did_not_let_in_is_told_of(town: Town) -> None:
    ana, luis, eve, rosa = (town.server.add_user(name) for name in ("Ana", "Luis", "Eve", "Rosa"))
    for responder in (ana, luis):
        await town.joins(responder, 1, Role.RESPONDER)
    await town.joins(rosa, 1)
    await (await town.groups()).mend()
    await (await town.groups()).mend()
    assert await _strangers_are_told(town) == 0
    [responders] = [group for group in town.made("Northampton") if ana in group.members]
    [community] = [group for group in town.made("Northampton") if rosa in group.members]
    await eve.says("hola")
    community.add(eve)
    await (await town.groups()).mend()
    assert await _strangers_are_told(town) == 0, "whoever is in the community's group reads what all may read"
    responders.add(eve)
    await (await town.groups()).mend()
    assert await _strangers_are_told(town) == 1


async def test_a_responder_whom_the_service_lists_by_another_name_is_no_stranger(town: Town) -> None:
    ana, luis = (town.server.add_user(name) for name in ("Ana", "Luis"))
    for responder in (ana, luis):
        await town.joins(responder, 1, Role.RESPONDER)
    await (await town.groups()).mend()
    listed = await town.transport.groups()
    assert listed is not None
    other = [replace(one, members=(town.transport.number, "+14135550001", "+14135550002")) for one in listed]

    async def renamed() -> list[RestGroup]:
        return other

    groups = await town.groups()
    groups._transport.groups = renamed
    await groups.mend()
    assert await _strangers_are_told(town) == 0
