"""`rebato people export`: the list of people as a file under a passphrase; every coordinator is told."""

import argparse
import asyncio
import sys
from getpass import getpass
from pathlib import Path

from bot.logs import setup
from bot.network.invitation import town_named
from bot.network.open import open_network
from bot.network.people_export import checked_passphrase, export_people
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError, load

HELP = "write the list of people to a file under a passphrase; the coordinators are told"
ABOUT = (
    "Names as people call themselves, roles, language, since when, and whether they can be reached; no numbers, no"
    " accounts. In the chat /export does so for two coordinators."
)


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato people export`."""
    parser.add_argument("--town", help="only those with a role there")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file, list.zip for instance")


def run(arguments: argparse.Namespace) -> int:
    """Ask for a passphrase twice, and write the list."""
    settings = load(need_transport=False)
    passphrase = checked_passphrase(_asked("Passphrase: "), _asked("Again: "))
    with setup.set_up("WARNING"):
        people = asyncio.run(_exported(settings, arguments, passphrase))
    print(f"Written to {arguments.out}; people in it: {people}. It opens with 7-Zip, WinZip or Keka.")
    print("The coordinators are told. Give the passphrase by voice, and delete the file when it is of no use any more.")
    return 0


async def _exported(settings: Settings, arguments: argparse.Namespace, passphrase: str) -> int:
    async with open_network(settings) as opened:
        town = town_named(opened, arguments.town) if arguments.town else None
        return await export_people(settings, opened, Clock().now(), town, passphrase, arguments.out)


def _asked(question: str) -> str:
    """Return a line that nobody sees on the screen; from a script, the next line of its input."""
    try:
        return getpass(question) if sys.stdin.isatty() else input()
    except EOFError:
        raise SettingsError("passphrase", "is missing", "type it when asked, or give two lines of input") from None
