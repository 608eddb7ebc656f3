"""The witnesses' group on a Telegram of the drill: the real transport, intake, rules and database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import SQLModel

from alerts.groups.group import GroupReader
from alerts.groups.ports import GROUPS
from alerts.network.retention import Retention
from alerts.people.person import Role
from bot.drill.telegram.admissions import InviteLink
from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer
from bot.inbound.dispatch import Dispatcher
from bot.inbound.intake import Intake
from bot.inbound.intake_callbacks import IntakeCallbacks
from bot.lines.group_call_gate import GroupCallGate
from bot.lines.telegram_groups import TelegramGroups
from bot.transports.telegram.transport import TelegramTransport
from handlers.core.lexicon import cleaner
from storage.core import core_tables as t
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine
from storage.database.store import Store
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.lines import lines
from storage.network import networks
from storage.unit_of_work import UnitOfWorkFactory


class Neighborhood:
    """Northampton with a Telegram line, its witnesses' group, and Cora who coordinates and made it."""

    def __init__(self, store: Store, server: TelegramServer, line_id: int) -> None:
        self.store = store
        self.server = server
        self.line_id = line_id
        self.work = UnitOfWorkFactory(store, Retention(), "", cleaner())
        self.transport = TelegramTransport(line_id, server.token, server.origin, self.now)
        answering = Dispatcher(self.work, self.now, lambda _: self.transport)
        callbacks = IntakeCallbacks(
            answer=answering.answer,
            acknowledge=answering.acknowledge,
            apologise=answering.apologise,
            deaf=answering.deaf,
            wake=lambda: None,
        )
        self.intake = Intake(store, self.now, callbacks, patience=60)
        self.cora = server.add_user("Cora")
        self.group = server.add_group("Testigos", [self.cora])
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.server.world.clock.now().astimezone(UTC)

    async def _at_once(self, _: float) -> None:
        """Let no time pass."""

    def keeper(self) -> TelegramGroups:
        gate = GroupCallGate(self.work, self.now, lambda: True, self._at_once, lambda: self.seconds)
        return TelegramGroups(self.work, self.line_id, self.transport.administration, gate, self.now)

    async def begin(self) -> None:
        await self.transport.start(self.intake.on(self.line_id), None)
        await self.joins(self.cora, Role.COORDINATOR)
        await self.group.adds_bot(self.cora, admin=True)
        await self.heard()
        async with self.work.begin() as uow:
            group = await GROUPS(uow).find(self.line_id, str(self.group.chat_id))
            assert group is not None
            await GROUPS(uow).connect(group.id, 1)
            await GROUPS(uow).read_by(group.id, GroupReader.RESPONDERS)

    async def joins(self, phone: TelegramPhone, role: Role = Role.RESPONDER) -> int:
        async with self.work.begin() as uow:
            address = str(phone.chat_id)
            known = await uow.people.find(self.line_id, address)
            person, _ = known or await uow.people.add(self.line_id, address, self.now())
            await uow.people.consent(person.id, phone.name, self.now())
            await uow.grants.give(person.id, role, 1, self.now())
        return person.id

    async def heard(self) -> None:
        """Everything that happened was heard and answered."""
        async with asyncio.timeout(20):
            while self.server.world.updates.pending:
                # The next question of the transport confirms what it heard.
                await self.server.world.updates.wait_polled()
                await asyncio.sleep(0)
        await self.intake.drain()

    async def loses(self, person_id: int) -> None:
        async with self.work.begin() as uow:
            await uow.grants.take(person_id, 1)

    async def said(self) -> int:
        """How many notices were written so far."""
        async with self.work.look() as uow:
            counting = select(func.count()).select_from(t.notice)
            return int((await (await uow.session.connection()).execute(counting)).scalar_one())


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Neighborhood]:
    keyring = Keyring.generate()
    engine = open_engine(tmp_path / "rebato.db", keyring, DriverOptions.PLAIN)
    # As the models say, without the way there: nearly all of a test's time.
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    store = Store(engine, Vault(keyring))
    server = TelegramServer()
    await server.start()
    async with store.write() as session:
        places = [("Northampton", (42.325, -72.641)), ("Holyoke", (42.204, -72.616))]
        await networks.create(
            session, store.vault, name="Valley", languages=("en", "es"), zone="America/New_York", towns=places
        )
        line = await lines.of_account(session, store.vault, "telegram", "110201543")
    made = Neighborhood(store, server, line.id)
    await made.begin()
    yield made
    await made.transport.stop()
    await server.stop()
    await store.close()


def link_of(group: TelegramGroup) -> InviteLink:
    return group.admissions.links[-1]


async def test_a_link_is_nameless_expires_within_a_day_and_only_lets_ask(here: Neighborhood) -> None:
    luis = here.server.add_user("Luis")
    await here.joins(luis)
    keeper = here.keeper()
    await keeper.mend()
    assert len(here.group.admissions.links) == 1, "Cora owns the group: she needs none"
    link = link_of(here.group)
    assert (link.asks, link.name) == (True, "")
    assert 86_390 <= link.expires - here.server.world.seconds() <= 86_400
    await here.group.asks_by(luis, link)
    await here.heard()
    await keeper.mend()
    assert luis in here.group.members
    await keeper.mend()
    assert len(here.group.admissions.links) == 1


async def test_a_link_followed_by_another_account_lets_it_in_by_its_own_role_only(here: Neighborhood) -> None:
    luis, mallory, rosa = (here.server.add_user(name) for name in ("Luis", "Mallory", "Rosa"))
    await here.joins(luis)
    await here.joins(rosa, Role.MEMBER)
    keeper = here.keeper()
    await keeper.mend()
    for phone in (mallory, rosa):
        await here.group.asks_by(phone, link_of(here.group))
    await here.heard()
    await keeper.mend()
    assert here.group.members == [here.cora]
    assert here.group.admissions.asking == set()
    assert here.server.calls.count("declineChatJoinRequest") == 2


async def test_who_lost_the_role_is_out_and_comes_back_by_a_fresh_link(here: Neighborhood) -> None:
    luis = here.server.add_user("Luis")
    person_id = await here.joins(luis)
    keeper = here.keeper()
    await keeper.mend()
    first = link_of(here.group)
    await here.group.asks_by(luis, first)
    await here.heard()
    await keeper.mend()
    await here.loses(person_id)
    here.server.fail_next("banChatMember", 502)
    await keeper.mend()
    assert luis in here.group.members
    keeper = here.keeper()
    here.server.fail_next("unbanChatMember", how="drop")
    await keeper.mend()
    assert luis not in here.group.members
    assert luis.chat_id in here.group.admissions.banned
    here.seconds = 60
    await keeper.mend()
    assert luis.chat_id not in here.group.admissions.banned, "killed between the two, it is done again"
    await here.group.asks_by(luis, first)
    await here.heard()
    await keeper.mend()
    assert luis not in here.group.members
    await here.joins(luis)
    await keeper.mend()
    await here.group.asks_by(luis, link_of(here.group))
    await here.heard()
    await keeper.mend()
    assert luis in here.group.members


async def test_a_basic_group_and_its_upgrade_to_a_supergroup(here: Neighborhood) -> None:
    basic = here.server.add_group("Basic", [here.cora], "group")
    await basic.adds_bot(here.cora, admin=True)
    await here.heard()
    async with here.work.begin() as uow:
        group = await GROUPS(uow).find(here.line_id, str(basic.chat_id))
        assert group is not None
        await GROUPS(uow).connect(group.id, 2)
        await GROUPS(uow).read_by(group.id, GroupReader.RESPONDERS)
        ines = here.server.add_user("Ines")
        person, _ = await uow.people.add(here.line_id, str(ines.chat_id), here.now())
        await uow.grants.give(person.id, Role.RESPONDER, 2, here.now())
    keeper = here.keeper()
    await keeper.mend()
    await basic.asks_by(ines, link_of(basic))
    await here.heard()
    await keeper.mend()
    assert ines in basic.members
    new = await basic.migrates()
    async with here.work.begin() as uow:
        await uow.grants.take(person.id, 2)
    # The call is refused with the new address before the note of it is answered.
    await keeper.mend()
    await keeper.mend()
    assert ines not in new.members
    assert ines.chat_id not in new.admissions.banned


async def test_rights_that_go_midway_stop_nothing_else_and_come_back(here: Neighborhood) -> None:
    luis, ana = here.server.add_user("Luis"), here.server.add_user("Ana")
    person_id = await here.joins(luis)
    keeper = here.keeper()
    await keeper.mend()
    await here.group.asks_by(luis, link_of(here.group))
    await here.heard()
    await keeper.mend()
    here.group.bot_rights.discard("can_restrict_members")
    await here.loses(person_id)
    await here.joins(ana)
    before = await here.said()
    await keeper.mend()
    assert luis in here.group.members
    assert len(here.group.admissions.links) == 2, "Ana got hers"
    assert await here.said() == before + 2, "Ana's link, and one word to Cora"
    here.group.bot_rights.add("can_restrict_members")
    here.group.bot_rights.discard("can_invite_users")
    here.seconds = 61
    await keeper.mend()
    assert luis not in here.group.members


async def test_a_flood_answer_is_kept_to_and_nothing_is_lost(here: Neighborhood) -> None:
    for number in range(30):
        await here.joins(here.server.add_user(f"Witness {number}"))
    keeper = here.keeper()
    here.server.fail_next("createChatInviteLink", 429)
    while await keeper.mend():
        pass
    calls = here.server.calls.count("createChatInviteLink")
    assert calls == 1
    await keeper.mend()
    assert here.server.calls.count("createChatInviteLink") == calls
    here.seconds = 4
    while await keeper.mend():
        pass
    assert len(here.group.admissions.links) == 30


async def test_the_owner_and_administrators_are_not_tried_twice(here: Neighborhood) -> None:
    luis = here.server.add_user("Luis")
    person_id = await here.joins(luis)
    await here.group.adds(luis, here.cora)
    await here.heard()
    here.group.admins.append(luis)
    keeper = here.keeper()
    await keeper.mend()
    await here.loses(person_id)
    for _ in range(3):
        await keeper.mend()
        here.seconds += 4000
    assert here.server.calls.count("banChatMember") == 1
    assert luis in here.group.members


async def test_a_stranger_added_by_hand_is_reported_by_the_update_and_the_note_once(here: Neighborhood) -> None:
    mallory = here.server.add_user("Mallory")
    before = await here.said()
    await here.group.adds(mallory, here.cora)
    await here.heard()
    await here.group.says(mallory, "hello")
    await here.heard()
    assert await here.said() == before + 1
