"""`rebato explain PERSON|INCIDENT`: what was done by and to somebody, or about an incident, in order."""

import argparse
import asyncio
import json

from bot.logs import setup
from bot.network.explanation import ExplainedDeed, Explanation
from bot.network.open import open_network
from bot.process.clock import Clock
from bot.settings.settings import Settings, load


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato explain`."""
    parser.add_argument(
        "which", metavar="PERSON|INCIDENT", help="digits as `rebato people list` shows them, or an incident as '#12'"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON array")


def run(arguments: argparse.Namespace) -> int:
    """Print what was done, a line each, the oldest first."""
    settings = load(need_transport=False)
    with setup.set_up("WARNING"):
        deeds = asyncio.run(_explained(settings, arguments.which))
    if arguments.json:
        print(json.dumps([one.as_json() for one in deeds]))
        return 0
    for one in deeds:
        print(f"{one.at:%Y-%m-%d %H:%M}  {one.words}")
    if not deeds:
        print("Nothing is noted of it.")
    return 0


async def _explained(settings: Settings, which: str) -> list[ExplainedDeed]:
    async with open_network(settings) as opened:
        return await Explanation(settings, opened, Clock()).of(which)
