"""The drill's Telegram, limits enforced, in a process of its own: very many strangers report at once."""

import argparse
import asyncio
import math
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from random import Random

from bot.bench.report_phrases import draw_phrases
from bot.bench.simulation_process import announce, report_result
from bot.drill.ledger import LedgerEntry
from bot.drill.telegram.phone import TelegramPhone
from bot.drill.telegram.server import TelegramServer

SEND, EDIT = "sendMessage", "editMessageText"
SEED = 7
PATIENCE = 30.0
"""Seconds to wait for the last answers."""
SETTLED = 4.0
"""Seconds to wait after the last answer: a card is edited every three at most."""


@dataclass(frozen=True, kw_only=True)
class SurgeSeen:
    """What the platform saw from the first report on."""

    said: int
    """How many reported."""
    answers: Sequence[float]
    """Seconds from what somebody wrote to the first answer, sorted; one that never came is infinite."""
    messages: Sequence[int]
    """How many new messages each dispatcher got."""
    edits: Sequence[int]
    """How many edits each dispatcher saw."""
    refused: int
    """How many sends and edits got a 429."""


class SurgeSimulation:
    """A Telegram with dispatchers, who only read, and strangers, who report."""

    def __init__(self, people: int, desk: int) -> None:
        self.server = TelegramServer()
        self._desk = [self.server.add_user(f"Dispatcher {number}") for number in range(desk)]
        for phone in self._desk:
            phone.started = True
        self._strangers = [self.server.add_user(f"Stranger {number}") for number in range(people)]
        self._said: dict[str, float] = {}
        self._answers: list[float] = []
        self._got: Counter[tuple[str, str]] = Counter()
        self._answered = asyncio.Event()
        self.server.world.ledger.listeners.append(self._accepted)

    def _accepted(self, event: LedgerEntry) -> None:
        self._got[event.method, event.chat] += 1
        begun = self._said.pop(event.chat, None) if event.method == SEND else None
        if begun is not None:
            self._answers.append(event.tick - begun)
            if len(self._answers) == len(self._strangers):
                self._answered.set()

    async def report(self, seconds: float) -> None:
        """Let everybody report once, at any moment of so many seconds; then wait for the answers."""
        chance = Random(SEED)  # noqa: S311 - the same surge in every run, not a secret
        moments = sorted(chance.uniform(0, seconds) for _ in self._strangers)
        begun = asyncio.get_running_loop().time()
        for phone, words, moment in zip(
            self._strangers, draw_phrases(len(self._strangers), chance), moments, strict=True
        ):
            await asyncio.sleep(begun + moment - asyncio.get_running_loop().time())
            await self._writes(phone, words)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._answered.wait(), PATIENCE)
        await asyncio.sleep(SETTLED)

    async def _writes(self, phone: TelegramPhone, words: str) -> None:
        self._said[str(phone.chat_id)] = self.server.world.clock.tick()
        await phone.says(words)

    def seen(self) -> SurgeSeen:
        """Sum up what the platform saw; to be called after the end."""
        desk = [str(phone.chat_id) for phone in self._desk]
        accepted = sum(self._got[method, str(phone.chat_id)] for phone in self.server.phones for method in (SEND, EDIT))
        return SurgeSeen(
            said=len(self._strangers),
            answers=sorted([*self._answers, *(math.inf for _ in self._said)]),
            messages=[self._got[SEND, chat] for chat in desk],
            edits=[self._got[EDIT, chat] for chat in desk],
            refused=self.server.calls.count(SEND) + self.server.calls.count(EDIT) - accepted,
        )


async def _main(people: int, desk: int, seconds: float) -> None:
    simulation = SurgeSimulation(people, desk)
    await announce(simulation.server)
    await simulation.server.world.updates.wait_polled(PATIENCE)
    report_result("begun")
    await simulation.report(seconds)
    report_result(asdict(simulation.seen()))
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int)
    parser.add_argument("desk", type=int)
    parser.add_argument("seconds", type=float)
    given = parser.parse_args()
    asyncio.run(_main(given.people, given.desk, given.seconds))
