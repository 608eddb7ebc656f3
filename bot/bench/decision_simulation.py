"""The drill's Telegram, limits enforced, in a process of its own: one dispatcher decides, a town is told."""

import argparse
import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.bench.simulation_process import announce, report_result
from bot.drill.ledger import LedgerEntry
from bot.drill.screen import ScreenButton, ShownMessage
from bot.drill.telegram.server import TelegramServer

STREETS = (
    "Elm Oak Maple Cedar Birch Walnut Chestnut Linden Locust Willow Spruce Poplar Hickory Magnolia Juniper".split()
)
"""One corner for each decision, so that each is about an incident of its own."""
ROUTE = ("desk.confirm", "confirm.reason:inside", "confirm.send")
"""The buttons a dispatcher taps, from the card of a report that nobody has looked at yet; the last one sends."""
BARE = ("send",)
"""The buttons a dispatcher taps with a bot that only posts."""
PATIENCE = 60.0
"""Seconds to wait for the bot."""
SLOWEST = 10
"""Messages a second that a bot sends at least: the limit is 30."""
REST = 2.0
"""Seconds between two decisions: after them the line may send at its full rate again."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """How long one decision took: seconds from the tap that sends, as the server queues it, to what the server took."""

    post: float
    """Until the post in the town's group."""
    direct: float
    """Until the message to the first person."""


class DecisionSimulation:
    """A Telegram with the people who are told, their group, and the dispatcher who decides."""

    def __init__(self, people: int) -> None:
        self.server = TelegramServer()
        told = [self.server.add_user(f"Neighbor {number}") for number in range(people)]
        self._dispatcher = self.server.add_user("Dispatcher")
        for phone in (*told, self._dispatcher):
            phone.started = True
        self.group = self.server.add_group("Town", [self._dispatcher])
        self.group.bot_status = "member"
        self._chats = frozenset(str(phone.chat_id) for phone in told)
        self._seen: set[ShownMessage] = set()
        self._moments: dict[str, float] = {}
        self._all_told = asyncio.Event()
        self.server.world.ledger.listeners.append(self._accepted)

    def _accepted(self, event: LedgerEntry) -> None:
        if event.method == "sendMessage" and event.chat in (*self._chats, str(self.group.chat_id)):
            self._moments.setdefault(event.chat, event.tick)
            if len(self._moments) > len(self._chats):
                self._all_told.set()

    async def decide(self, number: int, *, bare: bool) -> Decision:
        """Play one decision to its end: a report, the taps, everybody told. Return its times."""
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
        await asyncio.wait_for(self._all_told.wait(), PATIENCE + len(self._chats) / SLOWEST)
        await asyncio.sleep(REST)
        return Decision(
            post=self._moments[str(self.group.chat_id)] - begun,
            direct=min(self._moments[chat] for chat in self._chats) - begun,
        )

    async def _taps(self, answer: str) -> None:
        await self._press(await self._offer(answer), answer)

    async def _offer(self, answer: str) -> ShownMessage:
        """Wait for a message that offers this button and was not answered before."""
        return await self._dispatcher.wait_for(_fresh(self._seen, answer), PATIENCE)

    async def _press(self, message: ShownMessage, answer: str) -> None:
        self._seen.add(message)
        data = next(button.data for button in message.flat_buttons if _means(button, answer))
        await self._dispatcher.taps(data, message)


def _means(button: ScreenButton, answer: str) -> bool:
    """Say whether this is the button; which preview it belongs to may stand behind it."""
    return f":{answer}:" in f":{button.data}:"


def _fresh(seen: set[ShownMessage], answer: str) -> Callable[[ShownMessage], bool]:
    return lambda shown: shown not in seen and any(_means(button, answer) for button in shown.flat_buttons)


async def play(people: int, decisions: int, *, bare: bool) -> None:
    """Report the group's id, then that the bot asks for updates, at the end how long each decision took."""
    simulation = DecisionSimulation(people)
    await announce(simulation.server)
    report_result(simulation.group.chat_id)
    await simulation.server.world.updates.wait_polled(PATIENCE)
    report_result("begun")
    report_result([asdict(await simulation.decide(number, bare=bare)) for number in range(decisions)])
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("decisions", type=int)
    parser.add_argument("bare", type=int)
    given = parser.parse_args()
    asyncio.run(play(given.people, given.decisions, bare=bool(given.bare)))
