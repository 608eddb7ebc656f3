"""The real program between both platforms on loopback: fifty neighbors, a group on each, a desk on each."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import event, func, select

from alerts.groups.ports import GROUPS
from alerts.network.retention import Retention
from alerts.notices import Text, Value
from alerts.people.person import Role
from bot.app import App
from bot.drill.actors import fixed_part
from bot.drill.drill_clock import DrillClock
from bot.drill.screen import Phone, ShownMessage
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.phone import SignalPhone
from bot.drill.signal.server import SignalServer
from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer
from bot.logs.setup import set_up
from bot.network.open import OpenNetwork
from bot.process.clock import Clock
from bot.settings.settings import load
from handlers.core.lexicon import cleaner
from locales.catalogue import ReaderLocale
from storage.core import core_tables as t
from storage.database.migrate import migrate
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import checkpoint, open_engine
from storage.database.store import Store
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.lines.lines import of_account
from storage.network import networks
from storage.tables import all_tables
from storage.unit_of_work import UnitOfWorkFactory
from tests.faults.quick_time import until
from tests.storage.haste import compiled_once

EVENING = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
ON_TELEGRAM, ON_SIGNAL = 40, 10
PLACE = "Elm & 3rd"
SETTLED = 900.0
"""Seconds within which everybody has heard, however long the fault (ten minutes at most) lasts."""
_SEED: list[tuple[Keyring, bytes]] = []
"""The network with everybody in it: made once, then the file is copied."""


@dataclass(frozen=True)
class Heard:
    """One alert on one screen."""

    at: float
    """Seconds of the loop."""
    repeat: bool
    """It says that it may be one."""


@dataclass(kw_only=True)
class Neighborhood:
    """Everybody, and the program among them."""

    folder: Path
    telegram: TelegramServer
    signal: SignalServer
    rosa: TelegramPhone
    """A member: what she reports is the incident."""
    dana: TelegramPhone
    """A dispatcher, who has Telegram alone."""
    ines: SignalPhone
    """A dispatcher, who has Signal alone, and Spanish."""
    neighbors: tuple[Phone, ...]
    telegram_group: TelegramGroup
    store: Store
    app: App
    log: StringIO
    clock: Clock
    wrong: list[float]
    """By how many seconds our clock is wrong."""
    alerts: dict[str, list[Heard]] = field(default_factory=dict)
    """By screen."""
    at_alert: list[tuple[str, int, Callable[[], None]]] = field(default_factory=list)
    """Platform, which of its alerts, and what happens then."""

    @property
    def signal_group(self) -> SignalGroup:
        """The community's; the program makes it by itself, and one for responders."""
        return self.signal.groups[0]

    @property
    def on_telegram(self) -> list[TelegramPhone]:
        return [phone for phone in self.neighbors if isinstance(phone, TelegramPhone)]

    @property
    def on_signal(self) -> list[SignalPhone]:
        return [phone for phone in self.neighbors if isinstance(phone, SignalPhone)]

    @property
    def work(self) -> UnitOfWorkFactory:
        """For what nobody says."""
        return UnitOfWorkFactory(self.store, Retention(), "", cleaner())

    def time(self) -> float:
        return asyncio.get_running_loop().time()

    def address(self, who: Phone | TelegramGroup | SignalGroup) -> str:
        """As the program writes to them."""
        if isinstance(who, TelegramPhone | TelegramGroup):
            return str(who.chat_id)
        return who.uuid if isinstance(who, SignalPhone) else who.group_id

    def after(self, platform: str, alerts: int, happens: Callable[[], None]) -> None:
        """In the middle of the broadcast: as soon as so many alerts have arrived on that platform."""
        self.at_alert.append((platform, alerts, happens))

    async def confirm(self) -> None:
        """Rosa reports, Dana confirms and sends: the broadcast begins."""
        await self.rosa.says(f"/report 2 vans at {PLACE}")
        for key in ("choice.confirm", "choice.basis.inside", "choice.send"):
            await self.taps(key)

    async def taps(self, key: str, seconds: float = 30) -> None:
        """Dana waits for this button, and presses it."""
        label = words("en", key)
        shown = await self.dana.wait_for(lambda shown: label in shown.labels, seconds)
        await self.dana.taps(label, shown)

    async def answered(self, platform: str, seconds: float) -> None:
        """A stranger there writes, and must have an answer within so many seconds."""
        phone = self.signal.add_user("Sam") if platform == "signal" else self.telegram.add_user("Sam")
        await phone.says("a black car at Oak & 9th in Northampton")
        await phone.wait_for(fixed_part("en", "report.door", {}), seconds)

    def heard(self, who: Phone | TelegramGroup | SignalGroup) -> list[Heard]:
        """The alerts on this screen."""
        return self.alerts.get(self.address(who), [])

    def card(self) -> str:
        """As it stands on Dana's screen."""
        head = fixed_part("en", "card.head", {"number": 1})
        return next(text for text in reversed(self.dana.texts) if head in text)

    def told(self, phone: Phone, key: str, **values: Value) -> list[ShownMessage]:
        """What this person was told with this text, as far as its values are given."""
        language = "es" if phone is self.ines else "en"
        piece = fixed_part(language, key, values)
        return [shown for shown in phone.messages if piece in shown.text]

    async def settled(self, seconds: float = SETTLED) -> None:
        """Until nothing of the alert waits any more."""
        await until(self._nothing_waits, seconds, look=5.0)

    async def _nothing_waits(self) -> bool:
        joined = t.delivery.join(t.notice, t.notice.c.id == t.delivery.c.notice_id)
        waiting = t.delivery.c.state.in_(("queued", "sending"))
        asking = select(func.count(), func.sum(waiting)).select_from(joined).where(t.notice.c.kind == "alert")
        async with self.store.read() as session:
            posted, left = (await (await session.connection()).execute(asking)).one()
        return bool(posted and not left)

    async def rows(self, table: Any) -> list[Any]:
        async with self.store.read() as session:
            return list(await (await session.connection()).execute(select(table).order_by(table.c.id)))

    def events(self) -> list[str]:
        """The names of what was logged so far."""
        return [line.split()[2] for line in self.log.getvalue().splitlines()]

    def _shows(self, screen: Any, shown: ShownMessage, change: str) -> None:
        if change != "shown" or PLACE not in shown.text or not any(head in shown.text for head in _HEADS):
            return
        address = self.address(screen)
        lines = shown.text.splitlines()
        self.alerts.setdefault(address, []).append(Heard(self.time(), any(line in _AGAIN for line in lines)))
        platform = "telegram" if isinstance(screen, TelegramPhone | TelegramGroup) else "signal"
        screens = [self.address(one) for one in (*self.on_telegram, self.telegram_group)]
        count = sum(len(heard) for who, heard in self.alerts.items() if (who in screens) == (platform == "telegram"))
        for entry in [entry for entry in self.at_alert if entry[:2] == (platform, count)]:
            self.at_alert.remove(entry)
            entry[2]()


def words(language: str, key: str, **values: Value) -> str:
    return ReaderLocale(language, ZONE).text(Text(key, values))


_HEADS = [
    fixed_part(language, key, {"town": "Northampton"})
    for language in ("en", "es")
    for key in ("alert.head_likely", "community.head_likely")
]
_AGAIN = {words(language, "mark.again") for language in ("en", "es")}


@asynccontextmanager
async def gathered(folder: Path, *, busy: float = 5.0) -> AsyncIterator[Neighborhood]:
    """Both platforms, the people, and the program, which has said that it runs. `busy`: SQLite's patience, seconds."""
    loop = asyncio.get_running_loop()
    wrong = [0.0]
    right = DrillClock(now=lambda: EVENING + timedelta(seconds=loop.time()), tick=loop.time)
    clock = Clock(lambda: EVENING.timestamp() + loop.time() + wrong[0], loop.time)
    telegram, signal = TelegramServer(clock=right), SignalServer(clock=right)
    with StringIO() as log, set_up("INFO", stream=log):
        try:
            await telegram.start()
            await signal.start()
            people = _people(telegram, signal)
            store = await _store(folder, people, busy)
            app = await _app(folder, store, telegram, signal, clock)
            here = Neighborhood(
                folder=folder, telegram=telegram, signal=signal, store=store, app=app, log=log, clock=clock,
                wrong=wrong, **people,
            )  # fmt: skip
            async with _running(here):
                yield here
        finally:
            await telegram.stop()
            await signal.stop()


@asynccontextmanager
async def _running(here: Neighborhood) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(here.app.run(stop))
    try:
        await until(lambda: ("app.running" in here.events() and here.signal.groups) or running.done(), 60)
        await until(lambda: sum(len(group.members) for group in here.signal.groups) == ON_SIGNAL, 60)
        for screen in (*here.neighbors, here.telegram_group, here.signal_group):
            screen.listeners.append(here._shows)
        yield
    finally:
        stop.set()
        await running
        await here.store.close()


def _people(telegram: TelegramServer, signal: SignalServer) -> dict[str, Any]:
    rosa, dana, ines = telegram.add_user("Rosa"), telegram.add_user("Dana"), signal.add_user("Ines")
    neighbors = (
        *(telegram.add_user(f"Neighbor {number}", ("en", "es")[number % 2]) for number in range(ON_TELEGRAM)),
        *(signal.add_user(f"Neighbor {ON_TELEGRAM + number}") for number in range(ON_SIGNAL)),
    )
    for phone in (rosa, dana, ines, *neighbors):
        # As if they had joined by chat: a platform lets nobody write first to people who never wrote.
        if isinstance(phone, TelegramPhone):
            phone.started = True
        else:
            phone.has_written = True
    group = telegram.add_group("Barrio", [dana], kind="group")
    group.bot_status = "member"
    return {"rosa": rosa, "dana": dana, "ines": ines, "neighbors": neighbors, "telegram_group": group}


async def _store(folder: Path, people: dict[str, Any], busy: float) -> Store:
    if not _SEED:
        _SEED.append(await _sown(folder, people))
    keyring, data = _SEED[0]
    file = folder / "rebato.db"
    file.write_bytes(data)
    return _opened(file, keyring, busy)


def _opened(file: Path, keyring: Keyring, busy: float = 5.0) -> Store:
    engine = open_engine(file, keyring, DriverOptions.PLAIN, busy=busy)
    # No test here pulls the plug; waiting for the disk would be most of the time.
    event.listen(engine.sync_engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF"))
    return Store(compiled_once(engine), Vault(keyring))


async def _sown(folder: Path, people: dict[str, Any]) -> tuple[Keyring, bytes]:
    file, keyring = folder / "seed.db", Keyring.generate()
    store = _opened(file, keyring)
    await migrate(store.engine, whole=all_tables)
    telegram, signal = TelegramServer(), SignalServer()
    async with store.write() as session:
        await networks.create(
            session, store.vault, name="Valle", languages=("en", "es"), zone=str(ZONE),
            towns=[("Northampton", (42.325, -72.641))],
        )  # fmt: skip
        lines = {
            "telegram": (await of_account(session, store.vault, "telegram", telegram.token.partition(":")[0])).id,
            "signal": (await of_account(session, store.vault, "signal", signal.number)).id,
        }
    async with UnitOfWorkFactory(store, Retention(), "", cleaner()).begin() as uow:
        group = await GROUPS(uow).added(lines["telegram"], str(people["telegram_group"].chat_id), "Barrio")
        await GROUPS(uow).connect(group.id, 1)
        await _joins(uow, lines, people["rosa"], Role.MEMBER, "en")
        await _joins(uow, lines, people["dana"], Role.DISPATCHER, "en")
        await _joins(uow, lines, people["ines"], Role.DISPATCHER, "es")
        for number, phone in enumerate(people["neighbors"]):
            await _joins(uow, lines, phone, Role.SUBSCRIBER if number % 4 else Role.RESPONDER, ("en", "es")[number % 2])
    await checkpoint(store.engine)
    await store.close()
    return keyring, file.read_bytes()


async def _joins(uow: Any, lines: dict[str, int], phone: Phone, role: Role, language: str) -> None:
    address = str(phone.chat_id) if isinstance(phone, TelegramPhone) else getattr(phone, "uuid", "")
    person, _ = await uow.people.add(lines[phone.platform], address, EVENING)
    await uow.people.consent(person.id, phone.name, EVENING)
    await uow.people.set_language(person.id, language)
    await uow.grants.give(person.id, role, 1, EVENING)


async def _app(folder: Path, store: Store, telegram: TelegramServer, signal: SignalServer, clock: Clock) -> App:
    settings = load(
        {
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_BASE_URL": telegram.origin,
            "SIGNAL_SERVICE": signal.service,
            "PHONE_NUMBER": signal.number,
            "REBATO_DATA": str(folder),
            "REBATO_KEYS": str(folder.with_name(f"{folder.name}.keys")),
        }
    )
    async with store.read() as session:
        network = await networks.read(session, store.vault)
    return App(settings, OpenNetwork(store, network), clock)
