"""A network in a folder of its own, as `rebato init` makes it: encrypted, and full of people who joined."""

import os
import tempfile
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from alerts.people.person import Role
from bot.bench.crowd import settle
from bot.bench.server import ROOT
from bot.network.found import NewNetwork, found
from bot.network.line_roster import LineRoster
from bot.network.open import open_network
from bot.process import child_process
from bot.process.child_process import ChildProcess
from bot.process.clock import Clock
from bot.settings.settings import SECRETS, VARIABLES, Settings, load
from storage.lines import lines
from storage.unit_of_work import UnitOfWorkFactory

TOKEN = "110201543:bench-bench-bench-bench-bench-bench"  # noqa: S105 - the servers here take any of this shape
TOWN = 1
"""Where the alert is; TALKERS live in the other town, and hear nothing of it."""
ELSEWHERE = 2


class Trial:
    """The folder, and how the program is started on it."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env

    @classmethod
    def of(cls, folder: Path, origin: str, token: str) -> "Trial":
        """Nothing is made yet."""
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
    def here(cls) -> "Trial":
        """The one that this process was started on."""
        return cls(Path.cwd(), dict(os.environ))

    @property
    def settings(self) -> Settings:
        """As the program reads them."""
        return load(self.env)

    async def start(self, module: str, *words: str, stdout: int = DEVNULL) -> ChildProcess:
        """`python -m` with these words, beside whatever runs here."""
        return await child_process.start(module, *words, env=self.env, cwd=self.folder, stdin=DEVNULL, stdout=stdout)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[ChildProcess]:
        """`rebato run`, stopped at the end."""
        process = await self.start("bot.cli", "run")
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()

    async def add_line(self, token: str) -> int:
        """As `rebato line add` does; its number."""
        async with open_network(self.settings) as opened:
            return (await LineRoster(self.settings, opened, Clock()).add_telegram(token)).id

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[tuple[UnitOfWorkFactory, int]]:
        """The store with its use cases, and the line of the bot."""
        settings = self.settings
        async with open_network(settings) as opened:
            async with opened.store.write() as session:
                account = self.env["TELEGRAM_BOT_TOKEN"].partition(":")[0]
                line = await lines.of_account(session, opened.store.vault, "telegram", account)
            yield UnitOfWorkFactory(opened.store, settings.retention, settings.hotline), line.id


@asynccontextmanager
async def trial(
    people: int, *, origin: str, tokens: Sequence[str] = (TOKEN,), talkers: int = 0, desk: int = 0
) -> AsyncIterator[Trial]:
    """A network of so many people who receive the town's alerts, some who live elsewhere, and the town's dispatchers.

    They have the Telegram ids from crowd.FIRST on, in this order. `tokens`: the network's bots; the people are spread
    over them, everybody else is on the first, and the ids begin anew on each.
    """
    first, *others = tokens
    with tempfile.TemporaryDirectory(prefix="rebato-bench-") as folder:
        made = Trial.of(Path(folder), origin, first)
        towns = (("Northampton", (42.325, -72.641)), ("Holyoke", (42.204, -72.616)))
        await found(made.settings, NewNetwork("Valley", ("en", "es"), "America/New_York", towns), Clock())
        own, *spread = shares(people, len(tokens))
        homes = _told(own) + [(ELSEWHERE, Role.SUBSCRIBER)] * talkers + [(TOWN, Role.DISPATCHER)] * desk
        async with made.opened() as (work, line_id):
            await settle(work.store, line_id, homes, Clock().now())
            for token, share in zip(others, spread, strict=True):
                await settle(work.store, await made.add_line(token), _told(share), Clock().now())
        yield made


def _told(people: int) -> list[tuple[int, Role]]:
    return [(TOWN, Role.SUBSCRIBER)] * people


def shares(people: int, bots: int) -> list[int]:
    """How many of them are on each bot."""
    return [people // bots + (bot < people % bots) for bot in range(bots)]
