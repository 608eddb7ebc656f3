"""`rebato forget CODE`: everything about a person who asked for it is erased; beside a running bot too."""

import argparse
import asyncio

from bot.logs import setup
from bot.network.forgetting import forget_person
from bot.network.open import open_network
from bot.process.clock import Clock
from bot.settings.settings import Settings, load


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato forget`."""
    parser.description = "Nobody can undo it. They are not told: ask them before. A ban stays, as a keyed hash."
    parser.add_argument("person", metavar="CODE", help="their number, as `rebato people list` or /people shows it")
    parser.add_argument("--yes", action="store_true", help="do not ask whether you are sure")


def run(arguments: argparse.Namespace) -> int:
    """Erase them, after a question."""
    settings = load(need_transport=False)
    if not arguments.yes and input(f"Erase everything about {arguments.person}? Nobody can undo it. [y/N] ") != "y":
        print("Nothing was erased.")
        return 1
    with setup.set_up("WARNING"):
        asyncio.run(_forget(settings, arguments.person))
    print("Everything about them is erased. Backups that you made before still hold it: destroy them in their time.")
    return 0


async def _forget(settings: Settings, number: str) -> None:
    async with open_network(settings) as opened:
        await forget_person(settings, opened, Clock(), number)
