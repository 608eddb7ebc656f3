"""`rebato town add|list|rename|move|split|merge|retire|neighbours`, beside a running bot too."""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from alerts.people.person import Role
from bot.logs import setup
from bot.network.open import open_network
from bot.network.town_roster import ListedTown, TownRoster
from bot.process.clock import Clock
from bot.settings.settings import SettingsError, load
from bot.verbs.table import print_table

T = TypeVar("T")

_TOWN = "its name"
_WHERE = '"Easthampton MA", a ZIP code, or NAME:LATITUDE:LONGITUDE'
_COLUMNS = ("town", "centre", "people", "responders", "desk", "groups", "neighbours", "lacks")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato town`."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="add|list|rename|move|split|merge|retire|neighbours"
    )
    add = actions.add_parser("add", help="add a town; a running bot sees it within seconds")
    add.add_argument("where", metavar="TOWN", help=_WHERE)
    listing = actions.add_parser("list", help="every town, who is there, and what it lacks")
    listing.add_argument("--json", action="store_true", help="print one JSON array")
    rename = actions.add_parser("rename", help="give a town another name; the old one is still understood")
    rename.add_argument("town", help=_TOWN)
    rename.add_argument("name", help="what it is to be called")
    move = actions.add_parser("move", help="let a town's centre lie elsewhere")
    move.add_argument("town", help=_TOWN)
    move.add_argument("where", metavar="WHERE", help=f"{_WHERE}, or LATITUDE:LONGITUDE")
    split = actions.add_parser("split", help="make a part of a town one of its own, with the same people")
    split.add_argument("town", help=_TOWN)
    split.add_argument("where", metavar="PART", help=_WHERE)
    merge = actions.add_parser("merge", help="make a town a part of another: people, incidents and groups go along")
    merge.add_argument("town", help="the one that is gone then")
    merge.add_argument("into", help="the one that stays")
    retire = actions.add_parser("retire", help="leave a town: its people hear so, roles there are gone")
    retire.add_argument("town", help=_TOWN)
    retire.add_argument("--yes", action="store_true", help="without it, only say what would be gone")
    beside = actions.add_parser(
        "neighbours", aliases=["neighbors"], help="show a town's neighbours, or say which they are"
    )
    beside.add_argument("town", help=_TOWN)
    which = beside.add_mutually_exclusive_group()
    which.add_argument("--add", metavar="TOWN", help="it is a neighbour, whatever the distance")
    which.add_argument("--remove", metavar="TOWN", help="it is none, whatever the distance")
    which.add_argument("--by-distance", metavar="TOWN", help="the distance decides again")


def run(arguments: argparse.Namespace) -> int:
    """List towns, or change them, as the operator asked."""
    given = arguments
    actions: dict[str, Callable[[TownRoster], Awaitable[str]]] = {
        "add": lambda roster: roster.add(given.where),
        "rename": lambda roster: roster.rename(given.town, given.name),
        "move": lambda roster: roster.move(given.town, given.where),
        "split": lambda roster: roster.split(given.town, given.where),
        "merge": lambda roster: roster.merge(given.town, given.into),
        "retire": lambda roster: _retire(roster, given),
        "neighbours": lambda roster: _neighbors(roster, given),
        "neighbors": lambda roster: _neighbors(roster, given),
    }
    if given.action == "list":
        _list(given)
    else:
        print(_on_roster(actions[given.action]))
    return 0


async def _retire(roster: TownRoster, given: argparse.Namespace) -> str:
    if given.yes:
        return await roster.retire(given.town)
    [listed] = [one for one in await roster.all() if one.town == roster.named(given.town)]
    raise SettingsError(
        "--yes",
        f"is missing; {listed.headcount.people} people have a role in {listed.town.name}, or in every town",
        "give it to end the roles, invitations and directory entries there, or merge it into another town",
    )


async def _neighbors(roster: TownRoster, given: argparse.Namespace) -> str:
    for other, adjoin in ((given.add, True), (given.remove, False), (given.by_distance, None)):
        if other:
            return await roster.set_neighbors(given.town, other, adjoin)
    [listed] = [one for one in await roster.all() if one.town == roster.named(given.town)]
    return "\n".join(town.name for town in listed.neighbors) or "none"


def _list(arguments: argparse.Namespace) -> None:
    towns = _on_roster(TownRoster.all)
    if arguments.json:
        print(json.dumps([_as_json(one) for one in towns]))
    else:
        print_table(_COLUMNS, [_row(one) for one in towns])


def _on_roster(action: Callable[[TownRoster], Awaitable[T]]) -> T:
    settings, clock = load(need_transport=False), Clock()

    async def done() -> T:
        async with open_network(settings) as opened:
            return await action(TownRoster(settings, opened, clock))

    with setup.set_up("WARNING"):
        return asyncio.run(done())


def _as_json(listed: ListedTown) -> dict[str, Any]:
    return {
        "town": listed.town.name,
        "also": list(listed.town.also),
        "centre": list(listed.town.point),
        "people": listed.headcount.people,
        "roles": {role.value: listed.headcount.roles.get(role, 0) for role in Role},
        "languages": dict(listed.headcount.languages),
        "unreachable": listed.headcount.unreachable,
        "groups": dict(listed.headcount.groups),
        "neighbours": [town.name for town in listed.neighbors],
        "lacks": [gap.value for gap in listed.headcount.gaps],
    }


def _row(listed: ListedTown) -> tuple[str, ...]:
    headcount, (latitude, longitude) = listed.headcount, listed.town.point
    desk = sum(headcount.roles.get(role, 0) for role in (Role.DISPATCHER, Role.COORDINATOR))
    groups = ", ".join(f"{platform} {count}" for platform, count in sorted(headcount.groups.items()))
    return (
        listed.town.name,
        f"{latitude:.3f},{longitude:.3f}",
        str(headcount.people),
        str(headcount.roles.get(Role.RESPONDER, 0)),
        str(desk),
        groups or "-",
        ", ".join(town.name for town in listed.neighbors) or "-",
        ", ".join(gap.value for gap in headcount.gaps) or "-",
    )
