"""`rebato rotate-key`: all that is kept is sealed with a new key; beside a running bot too."""

import argparse
import asyncio

from bot.logs import setup
from bot.network.key_rotation import KeyRotation
from bot.network.open import open_network
from bot.process.clock import Clock
from bot.settings.settings import Settings, load
from storage.database.run_lock import ROTATION_LOCK, RunLock
from storage.database.url import SqliteFile


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato rotate-key`."""
    parser.description = (
        "When somebody may have a copy of the key file. What they copied of the data before stays readable to them. "
        "Cut off? Run it again: it goes on where it was."
    )
    parser.add_argument(
        "--alone", action="store_true", help="no other machine runs this network, or each reads this same key file"
    )


def run(arguments: argparse.Namespace) -> int:
    """Rotate the key, after a question where another machine may hold a key file of its own."""
    settings = load(need_transport=False)
    if not arguments.alone and not isinstance(settings.database, SqliteFile):
        print("On a server several machines may run this network, each with its own copy of keys.json. They go deaf")
        print("when one of them rotates the key. Stop all but this one; give them the new keys.json before they start.")
        if input("Is no other machine running it now? [y/N] ") != "y":
            print("Nothing was changed.")
            return 1
    with setup.set_up("WARNING"), RunLock(settings.rebato_data, ROTATION_LOCK):
        fields = asyncio.run(_rotate(settings))
    print(f"{fields} fields are sealed with a new key. Carry a new copy of keys.json away, and destroy the old copies,")
    print("but for those that open a backup you still need: a backup opens with the key file of its day.")
    return 0


async def _rotate(settings: Settings) -> int:
    async with open_network(settings) as opened:
        return await KeyRotation(settings, opened, Clock(), asyncio.sleep).run()
