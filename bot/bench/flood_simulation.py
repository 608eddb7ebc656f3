"""The drill's Telegram, limits enforced, in a process of its own: a member and a dispatcher among many strangers."""

import argparse
import asyncio
from dataclasses import asdict, dataclass

from bot.bench.simulation_process import announce, report_result
from bot.drill.telegram.server import TelegramServer

PATIENCE = 120.0
"""Seconds to wait for anything."""
REST = 3.0
"""Seconds before each message: then the dispatcher's chat has its whole burst again."""
STREET = "Juniper"
"""Where the member sees something; no stranger names it."""
ASKED = (("/rights", "remain silent"), ("/desk", "open:"))
"""What the dispatcher writes, and words of the answer that no card has."""


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Seconds from what somebody did, as the server queues it, to what the server took."""

    report: float
    """From a member's report to the dispatcher's card."""
    tap: float
    """From a tap on it to its answer."""
    answers: tuple[float, ...]
    """From what the dispatcher wrote to the answer, for each of ASKED."""


class FloodSimulation:
    """A Telegram with a dispatcher, a member, and strangers."""

    def __init__(self, strangers: int, writing: int = 0, pause: float = REST) -> None:
        """Add everybody. `writing`: so many of the strangers write just before the member does; `pause`: see REST."""
        self._pause = pause
        self.server = TelegramServer()
        self._dispatcher, self._member = self.server.add_user("Dispatcher"), self.server.add_user("Member")
        others = [self.server.add_user(f"Stranger {number}") for number in range(strangers)]
        for phone in (self._dispatcher, self._member, *others):
            phone.started = True
        self._writing = others[:writing]

    async def play(self) -> Waits:
        """Let the member report, and the dispatcher tap and write; return how long each waited."""
        tick = self.server.world.clock.tick
        # The first message loads what every one needs.
        await self._asks(*ASKED[0])
        await asyncio.sleep(self._pause)
        for number, phone in enumerate(self._writing):
            phone.writes(report_words(number))
        begun = tick()
        await self._member.says(f"/report two vans at {STREET} & 12th")
        card = await self._dispatcher.wait_for(lambda shown: STREET in shown.text, PATIENCE)
        reported, begun = tick() - begun, tick()
        claim = next(button.data for button in card.flat_buttons if button.data.endswith("desk.claim"))
        await self._dispatcher.taps(claim, card)
        await self._dispatcher.wait_for_toast("", PATIENCE)
        tapped = tick() - begun
        answers = []
        for words, answer in ASKED:
            await asyncio.sleep(self._pause)
            begun = tick()
            await self._asks(words, answer)
            answers.append(tick() - begun)
        return Waits(report=reported, tap=tapped, answers=tuple(answers))

    async def _asks(self, words: str, answer: str) -> None:
        said = await self._dispatcher.says(words)
        await self._dispatcher.wait_for(answer, PATIENCE, after=said)


def report_words(number: int) -> str:
    """Return what this stranger reports: each of another corner."""
    return f"/report two white vans at {number + 100} {_STREETS[number % len(_STREETS)]} St, Northampton"


_STREETS = "Elm Oak Maple Cedar Birch Walnut Chestnut Linden Locust Willow Spruce Poplar Hickory Magnolia".split()


async def _main(strangers: int, rest: float, writing: int, pause: float) -> None:
    simulation = FloodSimulation(strangers, writing, pause)
    await announce(simulation.server)
    await simulation.server.world.updates.wait_polled(PATIENCE)
    await asyncio.sleep(rest)
    report_result(asdict(await simulation.play()))
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("strangers", type=int)
    parser.add_argument("rest", type=float)
    parser.add_argument("writing", type=int)
    parser.add_argument("pause", type=float)
    given = parser.parse_args()
    asyncio.run(_main(given.strangers, given.rest, given.writing, given.pause))
