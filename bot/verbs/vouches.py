"""`rebato vouches [NUMBER]`: how many vouches make a member; beside a running bot too."""

import argparse
import asyncio

from alerts.network.watched_setting import SettingInForce
from alerts.vouching.vouch import MOST_NEEDED
from bot.logs import setup
from bot.network.open import open_network
from bot.network.vouch_rule_setting import set_vouches_needed, vouches_in_force
from bot.process.clock import Clock
from bot.settings.settings import Settings, load


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato vouches`."""
    parser.description = "0: a coordinator lets people in alone. Else so many vouches, at least one a coordinator's."
    parser.add_argument(
        "needed", metavar="NUMBER", nargs="?", type=int, choices=range(MOST_NEEDED + 1), help="left out: print it"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print it, or change it as the operator asked; the coordinators are told."""
    with setup.set_up("WARNING"):
        print(asyncio.run(_run(load(need_transport=False), arguments.needed)))
    return 0


async def _run(settings: Settings, needed: int | None) -> str:
    async with open_network(settings) as opened:
        if needed is not None:
            await set_vouches_needed(settings, opened, Clock(), needed)
        return _in_words(await vouches_in_force(settings, opened))


def _in_words(rule: SettingInForce) -> str:
    held = f"vouches needed: {rule.value}"
    if rule.proposed is None:
        return held
    if rule.objected:
        return f"{held}\nthe committee objects to {rule.proposed}: talk with them"
    return f"{held}\nwaits for the committee: {rule.proposed}; it holds after a week, or once a member says yes"
