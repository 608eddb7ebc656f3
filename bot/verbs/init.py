"""`rebato init`: the key file, the database, the first coordinator's invitation."""

import argparse
import asyncio
import sys

from bot.logs import setup
from bot.network.create import NewNetwork, create_network, language_codes, network_name, time_zone
from bot.network.invitation import PrintedInvitation
from bot.network.line_check import LineCheck, check_lines
from bot.network.town_argument import town_reader
from bot.process.clock import Clock
from bot.settings.settings import Settings, load
from bot.verbs.invite import show
from bot.verbs.prompts import Prompts

INTERRUPTED = 130


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato init`; whatever is left out is asked."""
    parser.add_argument("--name", help="what the network is called")
    parser.add_argument("--languages", help="codes, the first is the fallback, e.g. en,es")
    parser.add_argument("--timezone", help="IANA name, e.g. America/New_York")
    parser.add_argument(
        "--town",
        action="append",
        default=[],
        metavar="TOWN",
        help='once for each town: "Northampton MA", a ZIP code, or NAME:LAT:LON',
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Create the network and print the first coordinator's invitation."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        print("rebato: interrupted; `rebato init` begins anew, and loses nothing that is there", file=sys.__stderr__)
        return INTERRUPTED


def _run(arguments: argparse.Namespace) -> int:
    settings = load(need_transport=False)
    ask = Prompts(enabled=not arguments.yes)
    name = ask("Name of the network", arguments.name, "--name", network_name)
    codes = ask("Languages", arguments.languages, "--languages", language_codes, "en,es")
    zone = ask("Time zone", arguments.timezone, "--timezone", time_zone, "America/New_York")
    reader = town_reader(settings, zone)
    towns = reader.read_all(arguments.town) if arguments.town else ask.towns(reader)
    new = NewNetwork(name=name, languages=codes, zone=zone, towns=towns)
    with setup.set_up("WARNING"):
        checks, invitation = asyncio.run(_create(settings, new, Clock()))
    if not arguments.json:
        print(f"{new.name} is ready.")
        for town, (latitude, longitude) in new.towns:
            print(f"Town       {town}, centre {latitude:g}, {longitude:g}")
        print(f"Kept in    {settings.rebato_data}")
        print(f"Key file   {settings.rebato_keys}")
        print("           Back it up apart from the data: without it nothing can be read.")
        print("The first coordinator's invitation, good for one person and 14 days:")
    show(invitation, as_json=arguments.json)
    for check in checks:
        if not arguments.json:
            print(check.told)
        elif not check.works:
            print(f"rebato: {check.told}", file=sys.stderr)
    if not arguments.json and not settings.hotline:
        print("No hotline is set: people are told to call an immigration lawyer or somebody they trust.")
        print("If you have a number, put HOTLINE=1-800-555-0199, with yours, into .env before `rebato run`.")
    return 0


async def _create(settings: Settings, new: NewNetwork, clock: Clock) -> tuple[list[LineCheck], PrintedInvitation]:
    """Ask the platforms first: who gave a wrong token has nothing half made to look after."""
    checks = await check_lines(settings, clock)
    return checks, await create_network(settings, new, clock)
