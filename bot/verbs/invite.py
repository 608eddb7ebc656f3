"""`rebato invite`: one more invitation, or those that are open; beside a running bot too."""

import argparse
import asyncio
import json
from pathlib import Path

from alerts.network.town import Network
from alerts.people.code import INVITE_LASTS
from alerts.people.person import Role
from bot.logs import setup
from bot.network.invitation import PrintedInvitation, make_invitation, town_named
from bot.network.invitation_files import InvitationFiles
from bot.network.invitation_roster import COLUMNS, InvitationRoster
from bot.network.open import OpenNetwork, open_network
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError, load
from bot.verbs.table import print_table


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato invite`."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--role", choices=[role.value for role in Role])
    what.add_argument("--list", action="store_true", help="every invitation that somebody can still use")
    what.add_argument("--revoke", metavar="INVITATION", help="end one: its number in the list, or its code")
    parser.add_argument("--town", help="its name; may be left out where there is only one")
    parser.add_argument("--uses", type=int, default=1, metavar="N", help="for how many people it is (1)")
    parser.add_argument(
        "--days", type=int, default=INVITE_LASTS.days, metavar="N", help=f"how long it is good ({INVITE_LASTS.days})"
    )
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="also make a page to print, in every language")
    parser.add_argument("--qr", type=Path, metavar="FILE", help="also make the square for a phone's camera, a PNG")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Make one invitation and print it, list those that are open, or revoke one."""
    settings = load(need_transport=False)
    if arguments.list or arguments.revoke is not None:
        for option in ("pdf", "qr"):
            if getattr(arguments, option) is not None:
                raise SettingsError(
                    f"--{option}", "is of a new invitation: the code of another is not kept", "add --role"
                )
        with setup.set_up("WARNING"):
            asyncio.run(_list_or_revoke(settings, arguments))
        return 0
    files = InvitationFiles(pdf=arguments.pdf, qr=arguments.qr)
    files.check(Role(arguments.role))
    with setup.set_up("WARNING"):
        invitation, network = asyncio.run(_invitation(settings, arguments))
    # Shown first: it works from now on, whatever becomes of the files.
    show(invitation, as_json=arguments.json)
    files.write(invitation, network, settings.retention, Clock().now())
    return 0


async def _invitation(settings: Settings, arguments: argparse.Namespace) -> tuple[PrintedInvitation, Network]:
    async with open_network(settings) as opened:
        return await _made(settings, arguments, opened), opened.network


async def _made(settings: Settings, arguments: argparse.Namespace, opened: OpenNetwork) -> PrintedInvitation:
    if Role(arguments.role) is Role.COMMITTEE:
        # It watches over all of them.
        return await make_invitation(settings, opened, Role.COMMITTEE, None, Clock())
    towns = opened.network.towns
    if arguments.town is None and len(towns) > 1:
        raise SettingsError("--town", "is missing", "choose from " + ", ".join(town.name for town in towns))
    town = town_named(opened, arguments.town) if arguments.town else towns[0]
    wanted = {"uses": arguments.uses, "days": arguments.days}
    return await make_invitation(settings, opened, Role(arguments.role), town, Clock(), **wanted)


async def _list_or_revoke(settings: Settings, arguments: argparse.Namespace) -> None:
    async with open_network(settings) as opened:
        roster = InvitationRoster(settings, opened, Clock())
        if arguments.revoke is not None:
            gone = await roster.revoke(arguments.revoke)
            print(f"Revoked: {gone.role} {gone.town or 'everywhere'}. Whoever has it can join with it no more.")
            return
        listed = await roster.open_ones()
    if arguments.json:
        print(json.dumps([one.as_json() for one in listed]))
    else:
        print_table(COLUMNS, [one.as_row() for one in listed])


def show(invitation: PrintedInvitation, *, as_json: bool) -> None:
    """Print an invitation for a person, or as JSON for a script."""
    if as_json:
        print(json.dumps(invitation.as_json()))
        return
    print(f"  role      {invitation.role}, {invitation.town or 'every town'}")
    people = "one person" if invitation.uses == 1 else f"{invitation.uses} people"
    print(f"  good      for {people}, until {invitation.expires_at}")
    if invitation.telegram_link is not None or invitation.signal_number is None:
        print(f"  Telegram  {invitation.telegram_link or 'write to the bot: /start ' + invitation.code}")
    if invitation.signal_number is not None:
        print(f"  Signal    write to {invitation.signal_number}: {invitation.signal_words}")
