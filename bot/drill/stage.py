"""The stage of a drill: both loopback servers, the real program, and people who have joined."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.drill.cast import PATIENCE, Actor, Watched, on_signal, telegram
from bot.drill.program import Program
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.server import SignalServer
from bot.drill.telegram.group import TelegramGroup
from bot.drill.telegram.server import TelegramServer

NETWORK = "Valle"
NORTHAMPTON = "Northampton:42.325:-72.641"
HOLYOKE = "Holyoke:42.204:-72.616"
LANGUAGES = ("en", "es")
ON_SIGNAL = 2
"""Jean and Tomás."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Everybody, ready for the story."""

    rosa: Actor
    dana: Actor
    marisol: Actor
    jean: Actor
    tomas: Actor
    ines: Actor
    stranger: Actor
    telegram_group: Watched
    signal_group: Watched

    @property
    def everybody(self) -> tuple[Watched, ...]:
        """All screens."""
        people = (self.rosa, self.dana, self.marisol, self.jean, self.tomas, self.ines, self.stranger)
        return (*people, self.telegram_group, self.signal_group)


async def set_up(stack: AsyncExitStack) -> Stage:
    """Servers, `rebato init`, `rebato run`, invitations; everybody joins as people do."""
    telegram_server, signal_server = TelegramServer(), SignalServer()
    for server in (telegram_server, signal_server):
        await server.start()
        stack.push_async_callback(server.stop)
    program = await stack.enter_async_context(
        Program(
            telegram=(telegram_server.origin, telegram_server.token),
            signal_=(signal_server.service, signal_server.number),
        )
    )
    first = await program.verb(
        "init", "--name", NETWORK, "--languages", ",".join(LANGUAGES), "--timezone", "America/New_York",
        "--town", NORTHAMPTON, "--town", HOLYOKE, "--yes",
    )  # fmt: skip
    await program.start()
    actors = _people(telegram_server, signal_server)
    await signal_server.ears.wait_attached()
    await _join(actors, program, first["code"])
    group = await _connect_group(telegram_server, actors["dana"])
    signal_group = await _signal_group(signal_server)
    return Stage(
        **actors,
        telegram_group=Watched(screen=group, languages=LANGUAGES),
        signal_group=signal_group,
    )


def _people(telegram_server: TelegramServer, signal_server: SignalServer) -> dict[str, Actor]:
    return {
        "rosa": telegram(telegram_server.add_user("Rosa", "es"), "es"),
        "dana": telegram(telegram_server.add_user("Dana", "en"), "en"),
        "marisol": telegram(telegram_server.add_user("Marisol", "es"), "es"),
        "jean": on_signal(signal_server.add_user("Jean"), "en"),
        "tomas": on_signal(signal_server.add_user("Tomás"), "es"),
        "ines": telegram(telegram_server.add_user("Ines", "es"), "es"),
        "stranger": telegram(telegram_server.add_user("A stranger", "es"), "en"),
    }


async def _join(actors: dict[str, Actor], program: Program, first: str) -> None:
    roles = (
        ("rosa", "member", "Northampton"),
        ("dana", "dispatcher", "Northampton"),
        ("marisol", "responder", "Northampton"),
        ("jean", "responder", "Northampton"),
        ("tomas", "subscriber", "Northampton"),
        ("ines", "responder", "Holyoke"),
    )
    codes = [(await program.verb("invite", "--role", role, "--town", town))["code"] for _, role, town in roles]
    await asyncio.gather(
        *(_joins(actors[name], code, role) for (name, role, _), code in zip(roles, codes, strict=True))
    )
    await actors["dana"].says(f"/start {first}")
    await actors["dana"].hears("join.welcome")


async def _joins(actor: Actor, code: str, role: str) -> None:
    await actor.says(f"/start {code}")
    await actor.phone.wait_for(NETWORK)
    await actor.chooses(f"choice.consent.{actor.languages[0]}")
    await actor.hears(f"join.as.{role}")
    await actor.hears("towns.more")
    await actor.chooses("choice.enough")


async def _connect_group(server: TelegramServer, dana: Actor) -> TelegramGroup:
    phone = next(phone for phone in server.phones if phone.name == dana.name)
    group = server.add_group("Northampton vecinos", [phone], "supergroup")
    await group.adds_bot(by=phone)
    await dana.hears("group.ask")
    await dana.chooses("choice.name", name="Northampton")
    await dana.hears("group.connected")
    return group


async def _signal_group(server: SignalServer) -> Watched:
    """The bot makes it by itself, as soon as somebody of the town is on Signal."""
    changed = asyncio.Event()

    def ready() -> SignalGroup | None:
        return next((g for g in server.groups if "Northampton" in g.name and len(g.members) == ON_SIGNAL), None)

    server.world.ledger.listeners.append(lambda _: changed.set())
    async with asyncio.timeout(PATIENCE):
        while (group := ready()) is None:
            changed.clear()
            await changed.wait()
    return Watched(screen=group, languages=LANGUAGES)
