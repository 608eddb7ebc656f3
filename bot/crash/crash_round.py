"""One round: an incident is reported, confirmed and broadcast, and the program is killed over it."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.crash.database_facts import DatabaseFacts, PlantedDeadline, RecordedFacts, occurrences
from bot.crash.evidence import DeadlineEvidence, Evidence, WrittenReport
from bot.crash.incident_script import IncidentScript, StrangerReport
from bot.crash.kill_time import KillTime
from bot.crash.killable_program import KillableProgram
from bot.crash.screen_facts import ScreenFacts
from bot.crash.simulated_people import SimulatedPeople

REPORTING = 0.4
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
    """One round over one incident: the program, its people, and when it is killed."""

    program: KillableProgram
    people: SimulatedPeople
    number: int
    moment: KillTime
    posted: bool = False
    """Whether a receiver gets what is said on Signal too."""

    async def run(self, planted: list[PlantedDeadline], dice: random.Random) -> tuple[Evidence, list[PlantedDeadline]]:
        """Play the round; return what was seen, and the deadlines planted for the next one."""
        begun = time.monotonic()
        screens, script = ScreenFacts(self.people), IncidentScript(self.people, self.number)
        playing, reporting = asyncio.create_task(script.play()), asyncio.create_task(script.report_on())
        try:
            (kills, attach), _ = await asyncio.gather(self._kill(script), self._kill_receiver(script))
            await asyncio.sleep(REPORTING)
            played = await playing
            thawed = self.program.frozen
            await self.program.thaw()
            script.enough.set()
            await reporting
        finally:
            for task in (playing, reporting):
                task.cancel()
            await asyncio.gather(playing, reporting, return_exceptions=True)
        # Opened only now: beside an open reader SQLite would have nothing to recover from after the kill.
        async with self.program.opened() as (work, network):
            facts = DatabaseFacts(work, network)
            if self.people.signal.webhook is not None:
                await self.people.signal.webhook.settled()
            left = await at_rest(facts, self.people, planted, kills[-1], posted=self.posted)
            recorded = await facts.since(script.begun, planted)
            evidence = Evidence(
                moment=str(self.moment),
                kills=kills,
                attach=attach,
                seconds=round(time.monotonic() - begun, 2),
                audience=frozenset(range(len(screens.audience()))),
                alerted=screens.alerted(script.place),
                messages=tuple(screens.messages()),
                reports=tuple(_report(said, recorded, screens) for said in script.said),
                deadlines=tuple(_deadline(one, recorded, screens) for one in planted),
                claimed=recorded.claimed,
                windows=recorded.windows,
                told=screens.notes_of_deafness(),
                told_later=recorded.told_later,
                left=left,
                stuck=not played,
                thawed=thawed,
            )
            return evidence, await facts.prepare_next_round(datetime.now(UTC), dice)

    async def _kill(self, script: IncidentScript) -> tuple[tuple[datetime, ...], timedelta]:
        """Kill the program and start it anew.

        Return when it was killed (aware UTC), and how long the last start took until Signal was heard.
        """
        if self.moment.after == "send":
            await script.sent.wait()
        await asyncio.sleep(self.moment.seconds)
        kills = [await self._killed()]
        if self.moment.again is not None:
            await self.program.start()
            await asyncio.sleep(self.moment.again)
            kills.append(await self._killed())
        return tuple(kills), await started(self.program, self.people)

    async def _kill_receiver(self, script: IncidentScript) -> None:
        if self.moment.receiver is None:
            return
        if self.moment.after == "send":
            await script.sent.wait()
        await asyncio.sleep(self.moment.receiver)
        await self.program.kill_receiver()
        await self.program.receive()

    async def _killed(self) -> datetime:
        at = datetime.now(UTC)
        await self.program.kill()
        return at


async def started(program: KillableProgram, people: SimulatedPeople) -> timedelta:
    """Start the program, or let another instance take over; return how long it took until Signal was heard."""
    sockets = people.signal.sockets
    if not program.frozen:
        await sockets.wait_detached()
    before, begun = sockets.connections, time.monotonic()
    await program.start()
    await sockets.wait_attached(STARTS, connections=before + 1)
    spent = timedelta(seconds=time.monotonic() - begun)
    await program.start_standby()
    return spent


async def at_rest(
    facts: DatabaseFacts,
    people: SimulatedPeople,
    planted: Sequence[PlantedDeadline] = (),
    kill: datetime | None = None,
    *,
    posted: bool = False,
) -> int:
    """Wait until there is nothing left to do; return how much there still is after `REST`.

    What was planted must be due by then, and a gap on Signal is written down a moment after it is over: that is
    waited for too, within `OWNS_UP`. `posted`: where a receiver covered it, it is only known to be over.
    """
    begun = time.monotonic()
    due = max((one.due_at for one in planted), default=datetime.min.replace(tzinfo=UTC))
    while True:
        spent = time.monotonic() - begun
        told = (
            kill is None
            or spent > OWNS_UP
            or await (facts.gap_is_over(kill) if posted else facts.gap_is_recorded(kill))
        )
        # Only then: what is recorded with the gap, the desk's note of it, is open work too.
        now = datetime.now(UTC)
        left = len(people.telegram.world.updates.pending) + await facts.open_work(now)
        if spent > REST or (left == 0 and now > due and told):
            return left
        await asyncio.sleep(LOOK)


def _report(said: StrangerReport, recorded: RecordedFacts, screens: ScreenFacts) -> WrittenReport:
    return WrittenReport(
        line=said.line,
        at=said.at,
        committed=bool(occurrences(said.token, recorded.inbox)),
        kept=occurrences(said.token, recorded.words),
        answers=screens.answers(said.phone),
    )


def _deadline(one: PlantedDeadline, recorded: RecordedFacts, screens: ScreenFacts) -> DeadlineEvidence:
    return DeadlineEvidence(fired=recorded.fired.get(one.incident_id, 0), heard=screens.heard(one.number))
