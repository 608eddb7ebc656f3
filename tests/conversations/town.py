"""A network in a real database with its intake, couriers and scheduler; the clock is moved by hand."""

import io
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.joining import invitations
from alerts.network.retention import Retention
from alerts.network.town import Network
from alerts.notices import Text
from alerts.people.person import Role
from alerts.places.named_place import PlaceAnswer, PlaceQuery
from bot.deadlines.scheduler import Scheduler
from bot.gazetteer.gazetteer import Surroundings
from bot.inbound.dispatch import Dispatcher
from bot.inbound.intake import Intake
from bot.inbound.intake_callbacks import IntakeCallbacks
from bot.lines.group_call_gate import GroupCallGate
from bot.lines.telegram_groups import TelegramGroups
from bot.outbound.courier import Courier
from bot.outbound.line_lease import ExclusiveLease
from bot.outbound.no_limits import NoLimits
from bot.outbound.rendering import reader_locales
from bot.outbound.resources import CourierResources
from bot.transports.signal.transport import SignalTransport
from bot.transports.telegram.transport import TelegramTransport
from handlers.core.inbound import Inbound
from handlers.core.lexicon import cleaner
from storage.core import core_tables as t
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine
from storage.database.store import Store
from storage.deadlines.deadlines import next_due
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.groups.groups import SqlGroups
from storage.network import networks
from storage.outbox.claim import next_due as next_delivery
from storage.unit_of_work import SqlUnitOfWork, UnitOfWorkFactory
from tests.conversations.group_administration import PaperAdministration
from tests.conversations.phone import Phone, Script
from tests.conversations.platform import ListeningTransport, Platform
from tests.conversations.screen import Line, Screen, Spoken
from tests.conversations.seed import Seed
from tests.conversations.story import Story
from tests.loaded_gazetteer import LoadedGazetteer
from tests.media import film, picture
from tests.storage.haste import hurried

PATIENCE = 60.0
"""Seconds of real time that one answer may take here: a busy machine must not set a message aside."""

AFTERNOON = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)
"""5:02 in the afternoon of a Friday in Northampton."""
HOTLINE = "413-555-0100"


async def _at_once(_: float) -> None:
    """Let no time pass."""


async def find_town(query: PlaceQuery) -> PlaceAnswer:
    """What the running bot asks another process, here: that one is tested by itself."""
    return _found(query)


@cache
def _found(query: PlaceQuery) -> PlaceAnswer:
    return LoadedGazetteer().find(query.words, Surroundings(zone=query.zone, points=query.near))


class Room:
    """A group or channel of a town."""

    def __init__(self, platform: Platform, address: str, name: str) -> None:
        self.address = address
        self.screen = platform.screens.setdefault(address, Screen(name))

    def hears(self, key: str, **values: object) -> Line:
        return self.screen.take(key, **values)


class Town:
    """What every conversation happens in."""

    def __init__(self, store: Store, network: Network, platform: type[Platform] = Platform) -> None:
        """`platform`: what both of them are made of."""
        self.now = AFTERNOON
        self.network = network
        self.vault = store.vault
        self.unplayed: set[Script] = set()
        self.diary: list[tuple[str, str, Spoken]] = []
        """(screen, "new" or "edit", message)"""
        self.story = Story(network.zone)
        self.telegram = platform("telegram", 1, TelegramTransport.limits, self._told)
        self.signal = platform("signal", 2, SignalTransport.limits, self._told)
        self.platforms = {1: self.telegram, 2: self.signal}
        for one in self.platforms.values():
            one.media = {"picture": picture(), "voice": b"OggS and so on", "film": film()}
        self.administration = PaperAdministration()
        """Telegram's side of the groups that the bot administers."""
        self._runs = 0
        self.idle_lines: frozenset[int] = frozenset()
        """Lines whose settings are gone."""
        self.begin(store)
        self.log = io.StringIO()
        """What the program logs, at DEBUG."""
        self.may_fail = False
        """A test of failures: messages may be set aside."""
        self._holding = False

    def begin(self, store: Store) -> None:
        """A run of the program on this database: the first, or the one after a crash."""
        self._runs += 1
        self.store = store
        self.work = UnitOfWorkFactory(store, Retention(), HOTLINE, cleaner(), lambda: self.idle_lines)
        self.answering = Dispatcher(self.work, self.clock, self.platforms.get, find_town)
        self.scheduler = Scheduler(self.work, self.clock, lambda: None)
        self.intake = Intake(store, self.clock, self._duties(), patience=PATIENCE)
        gate = GroupCallGate(self.work, self.clock, lambda: True, _at_once, self._seconds)
        self.keeper = TelegramGroups(self.work, self.telegram.line_id, self.administration, gate, self.clock)
        self.couriers = {line_id: self._courier(platform) for line_id, platform in self.platforms.items()}

    def _seconds(self) -> float:
        return self.now.timestamp()

    def clock(self) -> datetime:
        return self.now

    def _duties(self) -> IntakeCallbacks:
        return IntakeCallbacks(
            answer=self.answering.answer,
            acknowledge=self._acknowledge,
            apologise=self.answering.apologise,
            deaf=self.answering.deaf,
            wake=lambda: None,
        )

    async def _acknowledge(self, inbound: Inbound, shown: Text | None) -> None:
        await self.answering.acknowledge(inbound, shown)
        screen = self.platforms[inbound.line_id].screens[inbound.sender]
        if shown is not None:
            screen.toasts.append(shown)
            self.story.flashes(screen.name, self.platforms[inbound.line_id].acknowledged[-1])

    def _told(self, screen: Screen, spoken: Spoken) -> None:
        self.diary.append((screen.name, "edit" if spoken.edit else "new", spoken))
        self.story.shows(self.now, screen.name, spoken)

    def _courier(self, platform: Platform) -> Courier:
        office = CourierResources(
            store=self.store,
            words=reader_locales(self.network),
            languages=self.network.languages,
            now=self.clock,
            lease=ExclusiveLease(f"run {self._runs}"),
            transport_of=self.platforms.get,
        )
        listening = ListeningTransport(office.words, office.languages, platform.limits)
        return Courier(office, platform, NoLimits(self.now), listening)

    async def with_people(self, *descriptions: str) -> list[Phone]:
        """ "Rosa es member", "Jean en responder signal", "Ines responder Holyoke", "Ana en coordinator everywhere".

        Nobody of the network without a role: "Sam signal". The town is Northampton unless it is named.
        """
        return [await self._person(description) for description in descriptions]

    async def _person(self, description: str) -> Phone:
        name, *words = description.split()
        phone = Phone(self, self.signal if "signal" in words else self.telegram, name)
        roles = [role for role in Role if role in words]
        if roles:
            town = None if "everywhere" in words else self.network.named(" ".join(words)) or self.network.towns[0]
            language = next((word for word in words if word in self.network.languages), "en")

            async def join(uow: SqlUnitOfWork) -> int:
                person, _ = await uow.people.add(phone.platform.line_id, phone.address, self.now)
                await uow.people.consent(person.id, name, self.now)
                await uow.people.set_language(person.id, language)
                for role in roles:
                    await uow.grants.give(person.id, role, town.id if town else None, self.now)
                return person.id

            phone.person_id = await self.work.run(join)
        return phone

    async def also(self, phone: Phone, transport: str) -> Phone:
        """The same person's other phone."""
        platform = self.signal if transport == "signal" else self.telegram
        other = Phone(self, platform, phone.name)

        async def merge(uow: SqlUnitOfWork) -> None:
            added, _ = await uow.people.add(platform.line_id, other.address, self.now)
            await uow.people.merge(phone.person_id, added.id, self.now)

        await self.work.run(merge)
        other.person_id = phone.person_id
        return other

    async def with_groups(self, town: str = "Northampton") -> tuple[Room, Room]:
        """Its Telegram group and its Signal group, connected."""
        named = self.network.named(town)
        assert named is not None
        rooms = [
            Room(platform, f"{platform.name}-group-of-{town}", f"the {platform.name.title()} group of {town}")
            for platform in (self.telegram, self.signal)
        ]

        async def connect(session: AsyncSession) -> None:
            groups = SqlGroups(session, self.vault)
            for platform, room in zip((self.telegram, self.signal), rooms, strict=True):
                group = await groups.added(platform.line_id, room.address, town)
                await groups.connect(group.id, named.id)

        await self.store.run_write(connect)
        return rooms[0], rooms[1]

    def room(self, address: str, platform: Platform | None = None) -> Room:
        return Room(platform or self.telegram, address, f"the chat {address}")

    async def invitation(self, role: str, town: str | None = "Northampton") -> str:
        named = self.network.named(town) if town else None

        async def invite(uow: SqlUnitOfWork) -> str:
            return (await invitations.invite(uow, self.now, Role(role), named.id if named else None)).words

        return await self.work.run(invite)

    async def receive(self, inbound: Inbound) -> None:
        """A message arrives, and everything it sets off at this moment happens."""
        await self.intake.keep(inbound.line_id, [inbound], None)
        await self.settle()

    async def settle(self) -> datetime | None:
        """Answer, fire and send whatever is due; when something may be due next."""
        if self._holding:
            return None
        # In this order each leaves to the next what it causes; what is sent causes nothing before a second later.
        moments = [await self.intake.drain()]
        while await self.keeper.mend():
            pass
        await self.scheduler.fire_due()
        moments += [await self._deliver(line_id) for line_id in self.couriers]
        return min((moment for moment in moments if moment is not None), default=None)

    async def _deliver(self, line_id: int) -> datetime | None:
        async def next_due_there(session: AsyncSession) -> datetime | None:
            return await (await session.connection()).run_sync(next_delivery, line_id)

        due = await self.store.run_read(next_due_there)
        return due if due is None or due > self.now else await self.couriers[line_id].drain()

    async def together(self, *scripts: Awaitable[None]) -> None:
        """Things that happen at one moment, before anybody is answered."""
        self._holding = True
        try:
            for script in scripts:
                await script
        finally:
            self._holding = False
        await self.settle()

    @asynccontextmanager
    async def line_down(self) -> AsyncIterator[None]:
        """Everybody is heard, and what is sent to them waits."""
        couriers, self.couriers = self.couriers, {}
        try:
            yield
        finally:
            self.couriers = couriers
        await self.settle()

    async def forward(self, **span: float) -> None:
        """So much later; on the way everything happens in its time."""
        end = self.now + timedelta(**span)
        while True:
            later = await self.settle()
            due = await self.store.run_read(next_due)
            moment = min((at for at in (later, due) if at is not None and at > self.now), default=None)
            if moment is None or moment >= end:
                break
            self.now = moment
        self.now = end
        await self.settle()

    async def nobody_hears_anything_else(self) -> None:
        await self.settle()
        screens = [screen for platform in self.platforms.values() for screen in platform.screens.values()]
        news = {screen.name: screen.unheard() for screen in screens if screen.news}
        assert news == {}, f"somebody hears {news}"

    def forget_news(self) -> None:
        """What was said so far is not what the test is about."""
        for platform in self.platforms.values():
            for screen in platform.screens.values():
                screen.news.clear()
                screen.toasts.clear()

    async def rows(self, table: Any) -> list[Any]:
        async def all_of_it(session: AsyncSession) -> list[Any]:
            return list(await (await session.connection()).execute(select(table).order_by(table.c.id)))

        return await self.store.run_read(all_of_it)

    async def rows_of(self, table: str) -> list[Any]:
        return await self.rows(SQLModel.metadata.tables[table])

    def now_minus(self, **span: float) -> datetime:
        return self.now - timedelta(**span)

    async def close(self) -> None:
        """Nothing may have gone wrong unseen."""
        try:
            assert not self.unplayed, "a script was not awaited"
            if not self.may_fail:
                assert [row.trouble for row in await self.rows(t.inbox) if row.state == "aside"] == []
            assert [row.kind for row in await self.rows(t.deadline) if row.attempts or row.state == "aside"] == []
            failures = {row.failure for row in await self.rows(t.delivery) if row.failure}
            assert failures <= {"blocked", "gone or too old"}
        finally:
            await self.store.close()


@asynccontextmanager
async def open_town(seed: Seed, folder: Path) -> AsyncIterator[Town]:
    """A copy of the seed, for one test."""
    file = folder / "rebato.db"
    copyfile(seed.file, file)
    store = open_file(file, seed.keyring)
    town = Town(store, await store.run_read(lambda session: networks.read(session, store.vault)))
    try:
        yield town
    finally:
        await town.close()


def open_file(file: Path, keyring: Keyring) -> Store:
    """A database that is there already."""
    return Store(hurried(open_engine(file, keyring, DriverOptions.PLAIN)), Vault(keyring))
