"""A series of odd inputs, one network after the other, with everything looked at that must never follow."""

import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from alerts.joining import invitations
from alerts.network.retention import Retention
from alerts.people.person import Role
from bot.fuzz.finding import Finding, Violation
from bot.fuzz.founded_network import HOTLINE, FoundedNetwork, found
from bot.fuzz.fuzzed_program import FuzzedProgram, NeverAtRest, opened
from bot.fuzz.input_source import Burst, InputSource
from bot.fuzz.log_lines import LogLines, errors_in
from bot.fuzz.lost_words_check import words_lost
from bot.fuzz.platforms import LineIsDeaf
from bot.fuzz.private_words_check import PrivateWordsCheck
from bot.fuzz.roles_check import RolesCheck
from bot.fuzz.rows_check import left_over, set_aside
from bot.fuzz.words import KnownCodes
from bot.fuzz.writers import TELEGRAM, cast
from bot.logs import setup
from bot.logs.allowed import about
from handlers.core.lexicon import cleaner
from storage.unit_of_work import UnitOfWorkFactory

EPISODE = 400
"""Inputs that one network gets; then comes a fresh one."""
BEGUN = datetime(2026, 11, 20, 22, 2, tzinfo=UTC)
"""The clock's first moment: a Friday afternoon in Northampton."""
SPANS = (0, 0, 0, 0, 0, 0, 1, 1, 1, 4, 4, 30, 30, 130, 700, 1900, 7300)
"""Seconds that may pass between two bursts."""
AFTER = timedelta(days=3)
"""How long the program may then take for whatever is left to do."""
SLOW = 3.0
"""Seconds of CPU that the answers to one burst may take: what an answer may take in all."""
INVITATIONS = (Role.SUBSCRIBER, Role.MEMBER, Role.RESPONDER, Role.DISPATCHER, Role.COORDINATOR)

Tell = Callable[[Burst, list[Finding]], None]


@dataclass(frozen=True, kw_only=True)
class FuzzPlan:
    """How many inputs a series has, and what draws them."""

    count: int
    seed: int


@dataclass
class Episode:
    """Some inputs on one network."""

    program: FuzzedProgram
    source: InputSource
    roles: RolesCheck
    private: PrivateWordsCheck
    log: LogLines

    async def run(self, first: int, count: int, tell: Tell) -> None:
        """Play so many inputs, and let the program come to rest; `tell` hears of each burst and what came of it."""
        await self.roles.begin()
        number, last = first, first + count - 1
        while number <= last:
            burst = self.source.burst(number, last - number + 1, self.program.clock.now(), self.program.platforms)
            found = await self._play(burst)
            tell(burst, [_finding(burst, fault, what) for fault, what in found])
            number += len(burst.inputs)
            if any(fault in (Violation.CRASH, Violation.DEAF) for fault, _ in found):
                break
        end = Burst(platform=TELEGRAM, posted=False, inputs=())
        tell(end, [Finding(fault=fault, first=first, last=last, what=what) for fault, what in await self._end()])

    async def _play(self, burst: Burst) -> list[tuple[Violation, str]]:
        """Have one burst heard and answered, and return what must not follow from it."""
        program, platforms = self.program, self.program.platforms
        found: list[tuple[Violation, str]] = []
        payloads = [one.payload for one in burst.inputs]
        try:
            if burst.platform == TELEGRAM:
                await platforms.hear_telegram(payloads)
            else:
                await platforms.hear_signal(payloads, posted=burst.posted)
            began = time.process_time()
            await program.settle()
            if time.process_time() - began > SLOW:
                found.append((Violation.SLOW, f"{burst.platform} {', '.join(dict.fromkeys(burst.kinds))}"))
            await program.forward(timedelta(seconds=self.source.dice.choice(SPANS)))
        except LineIsDeaf as deaf:
            found.append((Violation.DEAF, str(deaf)))
        except NeverAtRest:
            found.append((Violation.WAITS, "something is always due at once"))
        except Exception as error:  # noqa: BLE001 - to find it, whatever it is, is what the series is for
            found.append((Violation.CRASH, " ".join(about(error).values())))
        heard = [one for line in platforms.heard.values() for one in line.heard]
        for line in platforms.heard.values():
            line.heard.clear()
        if not found:
            found += [(Violation.WORDS_LOST, what) for what in words_lost(burst, heard)]
        found += [(Violation.ROLE, what) for what in await self.roles.after(heard)]
        self._remember_codes(burst)
        return found + self._seen() + await set_aside(program.store)

    async def _end(self) -> list[tuple[Violation, str]]:
        """Let time pass until nothing can be left to do, and return what is."""
        program = self.program
        found: list[tuple[Violation, str]] = []
        try:
            await program.forward(AFTER)
        except NeverAtRest:
            found.append((Violation.WAITS, "something is always due at once"))
        except Exception as error:  # noqa: BLE001 - to find it, whatever it is, is what the series is for
            found.append((Violation.CRASH, " ".join(about(error).values())))
        found += [*self._seen(), *await set_aside(program.store), *await left_over(program.store, program.clock.now())]
        return found + [(Violation.PLAINTEXT_FILE, what) for what in self.private.in_file(program.file)]

    def _seen(self) -> list[tuple[Violation, str]]:
        """Return what the log and the platforms say."""
        log = self.log.taken()
        found = [(Violation.ERROR_LINE, what) for what in errors_in(log)]
        found += [(Violation.PLAINTEXT_LOG, what) for what in self.private.in_log(log)]
        return found + [(Violation.FAILED, why) for why in self.program.platforms.refusals()]

    def _remember_codes(self, burst: Burst) -> None:
        chats = self.program.platforms.line(burst.platform).chats
        for one in burst.inputs:
            for shown in list(chats.get(one.writer.address, ()))[-2:]:
                self.source.codes.saw(shown.text)


async def run(plan: FuzzPlan, tell: Tell) -> None:
    """Play the whole series. `tell` hears of each burst, and of the end of each network."""
    people = cast()
    log = LogLines()
    with TemporaryDirectory(prefix="rebato-fuzz-") as name, ExitStack() as logging:
        folder = Path(name)
        founded = await found(folder, people, BEGUN)
        logging.enter_context(setup.set_up("DEBUG", stream=log))
        for episode, first in enumerate(range(1, plan.count + 1, EPISODE)):
            file = folder / f"network-{episode}.db"
            async with opened(founded, file, BEGUN) as program:
                dice = random.Random(f"{plan.seed}:{episode}")  # noqa: S311 - draws odd inputs, keeps no secret
                source = InputSource(dice, people, KnownCodes(invitations=await _invitations(program, founded)))
                playing = Episode(program, source, RolesCheck(program.store), PrivateWordsCheck(people), log)
                await playing.run(first, min(EPISODE, plan.count - first + 1), tell)
            _remove(file)


async def _invitations(program: FuzzedProgram, founded: FoundedNetwork) -> list[str]:
    work = UnitOfWorkFactory(program.store, Retention(), HOTLINE, cleaner())
    async with work.begin() as uow:
        town = founded.network.towns[0].id
        return [(await invitations.invite(uow, program.clock.now(), role, town)).words for role in INVITATIONS * 2]


def _remove(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()


def _finding(burst: Burst, fault: Violation, what: str) -> Finding:
    numbers = [one.number for one in burst.inputs]
    return Finding(fault=fault, first=min(numbers), last=max(numbers), what=what, kinds=burst.kinds)
