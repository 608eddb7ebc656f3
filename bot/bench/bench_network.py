"""A network in a folder of its own, as `rebato init` makes it: encrypted, and full of people who joined."""

import os
import tempfile
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from alerts.people.person import Role
from bot.bench.bulk_people import insert_people
from bot.bench.minimal_server import ROOT
from bot.network.create import NewNetwork, create_network
from bot.network.line_roster import LineRoster
from bot.network.open import open_network
from bot.process import child_process
from bot.process.child_process import ChildProcess
from bot.process.clock import Clock
from bot.settings.settings import SECRETS, VARIABLES, Settings, load
from handlers.core.lexicon import cleaner
from storage.lines import lines
from storage.unit_of_work import UnitOfWorkFactory

TOKEN = "110201543:bench-bench-bench-bench-bench-bench"  # noqa: S105 - the servers here take any of this shape
TOWN = 1
"""The town of the alert; who only talks lives in the other one, and hears nothing of it."""
ELSEWHERE = 2


class BenchNetwork:
    """One network's folder, and how the program is started on it."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env

    @classmethod
    def of(cls, folder: Path, origin: str, token: str) -> "BenchNetwork":
        """Describe a network in this folder, without making anything yet."""
        taken = {*VARIABLES, *(f"{name}_FILE" for name in SECRETS)}
        env = {name: value for name, value in os.environ.items() if name not in taken}
        ours = {
            "PYTHONPATH": str(ROOT),
            "REBATO_DATA": str(folder / "data"),
            "TELEGRAM_BASE_URL": origin,
            "TELEGRAM_BOT_TOKEN": token,
            "LOG_LEVEL": "ERROR",
        }
        return cls(folder, env | ours)

    @classmethod
    def here(cls) -> "BenchNetwork":
        """Describe the network that this process was started on."""
        return cls(Path.cwd(), dict(os.environ))

    @property
    def settings(self) -> Settings:
        """The settings as the program reads them."""
        return load(self.env)

    async def start(self, module: str, *words: str, stdout: int = DEVNULL) -> ChildProcess:
        """Start `python -m` with this module and words on the network's folder."""
        return await child_process.start(module, *words, env=self.env, cwd=self.folder, stdin=DEVNULL, stdout=stdout)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[ChildProcess]:
        """Run `rebato run` while entered."""
        process = await self.start("bot.cli", "run")
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()

    async def add_line(self, token: str) -> int:
        """Add a line as `rebato line add` does; return its number."""
        async with open_network(self.settings) as opened:
            return (await LineRoster(self.settings, opened, Clock()).add_telegram(token)).id

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[tuple[UnitOfWorkFactory, int]]:
        """Open the store with its use cases while entered; the number is that of the bot's line."""
        settings = self.settings
        async with open_network(settings) as opened:
            async with opened.store.write() as session:
                account = self.env["TELEGRAM_BOT_TOKEN"].partition(":")[0]
                line = await lines.of_account(session, opened.store.vault, "telegram", account)
            yield UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner()), line.id


@asynccontextmanager
async def bench_network(
    people: int,
    *,
    origin: str,
    tokens: Sequence[str] = (TOKEN,),
    talkers: int = 0,
    desk: int = 0,
    members: int = 0,
    coordinators: int = 0,
) -> AsyncIterator[BenchNetwork]:
    """Make a network of people who get the town's alerts, some who live elsewhere, dispatchers, members, coordinators.

    They have the Telegram ids from bulk_people.FIRST on, in this order. `tokens`: the network's bots; the people are
    spread over them, everybody else is on the first, and the ids begin anew on each.
    """
    first, *others = tokens
    with tempfile.TemporaryDirectory(prefix="rebato-bench-") as folder:
        made = BenchNetwork.of(Path(folder), origin, first)
        towns = (("Northampton", (42.325, -72.641)), ("Holyoke", (42.204, -72.616)))
        await create_network(made.settings, NewNetwork("Valley", ("en", "es"), "America/New_York", towns), Clock())
        own, *spread = shares(people, len(tokens))
        homes = _told(own) + [(ELSEWHERE, Role.SUBSCRIBER)] * talkers + [(TOWN, Role.DISPATCHER)] * desk
        homes += [(TOWN, Role.MEMBER)] * members + [(TOWN, Role.COORDINATOR)] * coordinators
        async with made.opened() as (work, line_id):
            await insert_people(work.store, line_id, homes, Clock().now())
            for token, share in zip(others, spread, strict=True):
                await insert_people(work.store, await made.add_line(token), _told(share), Clock().now())
        yield made


def _told(people: int) -> list[tuple[int, Role]]:
    return [(TOWN, Role.SUBSCRIBER)] * people


def shares(people: int, bots: int) -> list[int]:
    """Divide people among bots; return how many are on each."""
    return [people // bots + (bot < people % bots) for bot in range(bots)]
