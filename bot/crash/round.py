"""One round: an incident is reported, confirmed and broadcast, and the program is killed over it."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.crash.crowd import Crowd
from bot.crash.database_facts import Books, Entries, Planted, found
from bot.crash.evidence import Deadline, Evidence, WrittenReport
from bot.crash.kill_time import KillTime
from bot.crash.mortal import MortalProgram
from bot.crash.scene import Said, Scene
from bot.crash.screens import Screens

MURMUR = 0.4
"""Seconds for which strangers report on, once Signal is heard again."""
REST = 120.0
"""Seconds within which the program must have done everything."""
OWNS_UP = 60.0
"""Seconds within which a gap on Signal is written down, or never."""
LOOK = 0.1
STARTS = 120.0
"""Seconds that a start may take before we give up."""


@dataclass(frozen=True)
class CrashRound:
    """Its people, and when it is killed."""

    program: MortalProgram
    crowd: Crowd
    number: int
    moment: KillTime
    posted: bool = False
    """A receiver gets what is said too."""

    async def run(self, planted: list[Planted], dice: random.Random) -> tuple[Evidence, list[Planted]]:
        """What was seen, and what is planted for the next round."""
        begun = time.monotonic()
        screens, scene = Screens(self.crowd), Scene(self.crowd, self.number)
        playing, murmuring = asyncio.create_task(scene.play()), asyncio.create_task(scene.murmur())
        try:
            (kills, attach), _ = await asyncio.gather(self._kill(scene), self._kill_receiver(scene))
            await asyncio.sleep(MURMUR)
            played = await playing
            thawed = self.program.frozen
            await self.program.thaw()
            scene.hushed.set()
            await murmuring
        finally:
            for people in (playing, murmuring):
                people.cancel()
            await asyncio.gather(playing, murmuring, return_exceptions=True)
        # Opened only now: beside an open reader SQLite would have nothing to recover from after the kill.
        async with self.program.opened() as (work, network):
            books = Books(work, network)
            if self.crowd.signal.webhook is not None:
                await self.crowd.signal.webhook.settled()
            left = await at_rest(books, self.crowd, planted, kills[-1], posted=self.posted)
            entries = await books.since(scene.begun, planted)
            evidence = Evidence(
                moment=str(self.moment),
                kills=kills,
                attach=attach,
                seconds=round(time.monotonic() - begun, 2),
                audience=frozenset(range(len(screens.audience()))),
                alerted=screens.alerted(scene.place),
                messages=tuple(screens.messages()),
                reports=tuple(_report(said, entries, screens) for said in scene.said),
                deadlines=tuple(_deadline(one, entries, screens) for one in planted),
                claimed=entries.claimed,
                windows=entries.windows,
                told=screens.notes_of_deafness(),
                left=left,
                stuck=not played,
                thawed=thawed,
            )
            return evidence, await books.turn_page(datetime.now(UTC), dice)

    async def _kill(self, scene: Scene) -> tuple[tuple[datetime, ...], timedelta]:
        """When it was killed, and how long the last start took until Signal was heard."""
        if self.moment.after == "send":
            await scene.sent.wait()
        await asyncio.sleep(self.moment.seconds)
        kills = [await self._killed()]
        if self.moment.again is not None:
            await self.program.start()
            await asyncio.sleep(self.moment.again)
            kills.append(await self._killed())
        return tuple(kills), await started(self.program, self.crowd)

    async def _kill_receiver(self, scene: Scene) -> None:
        if self.moment.receiver is None:
            return
        if self.moment.after == "send":
            await scene.sent.wait()
        await asyncio.sleep(self.moment.receiver)
        await self.program.kill_receiver()
        await self.program.receive()

    async def _killed(self) -> datetime:
        at = datetime.now(UTC)
        await self.program.kill()
        return at


async def started(program: MortalProgram, crowd: Crowd) -> timedelta:
    """Start it, or let another instance take over; how long until Signal was heard."""
    ears = crowd.signal.ears
    if not program.frozen:
        await ears.wait_deaf()
    before, begun = ears.connections, time.monotonic()
    await program.start()
    await ears.wait_attached(STARTS, connections=before + 1)
    spent = timedelta(seconds=time.monotonic() - begun)
    await program.stand_by()
    return spent


async def at_rest(
    books: Books,
    crowd: Crowd,
    planted: Sequence[Planted] = (),
    kill: datetime | None = None,
    *,
    posted: bool = False,
) -> int:
    """Wait until there is nothing left to do; how much there is all the same after `REST`.

    What was planted must be due by then, and a gap on Signal is written down a moment after it is over: that is
    waited for too, within `OWNS_UP`. `posted`: where a receiver covered it, it is only known to be over.
    """
    begun = time.monotonic()
    due = max((one.due_at for one in planted), default=datetime.min.replace(tzinfo=UTC))
    while True:
        now = datetime.now(UTC)
        left = len(crowd.telegram.world.updates.pending) + await books.undone(now)
        spent = time.monotonic() - begun
        told = kill is None or spent > OWNS_UP or await (books.is_past(kill) if posted else books.owns_up_to(kill))
        if spent > REST or (left == 0 and now > due and told):
            return left
        await asyncio.sleep(LOOK)


def _report(said: Said, entries: Entries, screens: Screens) -> WrittenReport:
    return WrittenReport(
        line=said.line,
        at=said.at,
        committed=bool(found(said.token, entries.inbox)),
        kept=found(said.token, entries.words),
        answers=screens.answers(said.phone),
    )


def _deadline(one: Planted, entries: Entries, screens: Screens) -> Deadline:
    return Deadline(fired=entries.fired.get(one.incident_id, 0), heard=screens.heard(one.number))
