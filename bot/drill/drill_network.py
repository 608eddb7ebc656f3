"""The network of a drill: the real program on both platforms, and people who have joined."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.drill.actors import PATIENCE, Actor, WatchedScreen
from bot.drill.participants import Participants
from bot.drill.program import Program, ProgramError
from bot.drill.signal.group import SignalGroup
from bot.drill.signal.server import SignalServer
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.wait import GIVEN_UP, waiting_for

NETWORK = "Valle"
TOWNS = {"Northampton": (42.325, -72.641), "Holyoke": (42.204, -72.616)}
LANGUAGES = ("en", "es")
ON_SIGNAL = 1
"""How many of the town's people are in its Signal group: Tomás; Jean is a responder, and for one no group is made."""
ROLES = {
    "rosa": ("member", "Northampton"),
    "marisol": ("responder", "Northampton"),
    "jean": ("responder", "Northampton"),
    "tomas": ("subscriber", "Northampton"),
    "ines": ("responder", "Holyoke"),
}
"""Role and town of each invitation. Dana coordinates and works the desk; the stranger never joins."""


@dataclass(frozen=True, kw_only=True)
class DrillNetwork:
    """The network once everybody has joined, ready for the story."""

    participants: Participants
    program: Program
    telegram_group: WatchedScreen
    signal_group: WatchedScreen

    @property
    def rosa(self) -> Actor:
        """A member, on Telegram, in Spanish."""
        return self.participants.rosa

    @property
    def dana(self) -> Actor:
        """The dispatcher, on Telegram, in English."""
        return self.participants.dana

    @property
    def marisol(self) -> Actor:
        """A responder, on Telegram, in Spanish."""
        return self.participants.marisol

    @property
    def jean(self) -> Actor:
        """A responder, on Signal, in English."""
        return self.participants.jean

    @property
    def tomas(self) -> Actor:
        """A neighbor who receives alerts, on Signal, in Spanish."""
        return self.participants.tomas

    @property
    def stranger(self) -> Actor:
        """Somebody the network does not know, on Telegram."""
        return self.participants.stranger

    @property
    def everybody(self) -> tuple[WatchedScreen, ...]:
        """Every screen of a person or a group."""
        return (*self.participants.people, self.telegram_group, self.signal_group)


async def set_up(stack: AsyncExitStack, participants: Participants) -> DrillNetwork:
    """Run `rebato init` and `rebato run`, and let everybody join as people do; the stack stops the program."""
    program = await stack.enter_async_context(
        Program(
            telegram=(participants.telegram.origin, participants.telegram.token),
            signal_=(participants.signal.service, participants.signal.number),
        )
    )
    towns = [word for name, (lat, lon) in TOWNS.items() for word in ("--town", f"{name}:{lat}:{lon}")]
    async with waiting_for("`rebato init` to make the network"):
        first = await program.verb(
            "init", "--name", NETWORK, "--languages", ",".join(LANGUAGES), "--timezone", "America/New_York",
            *towns, "--yes",
        )  # fmt: skip
    await program.start()
    codes = await program.invitations(*ROLES.values(), ("dispatcher", "Northampton"))
    async with waiting_for("`rebato run` to listen on Signal"):
        await _listening(program, participants.signal)
    async with waiting_for("everybody to join"):
        await _coordinates(participants, first["code"], codes[-1])
        await asyncio.gather(
            *(_joins(participants, name, code) for name, code in zip(ROLES, codes, strict=False)),
        )
        group = await _signal_group(participants.signal)
    return DrillNetwork(
        participants=participants,
        program=program,
        telegram_group=WatchedScreen(screen=participants.telegram_group, languages=LANGUAGES),
        signal_group=WatchedScreen(screen=group, languages=LANGUAGES),
    )


async def _listening(program: Program, server: SignalServer) -> None:
    """Wait until the program hears Signal. Raises ProgramError where it ends instead."""
    attached = asyncio.create_task(server.sockets.wait_attached(GIVEN_UP))
    ended = asyncio.create_task(program.ended())
    try:
        await asyncio.wait((attached, ended), return_when=asyncio.FIRST_COMPLETED)
        if not attached.done():
            raise ProgramError(f"rebato run ended with {ended.result()}")
        attached.result()
    finally:
        for waiting in (attached, ended):
            waiting.cancel()


async def _joins(participants: Participants, name: str, code: str) -> None:
    """Let this one join, and wait until the coordinator heard of it: the story must not begin before."""
    actor, role = getattr(participants, name), ROLES[name][0]
    await actor.says(f"/start {code}")
    await actor.phone.wait_for(NETWORK, PATIENCE)
    await actor.chooses(f"choice.consent.{actor.languages[0]}")
    await actor.hears(f"join.as.{role}")
    if isinstance(actor.phone, TelegramPhone):
        await actor.hears("profile.skills_hours_ask")
    else:
        await actor.hears("profile.skills_ask")
        await actor.chooses("choice.profile.told")
        await actor.hears("profile.hours_ask")
    await actor.chooses("choice.profile.later")
    await actor.hears("profile.phone_ask")
    if role != "subscriber":
        await participants.dana.hears("trust.came_in", name=actor.name)


async def _coordinates(participants: Participants, first: str, dispatcher: str) -> None:
    """Let Dana join as coordinator with the first invitation, then as dispatcher, and connect the group."""
    dana = participants.dana
    await dana.says(f"/start {first}")
    await dana.phone.wait_for(NETWORK, PATIENCE)
    await dana.chooses("choice.consent.en")
    await dana.hears("join.as.coordinator")
    await dana.hears("profile.skills_hours_ask")
    await dana.says(f"/start {dispatcher}")
    await dana.hears("join.as.dispatcher")
    await participants.telegram_group.adds_bot(by=participants.telegram_group.creator)
    await dana.hears("group.ask")
    await dana.chooses("choice.name", name="Northampton")
    await dana.hears("group.connected")


async def _signal_group(server: SignalServer) -> SignalGroup:
    """Wait for the group that the bot makes by itself once people of the town are on Signal."""
    changed = asyncio.Event()

    def ready() -> SignalGroup | None:
        return next((g for g in server.groups if "Northampton" in g.name and len(g.members) == ON_SIGNAL), None)

    server.world.ledger.listeners.append(lambda _: changed.set())
    while (group := ready()) is None:
        changed.clear()
        await changed.wait()
    return group
