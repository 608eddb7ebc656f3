"""The drill's Telegram, limits enforced, in a process of its own: many who are written to, some who talk."""

import argparse
import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from typing import TypeAlias

from bot.bench.bench_network import shares
from bot.bench.simulation_process import SimulationProcess, announce, report_result, simulation_process
from bot.drill.drill_clock import DrillClock
from bot.drill.ledger import LedgerEntry
from bot.drill.telegram.multi_bot_server import MultiBotServer
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer

Chat: TypeAlias = tuple[int, str]
"""Which of the bots, and whose chat with it."""
SAYING = "/help"
SEND = "sendMessage"
PATIENCE = 15.0
"""Seconds to wait for the last answers."""


@dataclass(frozen=True, kw_only=True)
class BroadcastSeen:
    """What the platform saw, from the first message of the broadcast to the last."""

    sends: int
    """How many messages it took in that time, answers included."""
    seconds: float
    most: int
    """The most it took of one bot within any 1,000 ms."""
    refused: int
    """How many sends got a 429."""
    answers: tuple[float, ...]
    """Seconds from what somebody said to the first answer, sorted; one that never came is infinite."""


def _token(bot: int) -> str:
    return f"{110201543 + bot}:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


class RateLimitSimulation:
    """A Telegram with people who are told and people who talk, and what it saw; those who talk are on the first bot."""

    def __init__(self, people: int, talkers: int, bots: int = 1) -> None:
        clock = DrillClock()
        self.servers = [TelegramServer([_token(bot)], clock=clock) for bot in range(bots)]
        self._clock = clock
        self._told: set[Chat] = set()
        self._ticks: list[list[float]] = [[] for _ in self.servers]
        for bot, (server, share) in enumerate(zip(self.servers, shares(people, bots), strict=True)):
            told = [server.add_user(f"Person {number}") for number in range(share)]
            self._told.update((bot, str(phone.chat_id)) for phone in told)
            server.world.ledger.listeners.append(partial(self._accepted, bot))
        self._talkers = [self.servers[0].add_user(f"Talker {number}") for number in range(talkers)]
        for phone in (phone for server in self.servers for phone in server.phones):
            phone.started = True
        self._said: dict[Chat, deque[float]] = {(0, str(phone.chat_id)): deque() for phone in self._talkers}
        self._answers: list[float] = []
        self._broadcast: list[float] = []
        self.begun, self.ended, self._quiet = asyncio.Event(), asyncio.Event(), asyncio.Event()

    def _accepted(self, bot: int, event: LedgerEntry) -> None:
        if event.method != SEND:
            return
        self._ticks[bot].append(event.tick)
        chat = bot, event.chat
        if chat in self._told:
            self._told.discard(chat)
            self._broadcast.append(event.tick)
            self.begun.set()
            if not self._told:
                self.ended.set()
        elif self._said.get(chat):
            self._answers.append(event.tick - self._said[chat].popleft())
            if not any(self._said.values()):
                self._quiet.set()

    async def talk(self, a_second: float) -> None:
        """Let one after the other say something while the broadcast lasts; then wait for the answers."""
        turn = 0
        while a_second and not self.ended.is_set():
            await self._speaks(self._talkers[turn % len(self._talkers)])
            turn += 1
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ended.wait(), 1 / a_second)
        if any(self._said.values()):
            self._quiet.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), PATIENCE)

    async def _speaks(self, phone: TelegramPhone) -> None:
        self._said[0, str(phone.chat_id)].append(self._clock.tick())
        await phone.says(SAYING)

    def seen(self) -> BroadcastSeen:
        """Sum up what the platform saw; to be called after the end."""
        first, last = self._broadcast[0], self._broadcast[-1]
        unanswered = [math.inf for waiting in self._said.values() for _ in waiting]
        return BroadcastSeen(
            sends=sum(first <= tick <= last for ticks in self._ticks for tick in ticks),
            seconds=last - first,
            most=max(most_within(ticks, 1.0) for ticks in self._ticks),
            refused=sum(server.calls.count(SEND) for server in self.servers) - sum(map(len, self._ticks)),
            answers=tuple(sorted([*self._answers, *unanswered])),
        )


def most_within(ticks: Sequence[float], span: float) -> int:
    """Count the most of these sorted moments that lie in any span of so many seconds."""
    within: deque[float] = deque()
    most = 0
    for tick in ticks:
        within.append(tick)
        while tick - within[0] >= span:
            within.popleft()
        most = max(most, len(within))
    return most


@dataclass(frozen=True)
class SimulatedPlatform:
    """The simulated Telegram, as the bench sees it."""

    process: SimulationProcess

    @property
    def origin(self) -> str:
        """The origin at which it listens, such as http://127.0.0.1:4711."""
        return self.process.origin

    @property
    def tokens(self) -> tuple[str, ...]:
        """The token of each bot."""
        return self.process.tokens

    async def seen(self) -> BroadcastSeen:
        """Wait until everybody was told and every answer came; return what it saw."""
        found = await self.process.next_result()
        return BroadcastSeen(**found | {"answers": tuple(found["answers"])})


@asynccontextmanager
async def simulated_platform(
    people: int, talkers: int, a_second: float, bots: int = 1
) -> AsyncIterator[SimulatedPlatform]:
    """Run the simulation while entered; people begin to talk with the first message of the broadcast."""
    async with simulation_process("bot.bench.rate_limit_simulation", people, talkers, a_second, bots) as process:
        yield SimulatedPlatform(process)


async def _main(people: int, talkers: int, a_second: float, bots: int) -> None:
    simulation = RateLimitSimulation(people, talkers, bots)
    await announce(MultiBotServer(simulation.servers))
    await simulation.begun.wait()
    talking = asyncio.create_task(simulation.talk(a_second))
    await simulation.ended.wait()
    await talking
    report_result(asdict(simulation.seen()))
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("talkers", type=int)
    parser.add_argument("a_second", type=float)
    parser.add_argument("bots", type=int)
    given = parser.parse_args()
    asyncio.run(_main(given.people, given.talkers, given.a_second, given.bots))
