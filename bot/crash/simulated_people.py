"""Both platforms on loopback, and the people of a network: those who hear its alerts, and two who make them."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from alerts.groups.ports import GROUPS
from alerts.people.person import Role
from bot.drill.program import Program
from bot.drill.screen import Phone
from bot.drill.signal.phone import SignalPhone
from bot.drill.signal.server import SignalServer
from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer
from bot.process.clock import Clock
from storage.lines.lines import of_account
from storage.unit_of_work import SqlUnitOfWork

NETWORK = "Valle"
TOWN = "Northampton"
LANGUAGES = ("en", "es")
LATENCY = 0.05
"""Seconds that a request takes to a platform, and its answer back: a kill is to find many of them under way."""
ON_SIGNAL = 5
"""Every fifth person is on Signal."""
RESPONDERS = 4
"""Every fourth person is a trained responder; the others only hear of it."""
INIT = (
    "init", "--name", NETWORK, "--languages", ",".join(LANGUAGES), "--timezone", "America/New_York",
    "--town", f"{TOWN}:42.325:-72.641", "--yes",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SimulatedPeople:
    """Both platforms, and everybody who has a phone on one of them."""

    telegram: TelegramServer
    signal: SignalServer
    rosa: TelegramPhone
    """A member: what she reports becomes the incident."""
    dana: TelegramPhone
    """The dispatcher."""
    audience: tuple[Phone, ...]
    """Who hears the alerts."""
    group: TelegramGroup
    """The town's group on Telegram; the program makes the one on Signal."""

    def stranger(self, number: int, *, signal: bool) -> TelegramPhone | SignalPhone:
        """Add somebody whom the network does not know."""
        name = f"Stranger {number}"
        return self.signal.add_user(name) if signal else self.telegram.add_user(name)


async def start_platforms(stack: AsyncExitStack, people: int) -> SimulatedPeople:
    """Start both servers without their limits, and give everybody a phone; the stack stops the servers."""
    telegram, signal = TelegramServer(), SignalServer()
    for server in (telegram, signal):
        server.limits.enforced = False
        server.loopback.latency = LATENCY
        await server.start()
        stack.push_async_callback(server.stop)
    rosa, dana = telegram.add_user("Rosa"), telegram.add_user("Dana")
    audience = tuple(_phone(telegram, signal, number) for number in range(people))
    for phone in (rosa, dana, *audience):
        # As if they had joined by chat: a platform lets nobody write first to people who never wrote.
        if isinstance(phone, TelegramPhone):
            phone.started = True
        elif isinstance(phone, SignalPhone):
            phone.has_written = True
    group = telegram.add_group("Barrio", [dana])
    group.bot_status = "member"
    return SimulatedPeople(telegram=telegram, signal=signal, rosa=rosa, dana=dana, audience=audience, group=group)


def _phone(telegram: TelegramServer, signal: SignalServer, number: int) -> Phone:
    name = f"Neighbor {number}"
    if number % ON_SIGNAL == 0:
        return signal.add_user(name)
    return telegram.add_user(name, LANGUAGES[number % len(LANGUAGES)])


async def found_network(program: Program, people: SimulatedPeople) -> None:
    """Run `rebato init` and let everybody join, through the program's use cases instead of 300 conversations."""
    await program.verb(*INIT)
    async with program.opened() as (work, network), work.begin() as uow:
        bot = people.telegram.token.partition(":")[0]
        vault = work.store.vault
        lines = {
            "telegram": (await of_account(uow.session, vault, "telegram", bot)).id,
            "signal": (await of_account(uow.session, vault, "signal", people.signal.number)).id,
        }
        town = network.towns[0].id
        group = await GROUPS(uow).added(lines["telegram"], str(people.group.chat_id), people.group.name)
        await GROUPS(uow).connect(group.id, town)
        await _joins(uow, lines, people.rosa, Role.MEMBER, town)
        await _joins(uow, lines, people.dana, Role.DISPATCHER, town)
        for number, phone in enumerate(people.audience):
            role = Role.SUBSCRIBER if number % RESPONDERS else Role.RESPONDER
            await _joins(uow, lines, phone, role, town)


async def _joins(uow: SqlUnitOfWork, lines: dict[str, int], phone: Phone, role: Role, town: int) -> None:
    now = Clock().now()
    address = str(phone.chat_id) if isinstance(phone, TelegramPhone) else getattr(phone, "uuid", "")
    person, _ = await uow.people.add(lines[phone.platform], address, now)
    await uow.people.consent(person.id, phone.name, now)
    await uow.people.set_language(person.id, getattr(phone, "language", LANGUAGES[0]))
    await uow.grants.give(person.id, role, town, now)
