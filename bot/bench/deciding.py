"""A Telegram of the drill with its limits, in a process of its own: one dispatcher decides, a town is told."""

import argparse
import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.bench.apart import open_stage, tell
from bot.drill.ledger import LedgerEntry
from bot.drill.phone import Shown
from bot.drill.telegram.server import TelegramServer

STREETS = (
    "Elm Oak Maple Cedar Birch Walnut Chestnut Linden Locust Willow Spruce Poplar Hickory Magnolia Juniper".split()
)
"""One corner for each decision, so that each is about an incident of its own."""
ROUTE = ("desk.confirm", "confirm.reason:two", "confirm.send")
"""What a dispatcher answers, from the card of a report that nobody has looked at yet; the last one sends."""
BARE = ("send",)
"""The same for a bot that only posts."""
PATIENCE = 60.0
REST = 2.0
"""Seconds between two decisions: what the line may send in a second is free again."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Seconds from the tap that sends, as it stands in the server's queue, to what the server took."""

    post: float
    """In the town's group."""
    direct: float
    """To the first person."""


class BenchTown:
    """The people who are told, their group, and who decides."""

    def __init__(self, people: int) -> None:
        self.server = TelegramServer()
        told = [self.server.add_user(f"Neighbor {number}") for number in range(people)]
        self._dispatcher = self.server.add_user("Dispatcher")
        for phone in (*told, self._dispatcher):
            phone.started = True
        self.group = self.server.add_group("BenchTown", [self._dispatcher])
        self.group.bot_status = "member"
        self._chats = frozenset(str(phone.chat_id) for phone in told)
        self._seen: set[Shown] = set()
        self._moments: dict[str, float] = {}
        self._all_told = asyncio.Event()
        self.server.world.ledger.listeners.append(self._accepted)

    def _accepted(self, event: LedgerEntry) -> None:
        if event.method == "sendMessage" and event.chat in (*self._chats, str(self.group.chat_id)):
            self._moments.setdefault(event.chat, event.tick)
            if len(self._moments) > len(self._chats):
                self._all_told.set()

    async def decide(self, number: int, *, bare: bool) -> Decision:
        """Once through: a report, the taps, everybody told."""
        if bare:
            await self._dispatcher.says("hello")
        else:
            # Somebody else each time: what one person adds belongs to their report.
            stranger = self.server.add_user(f"Stranger {number}")
            await stranger.says(f"two white vans at {STREETS[number % len(STREETS)]} & 3rd, Northampton")
        *first, last = BARE if bare else ROUTE
        for answer in first:
            await self._taps(answer)
        message = await self._offer(last)
        self._moments.clear()
        self._all_told.clear()
        begun = self.server.world.clock.tick()
        await self._press(message, last)
        await asyncio.wait_for(self._all_told.wait(), PATIENCE)
        await asyncio.sleep(REST)
        return Decision(
            post=self._moments[str(self.group.chat_id)] - begun,
            direct=min(self._moments[chat] for chat in self._chats) - begun,
        )

    async def _taps(self, answer: str) -> None:
        await self._press(await self._offer(answer), answer)

    async def _offer(self, answer: str) -> Shown:
        """The message that offers it, once it is there; not one that was answered before."""
        return await self._dispatcher.wait_for(_fresh(self._seen, answer), PATIENCE)

    async def _press(self, message: Shown, answer: str) -> None:
        self._seen.add(message)
        data = next(key.data for key in message.keys if key.data.endswith(answer))
        await self._dispatcher.taps(data, message)


def _fresh(seen: set[Shown], answer: str) -> Callable[[Shown], bool]:
    return lambda shown: shown not in seen and any(key.data.endswith(answer) for key in shown.keys)


async def play(people: int, decisions: int, *, bare: bool) -> None:
    """Says what its group is, then, once the bot asks for updates, how long each decision took."""
    town = BenchTown(people)
    await open_stage(town.server)
    tell(town.group.chat_id)
    await town.server.world.updates.wait_polled(PATIENCE)
    tell([asdict(await town.decide(number, bare=bare)) for number in range(decisions)])
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("decisions", type=int)
    parser.add_argument("bare", type=int)
    given = parser.parse_args()
    asyncio.run(play(given.people, given.decisions, bare=bool(given.bare)))
