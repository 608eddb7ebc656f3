"""Kill after kill on one network: round after round, each from a report to rest."""

import random
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from bot.crash import crowd as people
from bot.crash.crowd import Crowd
from bot.crash.database_facts import Books
from bot.crash.evidence import Evidence
from bot.crash.kill_time import draw
from bot.crash.mortal import MortalProgram
from bot.crash.pair import Pair
from bot.crash.round import CrashRound, at_rest, started
from bot.crash.verdict import ReceiverMode


@dataclass(frozen=True, kw_only=True)
class SeriesPlan:
    """What to do."""

    kills: int
    seed: int
    people: int = 300
    database: str | None = None
    """DATABASE_URL of an empty database; None: a file in the program's folder."""
    receiver: bool = False
    """`rebato receive` runs beside it, and what the bridge gets is posted there."""
    receiver_dies: bool = False
    """The receiver is killed in some rounds too, and started again."""
    instances: int = 1
    """2: another one stands by, and takes over; they share a PostgreSQL database."""
    freeze: bool = False
    """With two: who works the lines is frozen for a while instead of killed."""
    log: int | None = None
    """Where the program's log goes; None: to our own stderr."""

    @property
    def beside(self) -> ReceiverMode:
        """What runs beside the program."""
        if not self.receiver:
            return ReceiverMode.NONE
        return ReceiverMode.DIES if self.receiver_dies else ReceiverMode.LIVES


def _program(order: SeriesPlan, crowd: Crowd) -> MortalProgram:
    make = partial(Pair, freezes=order.freeze) if order.instances > 1 else MortalProgram
    return make(
        telegram=(crowd.telegram.origin, crowd.telegram.token),
        signal_=(crowd.signal.service, crowd.signal.number),
        database=order.database,
        log=order.log,
    )


async def run(order: SeriesPlan, tell: Callable[[Evidence], None]) -> None:
    """All rounds; `tell` hears of each. Raises ProgramError, TimeoutError where the program does not start."""
    dice = random.Random(order.seed)  # noqa: S311 - a series that can be drawn again, no secret
    async with AsyncExitStack() as stack:
        crowd = await people.gather(stack, order.people)
        program = _program(order, crowd)
        await stack.enter_async_context(program)
        await people.found(program, crowd)
        if order.receiver:
            await program.receive()
            crowd.signal.posts_to(program.webhook)
        await started(program, crowd)
        async with program.opened() as (work, network):
            books = Books(work, network)
            await at_rest(books, crowd)
            planted = await books.turn_page(datetime.now(UTC), dice)
        kills = 0
        while kills < order.kills:
            moment = draw(dice, 1 if order.freeze else order.kills - kills, receiver=order.receiver_dies)
            round_ = CrashRound(program, crowd, kills, moment, posted=order.receiver)
            evidence, planted = await round_.run(planted, dice)
            kills += len(evidence.kills)
            tell(evidence)
