"""`rebato people import FILE`: a personal invitation for everybody of a list; nobody is written to."""

import argparse
import asyncio
from pathlib import Path

from alerts.people.code import INVITE_LASTS
from alerts.people.person import Role
from alerts.roster.invitee import IMPORTABLE, InviteeState
from bot.logs import setup
from bot.network.csv_text import read_csv_text
from bot.network.handout_csv import write_handout
from bot.network.invitation import town_named
from bot.network.invitee_list import InviteeList, ListDefaults, read_invitees
from bot.network.open import OpenNetwork, open_network
from bot.network.people_import import ImportCounts, PeopleImport
from bot.network.private_file import check_new_file, new_private_file
from bot.process.clock import Clock
from bot.settings.settings import Settings, load

HELP = "make a personal invitation for everybody of a list"
ABOUT = (
    "FILE is a CSV with the headings name, town, role, language; in Spanish too, and only name must be there. Nobody is"
    " written to and no name is kept: you get a file of invitations to hand out. The same list again gives the same."
)
FAULTY = 1
"""Exit code for a list with faults: each is printed, and nothing is made."""
_SAID = {
    InviteeState.OPEN: "invited before, not used yet: the same invitation",
    InviteeState.USED: "joined already by theirs",
    InviteeState.OVER: "whose invitation is over: left alone, unless you give --renew",
}


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato people import`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the list; made in any spreadsheet")
    parser.add_argument("--dry-run", action="store_true", help="say what it would do, and every fault; write nothing")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the invitations go; FILE-invitations.csv")
    parser.add_argument("--town", help="for rows that name none; may be left out where there is only one")
    roles = [role.value for role in IMPORTABLE]
    parser.add_argument(
        "--role", choices=roles, default=Role.SUBSCRIBER.value, help="for rows that name none (subscriber)"
    )
    parser.add_argument(
        "--days", type=int, default=INVITE_LASTS.days, metavar="N", help=f"how long they are good ({INVITE_LASTS.days})"
    )
    parser.add_argument(
        "--renew", action="store_true", help="new ones for people whose invitation expired or was revoked"
    )


def run(arguments: argparse.Namespace) -> int:
    """Import a list, or say what that would do; return 1 where it has faults."""
    settings = load(need_transport=False)
    text = read_csv_text(arguments.file)
    out = arguments.out or arguments.file.with_name(f"{arguments.file.stem}-invitations.csv")
    with setup.set_up("WARNING"):
        lines, code = asyncio.run(_imported(settings, text, out, arguments))
    print("\n".join(lines))
    return code


async def _imported(settings: Settings, text: str, out: Path, arguments: argparse.Namespace) -> tuple[list[str], int]:
    """Return what to print, and the exit code."""
    clock = Clock()
    async with open_network(settings) as opened:
        found = read_invitees(text, opened.network, _defaults(opened, arguments))
        if found.faults:
            faults = [str(one) for one in found.faults]
            return [*faults, f"{_counted(len(faults), 'fault')}; nothing was made. Mend them and start again."], FAULTY
        importing = PeopleImport(settings, opened, clock, arguments.days, arguments.renew)
        planned = await importing.plan(found.people, dry_run=arguments.dry_run)
        counts = importing.counts(planned)
        if arguments.dry_run:
            return [*found.notes, *_would(counts), "A dry run: nothing was made or written."], 0
        # Before anything is made; and no file stays of a run that is killed in the midst.
        check_new_file(out, "--out")
        await importing.carry_out(planned)
        with new_private_file(out, "--out") as file:
            write_handout(file, planned.people, [one.language for one in found.people], opened.network, clock.now())
    return [*found.notes, *_would(counts), *_afterwards(out, found)], 0


def _defaults(opened: OpenNetwork, arguments: argparse.Namespace) -> ListDefaults:
    towns = opened.network.towns
    only = towns[0] if len(towns) == 1 else None
    town = town_named(opened, arguments.town) if arguments.town else only
    return ListDefaults(town=town, role=Role(arguments.role))


def _would(counts: ImportCounts) -> list[str]:
    made = [f"{count:>8}  {role.value}, {town}" for (role, town), count in sorted(counts.made.items())]
    before = [f"{counts.states[state]:>8}  {words}" for state, words in _SAID.items() if counts.states.get(state)]
    ended = [f"{counts.replaced:>8}  of these had one in another role, which ends"] if counts.replaced else []
    return [f"New invitations: {sum(counts.made.values())}", *made, *ended, *before]


def _afterwards(out: Path, found: InviteeList) -> list[str]:
    return [
        f"Written to {out}: {_counted(len(found.people), 'row')}, which only you can read.",
        "Whoever has one of them can join in that person's place: hand each to its own person alone.",
        "Then delete that file and your list. Here no name is kept; the same list gives the same invitations again.",
    ]


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
