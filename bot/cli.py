"""The verbs: init, invite, run, drill, test."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeVar

from alerts.people.person import Role
from bot import founding, logs
from bot.app import App
from bot.clock import Clock
from bot.config import Settings, SettingsError, load
from bot.founding import Founding
from bot.inviting import Invitation, make, town_named
from bot.opening import open_network
from storage.errors import StorageError
from storage.run_lock import RunLock

T = TypeVar("T")

WRONG = 2
"""Exit code for a setting, option or folder that is missing or wrong."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["test"]:
        return int(import_module("tests.run").main(words[1:]))
    arguments = _parser().parse_args(words)
    try:
        return int(arguments.verb(arguments))
    except (SettingsError, StorageError) as error:
        print(f"rebato: {error}", file=sys.__stderr__)
        return WRONG
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rebato", description="The phone tree of a rapid-response network, on Telegram and Signal."
    )
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")

    init = verbs.add_parser("init", help="make the key file, the database and the first invitation")
    init.add_argument("--name", help="what the network is called")
    init.add_argument("--languages", help="codes, the first is the fallback, e.g. en,es")
    init.add_argument("--timezone", help="IANA name, e.g. America/New_York")
    init.add_argument("--town", action="append", default=[], metavar="NAME:LAT:LON", help="once for each town")
    init.add_argument("--yes", action="store_true", help="ask nothing")
    init.add_argument("--json", action="store_true", help="print one JSON object")
    init.set_defaults(verb=_init)

    invite = verbs.add_parser("invite", help="print one more invitation, beside a running bot too")
    invite.add_argument("--role", required=True, choices=[role.value for role in Role])
    invite.add_argument("--town", help="its name; may be left out where there is only one")
    invite.add_argument("--json", action="store_true", help="print one JSON object")
    invite.set_defaults(verb=_invite)

    run = verbs.add_parser("run", help="run the bot")
    run.set_defaults(verb=_run)

    drill = verbs.add_parser("drill", help="play the story against loopback servers; nothing leaves this computer")
    drill.add_argument("--play", action="store_true", help="print it as a transcript")
    drill.set_defaults(verb=_drill)

    verbs.add_parser("test", help="run all checks and tests")
    return parser


def _init(arguments: argparse.Namespace) -> int:
    settings = load(need_transport=False)
    asked = _Asking(enabled=not arguments.yes)
    begin = Founding(
        name=asked("Name of the network", arguments.name, "--name", founding.network_name),
        languages=asked("Languages", arguments.languages, "--languages", founding.language_codes, "en,es"),
        zone=asked("Time zone", arguments.timezone, "--timezone", founding.time_zone, "America/New_York"),
        towns=founding.towns(arguments.town or asked.towns()),
    )
    with logs.set_up(settings.log_level if settings.log_level == "DEBUG" else "WARNING"):
        invitation = asyncio.run(founding.found(settings, begin, Clock()))
    if not arguments.json:
        print(f"{begin.name} is ready.")
        print(f"Kept in    {settings.rebato_data}")
        print(f"Key file   {settings.rebato_keys}   (back it up apart from the data; without it nothing can be read)")
        print("The first coordinator's invitation, good for one person and 14 days:")
    _print(invitation, as_json=arguments.json)
    return 0


class _Asking:
    """Asks for what the options leave open."""

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled

    def __call__(
        self, question: str, given: str | None, option: str, check: Callable[[str], T], default: str = ""
    ) -> T:
        """What was given, checked; else the answer, asked again until it is good."""
        if given is not None or not self._enabled:
            if not (given or default):
                raise SettingsError(option, "is missing", "give it, or leave --yes out to be asked")
            return check(given or default)
        while True:
            answer = self._line(f"{question}{f' [{default}]' if default else ''}: ") or default
            try:
                return check(answer)
            except SettingsError as error:
                print(f"  {error}")

    def towns(self) -> list[str]:
        """One a line, until an empty one."""
        found: list[str] = []
        while self._enabled:
            answer = self._line(f"Town {len(found) + 1}, as Northampton:42.325:-72.641 (empty to end): ")
            if not answer and found:
                break
            try:
                founding.towns([*found, answer])
                found.append(answer)
            except SettingsError as error:
                print(f"  {error}")
        return found

    def _line(self, question: str) -> str:
        try:
            return input(question).strip()
        except EOFError:
            raise SettingsError("rebato init", "has nobody to ask", "give every option and --yes") from None


def _invite(arguments: argparse.Namespace) -> int:
    settings = load(need_transport=False)
    with logs.set_up("WARNING"):
        _print(asyncio.run(_invited(settings, arguments)), as_json=arguments.json)
    return 0


async def _invited(settings: Settings, arguments: argparse.Namespace) -> Invitation:
    async with open_network(settings) as opened:
        if arguments.town is None and len(opened.network.towns) > 1:
            raise SettingsError(
                "--town", "is missing", "choose from " + ", ".join(t.name for t in opened.network.towns)
            )
        town = town_named(opened, arguments.town) if arguments.town else opened.network.towns[0]
        return await make(settings, opened, Role(arguments.role), town, Clock())


def _print(invitation: Invitation, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(invitation.as_json()))
        return
    print(f"  role      {invitation.role}, {invitation.town or 'every town'}")
    print(f"  Telegram  {invitation.telegram_link or 'write to the bot: /start ' + invitation.code}")
    print(f"  Signal    write to the number: {invitation.signal_words}")


def _run(arguments: argparse.Namespace) -> int:
    del arguments
    settings = load()
    with RunLock(settings.database.path.parent), logs.set_up(settings.log_level):
        asyncio.run(_running(settings))
    return 0


async def _running(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    logs.guard_loop(loop)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_network(settings) as opened:
        await App(settings, opened, Clock()).run(stop)


def _drill(arguments: argparse.Namespace) -> int:
    if not arguments.play:
        print("The page of phones is still to come; `rebato drill --play` plays the whole story here and now.")
        return 0
    return int(asyncio.run(import_module("bot.drill.play").play()))


if __name__ == "__main__":
    sys.exit(main())
