"""A series of kills on one network: round after round, each from a report to rest."""

import random
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from bot.crash import simulated_people
from bot.crash.crash_round import CrashRound, at_rest, started
from bot.crash.database_facts import DatabaseFacts
from bot.crash.evidence import Evidence
from bot.crash.failover_pair import FailoverPair
from bot.crash.kill_time import draw
from bot.crash.killable_program import KillableProgram
from bot.crash.simulated_people import SimulatedPeople
from bot.crash.verdict import ReceiverMode


@dataclass(frozen=True, kw_only=True)
class SeriesPlan:
    """What a series is to do: how many kills, on which database, with what beside the program."""

    kills: int
    seed: int
    people: int = 300
    database: str | None = None
    """DATABASE_URL of an empty database; None: a file in the program's folder."""
    receiver: bool = False
    """Whether `rebato receive` runs beside it, and what the bridge gets is posted there."""
    receiver_dies: bool = False
    """Whether the receiver is killed in some rounds too, and started again."""
    instances: int = 1
    """How many run; 2: one stands by and takes over, and they share a PostgreSQL database."""
    freeze: bool = False
    """With two: whether the one that works the lines is frozen for a while instead of killed."""
    log: int | None = None
    """Where the program's log goes; None: to our own stderr."""

    @property
    def beside(self) -> ReceiverMode:
        """What runs beside the program."""
        if not self.receiver:
            return ReceiverMode.NONE
        return ReceiverMode.DIES if self.receiver_dies else ReceiverMode.LIVES


def _program(plan: SeriesPlan, people: SimulatedPeople) -> KillableProgram:
    make = partial(FailoverPair, freezes=plan.freeze) if plan.instances > 1 else KillableProgram
    return make(
        telegram=(people.telegram.origin, people.telegram.token),
        signal_=(people.signal.service, people.signal.number),
        database=plan.database,
        log=plan.log,
    )


async def run(plan: SeriesPlan, tell: Callable[[Evidence], None]) -> None:
    """Run all rounds; `tell` is called with each one's evidence.

    Raises ProgramError or TimeoutError where the program does not start.
    """
    dice = random.Random(plan.seed)  # noqa: S311 - a series that can be drawn again, no secret
    async with AsyncExitStack() as stack:
        people = await simulated_people.start_platforms(stack, plan.people)
        program = _program(plan, people)
        await stack.enter_async_context(program)
        await simulated_people.found_network(program, people)
        if plan.receiver:
            await program.receive()
            people.signal.posts_to(program.webhook)
        await started(program, people)
        async with program.opened() as (work, network):
            facts = DatabaseFacts(work, network)
            await at_rest(facts, people)
            planted = await facts.prepare_next_round(datetime.now(UTC), dice)
        kills = 0
        while kills < plan.kills:
            moment = draw(dice, 1 if plan.freeze else plan.kills - kills, receiver=plan.receiver_dies)
            round_ = CrashRound(program, people, kills, moment, posted=plan.receiver)
            evidence, planted = await round_.run(planted, dice)
            kills += len(evidence.kills)
            tell(evidence)
