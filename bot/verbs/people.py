"""`rebato people list|import|export|suspend|lift|verify|revoke|ban|unban`: who is in and put out. It needs no stop."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from alerts.network.town import Network
from alerts.people.person import COORDINATOR, Grant, Role
from alerts.trust.ban import Ban
from bot.logs import setup
from bot.network.invitation import town_named
from bot.network.open import OpenNetwork, open_network
from bot.network.people_roster import ListedPerson, PeopleRoster
from bot.process.clock import Clock
from bot.settings.settings import load
from bot.verbs import exporting_people, importing_people
from bot.verbs.table import print_table

T = TypeVar("T")

SUSPEND = "All their roles rest at once; what they had in hand goes to others. They and the coordinators are told."
BAN = "All their roles and their name are gone, and nothing that they write is heard. They are told once."
VERIFY = "Call them first, on a number you know, and compare the safety number. Signal's bridge then trusts it."
_NUMBER = "their number, as `rebato people list` shows it"
_COLUMNS = ("person", "name", "roles", "on", "since", "state")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato people`."""
    verbs = "list|import|export|suspend|lift|verify|revoke|ban|unban"
    actions = parser.add_subparsers(dest="action", required=True, metavar=verbs)
    listing = actions.add_parser("list", help="everybody with a role, suspended or not")
    listing.add_argument("--town", help="only those with a role there")
    listing.add_argument("--banned", action="store_true", help="those who were put out for good: no name is kept")
    listing.add_argument("--json", action="store_true", help="print one JSON array")
    importing_people.options(
        actions.add_parser("import", help=importing_people.HELP, description=importing_people.ABOUT)
    )
    exporting_people.options(
        actions.add_parser("export", help=exporting_people.HELP, description=exporting_people.ABOUT)
    )
    suspend = actions.add_parser("suspend", help="let all their roles rest at once", description=SUSPEND)
    suspend.add_argument("person", help=_NUMBER)
    lift = actions.add_parser("lift", help="give the roles back to somebody suspended")
    lift.add_argument("person", help=_NUMBER)
    verify = actions.add_parser(
        "verify", help="a changed safety number is theirs: give the roles back", description=VERIFY
    )
    verify.add_argument("person", help=_NUMBER)
    ban = actions.add_parser("ban", help="put somebody out for good, on every app", description=BAN)
    ban.add_argument("person", help=_NUMBER)
    unban = actions.add_parser("unban", help="let somebody who was banned write again, without a role")
    unban.add_argument("person", help="their number, as `rebato people list --banned` shows it")
    revoke = actions.add_parser("revoke", help="take one role away")
    revoke.add_argument("person", help=_NUMBER)
    revoke.add_argument("role", choices=[role.value for role in Role])
    revoke.add_argument("--town", help="where; left out: the role that they have in every town")


def run(arguments: argparse.Namespace) -> int:
    """List people, or change what they are, as the operator asked."""
    if arguments.action == "import":
        return importing_people.run(arguments)
    if arguments.action == "export":
        return exporting_people.run(arguments)
    actions: dict[str, Callable[[argparse.Namespace], None]] = {
        "list": _list,
        "suspend": lambda given: print(_on_roster(lambda roster, _: roster.suspend(given.person))),
        "lift": lambda given: print(_on_roster(lambda roster, _: roster.lift(given.person))),
        "verify": lambda given: print(_on_roster(lambda roster, _: roster.verify(given.person))),
        "revoke": _revoke,
        "ban": lambda given: print(_on_roster(lambda roster, _: roster.ban(given.person))),
        "unban": lambda given: print(_on_roster(lambda roster, _: roster.unban(given.person))),
    }
    actions[arguments.action](arguments)
    return 0


def _list_bans(arguments: argparse.Namespace) -> None:
    async def found(roster: PeopleRoster, opened: OpenNetwork) -> tuple[dict[str, Ban], Network]:
        return await roster.bans(), opened.network

    bans, network = _on_roster(found)
    since = {
        number: one.banned_at.astimezone(network.zone).isoformat(timespec="minutes") for number, one in bans.items()
    }
    if arguments.json:
        print(json.dumps([{"person": number, "banned_at": at} for number, at in since.items()]))
    else:
        print_table(("person", "banned"), [*since.items()])


def _list(arguments: argparse.Namespace) -> None:
    if arguments.banned:
        _list_bans(arguments)
        return

    async def found(roster: PeopleRoster, opened: OpenNetwork) -> tuple[list[ListedPerson], Network]:
        town = town_named(opened, arguments.town) if arguments.town else None
        return await roster.all(town), opened.network

    people, network = _on_roster(found)
    if arguments.json:
        print(json.dumps([_as_json(one, network) for one in people]))
    else:
        print_table(_COLUMNS, [_row(one, network) for one in people])
        if arguments.town is None:
            _warn_of_one_coordinator(people)


def _warn_of_one_coordinator(people: list[ListedPerson]) -> None:
    """Say where one person alone coordinates: nobody is there for a second yes, be it that the other was put out."""
    who = [one for one in people if not one.person.suspended and any(role.role in COORDINATOR for role in one.roles)]
    if len(who) == 1:
        print(
            "Only one person coordinates, and nobody can say a second yes: rebato invite --role coordinator",
            file=sys.stderr,
        )


def _revoke(arguments: argparse.Namespace) -> None:
    async def done(roster: PeopleRoster, opened: OpenNetwork) -> str:
        town = town_named(opened, arguments.town) if arguments.town else None
        return await roster.revoke(arguments.person, Role(arguments.role), town)

    print(_on_roster(done))


def _on_roster(action: Callable[[PeopleRoster, OpenNetwork], Awaitable[T]]) -> T:
    settings, clock = load(need_transport=False), Clock()

    async def done() -> T:
        async with open_network(settings) as opened:
            return await action(PeopleRoster(settings, opened, clock), opened)

    with setup.set_up("WARNING"):
        return asyncio.run(done())


def _as_json(listed: ListedPerson, network: Network) -> dict[str, Any]:
    return {
        "person": listed.number,
        "name": listed.person.name,
        "roles": [{"role": one.role.value, "town": _town(one, network)} for one in listed.roles],
        "on": list(listed.apps),
        "since": listed.person.since.isoformat() if listed.person.since else None,
        "suspended_at": listed.person.suspended_at.isoformat() if listed.person.suspended_at else None,
    }


def _row(listed: ListedPerson, network: Network) -> tuple[str, ...]:
    roles = ", ".join(f"{one.role.value} {_town(one, network) or 'everywhere'}" for one in listed.roles)
    since = listed.person.since.astimezone(network.zone).date().isoformat() if listed.person.since else "-"
    # A name is of its bearer's choosing: it must not draw on the operator's terminal.
    name = "".join(sign for sign in listed.person.name if sign.isprintable())[:40] or "-"
    return listed.number, name, roles or "-", ", ".join(listed.apps), since, _state(listed)


def _state(listed: ListedPerson) -> str:
    if listed.person.suspended:
        return "suspended"
    return "to be verified" if listed.person.has_uncompared_number else "active"


def _town(grant: Grant, network: Network) -> str | None:
    town = network.town(grant.town_id)
    return town.name if town else None
