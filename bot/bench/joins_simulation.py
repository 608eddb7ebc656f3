"""The drill's Telegram, limits enforced, in a process of its own: very many join at once, while members report."""

import argparse
import asyncio
import json
import re
import time
from asyncio import Lock
from collections.abc import Awaitable, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from random import Random

from bot.bench.simulation_process import announce, report_result
from bot.drill.drill_clock import DrillClock
from bot.drill.screen import ShownMessage
from bot.drill.telegram.multi_bot_server import MultiBotServer
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer

CONSENT, TOWN, VOUCH = "join.yes", "join.town", "vouch.yes"
"""The taps of those who join, and of who vouches."""
IS_IN, ASKED = "your reports are trusted", "coordinators"
"""Words of the welcome to a member, and of the answer to who asked."""
CODE = re.compile(r"Your code: ([\w-]+)")
PATIENCE = 120.0
"""Seconds to wait for anything."""
LOOK = 0.05
"""Seconds between two looks for what the bench writes."""
SEED = 7
A_MILLION = 1_000_000
"""User ids of each bot's people, so that nobody is on two."""


@dataclass(frozen=True, kw_only=True)
class JoinsSeen:
    """What those who joined and those who reported saw."""

    seconds: float
    """From the first who began to the last welcome."""
    joins: Sequence[float]
    """Seconds from what each wrote first to their welcome, sorted."""
    reports: Sequence[float]
    """Seconds from each report to the dispatcher's card, sorted."""
    newest: int
    """The most new messages that one coordinator got who did nothing."""


class JoinsSimulation:
    """A Telegram: on its first bot a desk, members who report and coordinators; on the others all who join."""

    def __init__(self, bots: int, reporters: int, vouchers: int) -> None:
        clock = DrillClock()
        tokens = [f"{110201543 + bot}:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw" for bot in range(bots + 1)]
        self.servers = [TelegramServer([token], clock=clock) for token in tokens]
        for number, server in enumerate(self.servers):
            server.next_user_id += number * A_MILLION
        home, *self._others = self.servers
        self._tick = clock.tick
        self._dispatcher = home.add_user("Dispatcher")
        self._reporters = [home.add_user(f"Member {number}") for number in range(reporters)]
        self._coordinators = [home.add_user(f"Coordinator {number}") for number in range(vouchers + 1)]
        for phone in home.phones:
            phone.started = True
        self._busy = [Lock() for _ in self._coordinators]

    async def report(self, count: int, pause: float) -> list[float]:
        """Let so many members report one after the other; return how long each waited until the desk saw it."""
        waits = []
        for _ in range(count):
            member = self._reporters.pop()
            street = f"{len(self._reporters) + 100} Juniper"
            begun = self._tick()
            await member.says(f"/report two vans at {street} St")
            await self._dispatcher.wait_for(street, PATIENCE)
            waits.append(self._tick() - begun)
            await asyncio.sleep(pause)
        return sorted(waits)

    async def join(self, invited: Sequence[str], vouched: int, seconds: float) -> list[float]:
        """Let everybody join, each beginning at any moment of so many seconds; return how long each took."""
        chance = Random(SEED)  # noqa: S311 - the same wave in every run, not a secret
        bots = cycle(self._others)
        joining = [self._by_invitation(_newcomer(next(bots)), words) for words in invited]
        joining += [self._by_vouch(_newcomer(next(bots)), number) for number in range(vouched)]
        moments = [chance.uniform(0, seconds) for _ in joining]
        timed = [self._timed(moment, one) for moment, one in zip(moments, joining, strict=True)]
        return sorted(await asyncio.gather(*timed))

    async def _timed(self, moment: float, joining: Awaitable[None]) -> float:
        await asyncio.sleep(moment)
        begun = self._tick()
        await joining
        return self._tick() - begun

    async def _by_invitation(self, phone: TelegramPhone, words: str) -> None:
        await phone.starts(words)
        await _taps(phone, CONSENT)
        await phone.wait_for(IS_IN, PATIENCE)

    async def _by_vouch(self, phone: TelegramPhone, number: int) -> None:
        await phone.says("/join")
        await _taps(phone, CONSENT)
        await _taps(phone, TOWN)
        await phone.wait_for(ASKED, PATIENCE)
        await phone.says("/vouch")
        shown = await phone.wait_for(lambda said: CODE.search(said.text) is not None, PATIENCE)
        code = CODE.search(shown.text)
        if code is not None:
            await self._vouches(1 + number % (len(self._coordinators) - 1), code[1])
        await phone.wait_for(IS_IN, PATIENCE)

    async def _vouches(self, number: int, code: str) -> None:
        phone = self._coordinators[number]
        async with self._busy[number]:
            said = await phone.says(f"/vouch {code}")
            await _taps(phone, VOUCH, said)

    def heard_most(self) -> int:
        """Return how many messages the coordinator got who did nothing."""
        return len(self._coordinators[0].messages)


def _newcomer(server: TelegramServer) -> TelegramPhone:
    return server.add_user(f"Newcomer {len(server.phones)}")


async def _taps(phone: TelegramPhone, verb: str, after: ShownMessage | None = None) -> None:
    def has_it(shown: ShownMessage) -> bool:
        return any(verb in button.data for button in shown.flat_buttons)

    shown = await phone.wait_for(has_it, PATIENCE, after)
    await phone.taps(next(button.data for button in shown.flat_buttons if verb in button.data), shown)


def _told(file: Path) -> tuple[list[str], int]:
    """Wait until the bench has written who joins: the words of each invitation, and how many by a vouch."""
    while not file.exists():
        time.sleep(LOOK)
    told = json.loads(file.read_text(encoding="utf-8"))
    return told["invited"], told["vouched"]


async def _main(told: Path, bots: int, vouchers: int, reports: int, pause: float, seconds: float) -> None:
    simulation = JoinsSimulation(bots, 2 * reports, vouchers)
    await announce(MultiBotServer(simulation.servers))
    for server in simulation.servers:
        await server.world.updates.wait_polled(PATIENCE)
    report_result(await simulation.report(reports, pause))
    invited, vouched = await asyncio.to_thread(_told, told)
    begun = simulation.servers[0].world.clock.tick()
    joined, waits = await asyncio.gather(
        simulation.join(invited, vouched, seconds), simulation.report(reports, seconds / reports)
    )
    ended = simulation.servers[0].world.clock.tick()
    seen = JoinsSeen(seconds=ended - begun, joins=joined, reports=waits, newest=simulation.heard_most())
    report_result(asdict(seen))
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("told", type=Path)
    parser.add_argument("bots", type=int)
    parser.add_argument("vouchers", type=int)
    parser.add_argument("reports", type=int)
    parser.add_argument("pause", type=float)
    parser.add_argument("seconds", type=float)
    given = parser.parse_args()
    asyncio.run(_main(given.told, given.bots, given.vouchers, given.reports, given.pause, given.seconds))
